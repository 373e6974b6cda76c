import { spawn } from "node:child_process";
import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { listOperations, readDocument } from "@run-summary/openapi";
import { build } from "esbuild";
import { stringify } from "yaml";
import { findCommand } from "../shared/commands.ts";
import { createChildEnvironment } from "../shared/environment.ts";
import { watchOutput } from "../shared/output-waiter.ts";
import { repository } from "../shared/repository.ts";
import type { RepositoryCopy } from "../shared/repository-copy.ts";

const vitest = findCommand("vitest", "vitest", repository);
const bundle = "spec/generated/openapi.yaml";

/** A figure of a copy of the repository: seconds, or what the function returns. */
interface Measure {
  readonly unit: "s" | "bytes";
  readonly run: (copy: RepositoryCopy) => Promise<number>;
}

/** What is measured, in this order: each of them may use what the ones before have written. */
export const measures: Readonly<Record<string, Measure>> = {
  generate: timeNode("scripts/generate/generate.ts"),
  check: timeTurbo("lint", "drift", "typecheck", "boundaries"),
  diff: { unit: "s", run: (copy) => measureSeconds(() => compareWithEdit(copy)) },
  "docs build": timeTurbo("build"),
  "docs first page": {
    unit: "bytes",
    run: async (copy) => (await stat(join(copy.folder, "apps/docs/dist/index.html"))).size,
  },
  "mock first response": { unit: "s", run: (copy) => measureSeconds(() => requestMock(copy)) },
  "one call's bundle": { unit: "bytes", run: measureBundle },
  agreement: timeNode("scripts/agreement.ts"),
  "contract tests": timeNode(vitest, "run", "--project", "contract-tests"),
};

async function measureSeconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function timeNode(...args: string[]): Measure {
  return {
    unit: "s",
    run: (copy) =>
      measureSeconds(async () => {
        const { exitCode, output } = await copy.node(...args);
        if (exitCode !== 0) console.error(`${args.join(" ")} failed:\n${output.slice(-2000)}`);
      }),
  };
}

function timeTurbo(...tasks: string[]): Measure {
  return timeNode("scripts/shared/turbo.ts", "run", ...tasks, "--force", "--output-logs=errors-only");
}

/** Compares the bundle with another one, in which a part that all operations share has changed. */
async function compareWithEdit(copy: RepositoryCopy): Promise<void> {
  const document = readDocument(join(copy.folder, bundle));
  for (const schema of Object.values(document.components?.schemas ?? {})) Object.assign(schema, { minProperties: 1 });
  const file = join(copy.folder, "edited.yaml");
  await writeFile(file, stringify(document));
  const { exitCode, output } = await copy.node("scripts/diff/main.ts", "--spec", file, "--base", bundle);
  if (exitCode !== 0) throw new Error(output);
}

/** Starts the mock, and ends it after its first response. */
async function requestMock(copy: RepositoryCopy): Promise<void> {
  const args = ["apps/mock/src/cli/main.ts", "--port", "0", "--log", "json"];
  const server = spawn(process.execPath, args, { cwd: copy.folder, env: createChildEnvironment() });
  try {
    const line = await watchOutput(server)("}");
    const { listening } = JSON.parse(line.trim()) as { listening: string };
    await (await fetch(listening)).text();
  } finally {
    server.kill("SIGKILL");
  }
}

/** The size of a minified program for browsers that makes one call by an operation that it imports. */
async function measureBundle(copy: RepositoryCopy): Promise<number> {
  const [{ operationId } = { operationId: "" }] = listOperations(readDocument(join(copy.folder, bundle)));
  const contents = `import { createOperationClient } from "@run-summary/client";
import { ${operationId} } from "@run-summary/client/operations";
console.log(await createOperationClient({ ${operationId} }, { token: "token" }).${operationId}({}));`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: copy.folder },
    ...{ bundle: true, minify: true, format: "esm", write: false, logLevel: "error" },
  });
  return outputFiles[0]?.contents.length ?? Number.NaN;
}
