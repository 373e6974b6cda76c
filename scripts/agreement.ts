// `npm run agreement`: compares the spec with all that is made of it; with `--spec`, another document.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { reportAgreement } from "@run-summary/contract-tests/agreement";
import { buildDocs } from "@run-summary/docs";
import { readDocument } from "@run-summary/openapi";
import { adaptDocument } from "./generate/other/adapt-document.ts";
import { withClient } from "./shared/other-client.ts";
import { runTurbo } from "./shared/turbo.ts";

const { values } = parseArgs({
  options: { spec: { type: "string" }, full: { type: "boolean", default: false } },
});
if (values.full) process.env.CONTRACT_FULL = "1";

try {
  process.exitCode = await (values.spec === undefined ? compareSpec() : compareOther(values.spec));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}

async function compareSpec(): Promise<number> {
  const exitCode = await runTurbo(["run", "build", "--output-logs=errors-only"]);
  return exitCode === 0 ? reportAgreement(console.log) : exitCode;
}

async function compareOther(file: string): Promise<number> {
  const { document, remarks } = adaptDocument(readDocument(file));
  for (const remark of remarks) console.log(remark);
  return withClient(document, async ({ folder, modules }) => {
    const site = join(folder, "site");
    await buildDocs(join(folder, "openapi.yaml"), site);
    const typesFile = join(folder, "packages/types/generated/index.d.ts");
    return reportAgreement(console.log, { document, modules, site, typesFile });
  });
}
