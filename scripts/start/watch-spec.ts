import { dirname } from "node:path";
import { isDeepStrictEqual, styleText } from "node:util";
import { watchFiles } from "@run-summary/command-line";
import { buildDocs, type DocsServer } from "@run-summary/docs";
import { DocumentError, type Mock } from "@run-summary/mock";
import type { OpenApiDocument } from "@run-summary/openapi";
import { displayPath, readBundle } from "@run-summary/spec";
import { bundleSource, isPackageCode, SpecError, sourceFile } from "@run-summary/spec/source";
import { generateFolders, writeFolders } from "../generate/generate.ts";
import { compile } from "../shared/compile.ts";

/** Follows the hand-written spec: each save brings all parts up to date. Resolves with a function that ends it. */
export async function watchSpec(mock: Mock, docs: DocsServer): Promise<() => Promise<void>> {
  let followed: OpenApiDocument | undefined = readBundle();
  let lastTurn = Promise.resolve();
  const followInTurn = () => {
    lastTurn = lastTurn.then(async () => {
      followed = await followSpec(mock, docs, followed);
    });
    return lastTurn;
  };
  const report = ({ message }: Error) =>
    console.log(styleText("red", `What is saved there is not followed: ${message}.`));
  const watcher = await watchFiles([dirname(sourceFile)], (path) => isPackageCode(path), followInTurn, report);
  await followInTurn(); // what was saved before the watching began
  return () => watcher.close();
}

/**
 * Brings all parts up to date with the spec, unless they follow it already.
 *
 * @returns the document that all parts follow now; `undefined` where a part could not follow, so that the next save is
 *   followed even if it restores the last document.
 */
async function followSpec(
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
    const { written, errors } = await updateParts(mock, docs, document);
    console.log();
    for (const path of written) console.log(`wrote ${displayPath(path)}`);
    if (errors !== "") {
      const advice = "This code does not compile with the spec. Change the code, or the spec:";
      console.log(styleText("red", `\n${advice}\n${errors}`));
    }
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(styleText("green", `Types, client, mock and docs follow the spec (${seconds} s).`));
    return document;
  } catch (error) {
    const { message, stack } = error as Error;
    const isMistake = error instanceof SpecError || error instanceof DocumentError;
    console.log(`\n${styleText("red", isMistake ? message : String(stack))}`);
    console.log("The mock and the docs keep serving the last good spec until the mistake is corrected.");
    return error instanceof SpecError ? followed : undefined;
  }
}

async function updateParts(
  mock: Mock,
  docs: DocsServer,
  document: OpenApiDocument,
): Promise<{ readonly written: readonly string[]; readonly errors: string }> {
  const folders = await generateFolders(document); // before anything is written: the client may refuse the document
  const written = await writeFolders(folders);
  // Waits for all of them, even where one fails: the next save must not meet one that is still at work.
  const [errors, ...others] = await Promise.allSettled([
    findTypeErrors(),
    compile("--project", "packages/client/tsconfig.build.json", "--noCheck"),
    buildDocs().then(() => docs.reload()),
    mock.reload(structuredClone(document)),
  ]);
  for (const outcome of [errors, ...others]) if (outcome.status === "rejected") throw outcome.reason;
  return { written, errors: errors.status === "fulfilled" ? errors.value : "" };
}

/** What does not compile with the generated types; empty where everything does. */
async function findTypeErrors(): Promise<string> {
  const { stdout } = await compile("--pretty", "false").catch((error: { stdout: string }) => error);
  return stdout.trim();
}
