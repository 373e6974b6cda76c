import { once } from "node:events";
import { dirname, join } from "node:path";
import { isDeepStrictEqual, styleText } from "node:util";
import { buildDocs, type DocsServer } from "@run-summary/docs";
import { ContractError, type Mock } from "@run-summary/mock";
import { displayPath, type OpenApiDocument, readBundle } from "@run-summary/spec";
import { bundleSource, SpecError, sourceFile } from "@run-summary/spec/source";
import { watch } from "chokidar";
import { buildClient, typeErrors } from "./compile.ts";
import { writeBundle, writeCode } from "./generate/generate.ts";

// An editor writes a file in several steps; they are one save.
const settleTime = 50;

/** Follows the hand-written spec: after each save all parts are brought up to date. Resolves with a function that ends it. */
export async function watchSpec(mock: Mock, docs: DocsServer): Promise<() => Promise<void>> {
  let followed = readBundle();
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
  const spec = dirname(sourceFile);
  const sources = ["openapi.yaml", "redocly.yaml", "components", "paths"].map((name) => join(spec, name));
  const watcher = watch(sources, { ignoreInitial: true }).on("all", () => {
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

/** Brings all parts up to date where the spec is not what they follow; resolves with what they follow now. */
async function follow(mock: Mock, docs: DocsServer, followed: OpenApiDocument): Promise<OpenApiDocument> {
  const start = performance.now();
  try {
    const document = await bundleSource();
    if (isDeepStrictEqual(document, followed)) {
      console.log("\nTypes, client, mock and docs follow the spec as it is.");
      return followed;
    }
    const { generated, errors } = await bringUpToDate(mock, docs, document);
    console.log();
    for (const path of generated) console.log(`generated ${displayPath(path)}`);
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
    const isMistake = error instanceof SpecError || error instanceof ContractError;
    console.log(`\n${styleText("red", isMistake ? message : String(stack))}`);
    console.log("The last good mock and docs stay up until the spec is mended.");
    return followed;
  }
}

async function bringUpToDate(mock: Mock, docs: DocsServer, document: OpenApiDocument) {
  const bundle = await writeBundle(document);
  // To the end of all of them, even where one fails: the next save must not meet one that is still at work.
  const [code, ...others] = await Promise.allSettled([
    updateCode(document),
    buildDocs().then(() => docs.reload()),
    mock.reload(structuredClone(document)),
  ]);
  const failed = others.find((outcome) => outcome.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  if (code.status === "rejected") throw code.reason;
  return { generated: [...bundle, ...code.value.generated], errors: code.value.errors };
}

async function updateCode(document: OpenApiDocument) {
  const generated = await writeCode(document);
  if (generated.length === 0) return { generated, errors: "" };
  const [errors] = await Promise.all([typeErrors(), buildClient()]);
  return { generated, errors };
}
