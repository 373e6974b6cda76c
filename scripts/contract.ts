// `npm run contract`: the contract tests against the mock, with `--shard 1/4` a part of them; with `--spec`, the cases of another
// document against its mock and its client; with `--target`, the check of a real provider.
import { parseArgs } from "node:util";
import { runMain } from "@run-summary/command-line";
import { main } from "@run-summary/contract";
import { checkDocument } from "@run-summary/contract-tests";
import { type OpenApiDocument, readDocument } from "@run-summary/openapi";
import { bundleSource } from "@run-summary/spec/source";
import { adaptDocument } from "./generate/other/adapt-document.ts";
import { withClient } from "./shared/other-client.ts";
import { formatVitestShard, parseShard, type Shard } from "./shared/shard.ts";
import { runTurbo } from "./shared/turbo.ts";

/** Checks another document against its mock and its client. Returns the exit code. */
async function checkOther(file: string): Promise<number> {
  try {
    const { document, remarks } = adaptDocument(readDocument(file));
    for (const remark of remarks) console.log(remark);
    return await withClient(document, ({ modules }) => checkDocument({ document, modules }, console.log));
  } catch (error) {
    console.error(`${file} cannot be checked: ${(error as Error).message}`);
    return 2;
  }
}

async function readAnySpec(file: string | undefined): Promise<OpenApiDocument> {
  return file === undefined ? bundleSource() : adaptDocument(readDocument(file)).document;
}

/** Runs the contract tests, or a part of them. Resolves with the exit code. */
async function runTests(shard: Shard | undefined): Promise<number> {
  const [drift, tests, logs] = ["@run-summary/scripts#drift", "@run-summary/contract-tests#test", "--output-logs=full"];
  if (shard === undefined) return runTurbo(["run", drift, tests, logs]);
  return (await runTurbo(["run", drift])) || runTurbo(["run", tests, logs, ...formatVitestShard(shard)]);
}

async function run(): Promise<void> {
  const args = process.argv.slice(2);
  const { values, tokens } = parseArgs({
    args,
    options: { spec: { type: "string" }, full: { type: "boolean", default: false }, shard: { type: "string" } },
    strict: false,
    tokens: true,
  });
  const others = args.filter((arg) => arg !== "--full");
  const isOfTests = tokens.every((token) => token.kind === "option" && ["full", "shard"].includes(token.name));
  if (values.full) process.env.CONTRACT_FULL = "1";
  if (isOfTests) {
    process.exitCode = await runTests(values.shard === undefined ? undefined : parseShard(String(values.shard)));
  } else if (typeof values.spec === "string" && others.length <= 2) process.exitCode = await checkOther(values.spec);
  else {
    process.exitCode = await main(others, {
      env: process.env,
      print: console.log,
      progress: process.stderr,
      readDocument: readAnySpec,
    });
  }
}

await runMain(run);
