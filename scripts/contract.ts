// `npm run contract`: the contract tests against the mock; with `--spec`, the cases of another document against its mock and its
// client; with `--target`, the check of a real provider.
import { parseArgs } from "node:util";
import { main } from "@run-summary/contract";
import { checkDocument } from "@run-summary/contract-tests";
import { type OpenApiDocument, readDocument } from "@run-summary/openapi";
import { bundleSource } from "@run-summary/spec/source";
import { adaptDocument } from "./generate/other/adapt-document.ts";
import { withClient } from "./shared/other-client.ts";
import { runTurbo } from "./shared/turbo.ts";

const tests = ["run", "@run-summary/scripts#drift", "@run-summary/contract-tests#test", "--output-logs=full"];

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

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { spec: { type: "string" }, full: { type: "boolean", default: false } },
  strict: false,
});
const others = process.argv.slice(2).filter((arg) => arg !== "--full");
if (values.full) process.env.CONTRACT_FULL = "1";
if (others.length === 0) process.exitCode = await runTurbo(tests);
else if (typeof values.spec === "string" && others.length <= 2) process.exitCode = await checkOther(values.spec);
else
  process.exitCode = await main(others, {
    env: process.env,
    print: console.log,
    progress: process.stderr,
    readDocument: readAnySpec,
  });
