import { once } from "node:events";
import { dirname, join } from "node:path";
import { styleText } from "node:util";
import { buildDocs, type DocsServer } from "@run-summary/docs";
import type { Mock } from "@run-summary/mock";
import { displayPath, type OpenApiDocument } from "@run-summary/spec";
import { bundleSource, SpecError, sourceFile } from "@run-summary/spec/source";
import { watch } from "chokidar";
import { writeBundle, writeCode } from "./generate/generate.ts";
import { buildClient, startTypeChecker, type TypeChecker } from "./type-checker.ts";

// An editor writes a file in several steps; they are one save.
const settleTime = 50;

/** Follows the hand-written spec: after each save all parts are brought up to date. Resolves with a function that ends it. */
export async function watchSpec(mock: Mock, docs: DocsServer): Promise<() => Promise<void>> {
  const checker = await startTypeChecker();
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const spec = dirname(sourceFile);
  const sources = ["openapi.yaml", "redocly.yaml", "components", "paths"].map((name) => join(spec, name));
  const watcher = watch(sources, { ignoreInitial: true }).on("all", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(() => follow(mock, docs, checker));
    }, settleTime);
  });
  await once(watcher, "ready"); // a save before would be taken for the state at the start
  return async () => {
    clearTimeout(timer);
    await watcher.close();
    await running;
    await checker.stop();
  };
}

async function follow(mock: Mock, docs: DocsServer, checker: TypeChecker): Promise<void> {
  const start = performance.now();
  try {
    const document = await bundleSource();
    const bundle = await writeBundle(document);
    if (bundle.length === 0) {
      console.log("\nThe spec was saved; nothing in it has changed.");
      return;
    }
    const [{ code, errors }] = await Promise.all([
      updateCode(document, checker),
      buildDocs().then(() => docs.reload()),
      mock.reload(structuredClone(document)),
    ]);
    for (const path of [...bundle, ...code]) console.log(`generated ${displayPath(path)}`);
    if (errors !== "") console.log(styleText("red", `\nHand-written code does not compile any more:\n${errors}`));
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(styleText("green", `Types, client, mock and docs follow the spec (${seconds} s).`));
  } catch (error) {
    const { message, stack } = error as Error;
    console.log(`\n${styleText("red", error instanceof SpecError ? message : String(stack))}`);
    console.log("The last good mock and docs stay up until the spec is mended.");
  }
}

async function updateCode(
  document: OpenApiDocument,
  checker: TypeChecker,
): Promise<{ code: string[]; errors: string }> {
  const code = await writeCode(document);
  if (code.length === 0) return { code, errors: "" };
  const [errors] = await Promise.all([checker.check(), buildClient()]);
  return { code, errors };
}
