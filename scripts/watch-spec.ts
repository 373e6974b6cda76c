import { once } from "node:events";
import { dirname, join } from "node:path";
import { styleText } from "node:util";
import { buildDocs, type DocsServer } from "@run-summary/docs";
import type { Mock } from "@run-summary/mock";
import { displayPath } from "@run-summary/spec";
import { bundleSource, SpecError, sourceFile } from "@run-summary/spec/source";
import { watch } from "chokidar";
import { regenerate } from "./generate/generate.ts";
import { typecheck } from "./typecheck.ts";

// An editor writes a file in several steps; they are one save.
const settleTime = 50;

/** Follows the hand-written spec: after each save all parts are brought up to date. Resolves with a function that ends it. */
export async function watchSpec(mock: Mock, docs: DocsServer): Promise<() => Promise<void>> {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const spec = dirname(sourceFile);
  const sources = ["openapi.yaml", "redocly.yaml", "components", "paths"].map((name) => join(spec, name));
  const watcher = watch(sources, { ignoreInitial: true }).on("all", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(() => follow(mock, docs));
    }, settleTime);
  });
  await once(watcher, "ready"); // a save before would be taken for the state at the start
  return async () => {
    clearTimeout(timer);
    await watcher.close();
    await running;
  };
}

async function follow(mock: Mock, docs: DocsServer): Promise<void> {
  const start = performance.now();
  try {
    const document = await bundleSource();
    const changed = await regenerate(document);
    if (changed.length === 0) {
      console.log("\nThe spec was saved; nothing in it has changed.");
      return;
    }
    const [errors] = await Promise.all([
      typecheck(),
      mock.reload(structuredClone(document)),
      buildDocs().then(() => docs.reload()),
    ]);
    for (const path of changed) console.log(`generated ${displayPath(path)}`);
    if (errors !== "") console.log(styleText("red", `\nHand-written code does not compile any more:\n${errors}`));
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(styleText("green", `Types, client, mock and docs follow the spec (${seconds} s).`));
  } catch (error) {
    const { message, stack } = error as Error;
    console.log(`\n${styleText("red", error instanceof SpecError ? message : String(stack))}`);
    console.log("The last good mock and docs stay up until the spec is mended.");
  }
}
