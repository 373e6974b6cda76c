import { once } from "node:events";
import { dirname } from "node:path";
import { isDeepStrictEqual, styleText } from "node:util";
import { buildDocs, type DocsServer } from "@run-summary/docs";
import { DocumentError, type Mock } from "@run-summary/mock";
import { displayPath, type OpenApiDocument, readBundle } from "@run-summary/spec";
import { bundleSource, isPackageCode, SpecError, sourceFile } from "@run-summary/spec/source";
import { watch } from "chokidar";
import { buildClient, typeErrors } from "./compile.ts";
import { generatedFrom, writeFolders } from "./generate/generate.ts";

// An editor writes a file in several steps; they are one save.
const settleTime = 50;

/** Follows the hand-written spec: after each save all parts are brought up to date. Resolves with a function that ends it. */
export async function watchSpec(mock: Mock, docs: DocsServer): Promise<() => Promise<void>> {
  let followed: OpenApiDocument | undefined = readBundle();
  let timer: NodeJS.Timeout | undefined;
  let isBehind = false;
  let running: Promise<void> | undefined;
  const catchUp = async () => {
    while (isBehind) {
      isBehind = false;
      followed = await follow(mock, docs, followed);
    }
    running = undefined;
  };
  const ignored = (path: string) => isPackageCode(path);
  const watcher = watch(dirname(sourceFile), { ignoreInitial: true, ignored }).on("all", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      isBehind = true;
      running ??= catchUp();
    }, settleTime);
  });
  await once(watcher, "ready");
  isBehind = true; // what was saved before
  running = catchUp();
  await running;
  return async () => {
    clearTimeout(timer);
    await watcher.close();
    await running;
  };
}

/**
 * Brings all parts up to date where the spec is not what they follow. Resolves with what they follow now: nothing certain
 * where one of them could not, so that the next save is followed even if it is what was there before.
 */
async function follow(
  mock: Mock,
  docs: DocsServer,
  followed: OpenApiDocument | undefined,
): Promise<OpenApiDocument | undefined> {
  const start = performance.now();
  try {
    const document = await bundleSource();
    if (isDeepStrictEqual(document, followed)) {
      console.log("\nTypes, client, mock and docs follow the spec as it is.");
      return followed;
    }
    const { written, errors } = await bringUpToDate(mock, docs, document);
    console.log();
    for (const path of written) console.log(`wrote ${displayPath(path)}`);
    if (errors !== "") {
      console.log(
        styleText("red", `\nThis code does not compile with the spec; change the code, or the spec:\n${errors}`),
      );
    }
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(styleText("green", `Types, client, mock and docs follow the spec (${seconds} s).`));
    return document;
  } catch (error) {
    const { message, stack } = error as Error;
    const isMistake = error instanceof SpecError || error instanceof DocumentError;
    console.log(`\n${styleText("red", isMistake ? message : String(stack))}`);
    console.log("The last good mock and docs stay up until the spec is mended.");
    return error instanceof SpecError ? followed : undefined;
  }
}

async function bringUpToDate(mock: Mock, docs: DocsServer, document: OpenApiDocument) {
  const folders = await generatedFrom(document); // before anything is touched: it may be refused
  const written = await writeFolders(folders);
  // To the end of all of them, even where one fails: the next save must not meet one that is still at work.
  const outcomes = await Promise.allSettled([
    compiled(),
    buildDocs().then(() => docs.reload()),
    mock.reload(structuredClone(document)),
  ]);
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  return { written, errors: outcomes[0].status === "fulfilled" ? outcomes[0].value : "" };
}

async function compiled(): Promise<string> {
  const [errors] = await Promise.all([typeErrors(), buildClient()]);
  return errors;
}
