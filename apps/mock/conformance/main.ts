import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { listDocuments, runDocuments } from "./documents/run.ts";
import { runPrismHarness } from "./prism-harness/run.ts";
import { formatReport, type SuiteReport } from "./report.ts";
import { startOurServer, startStockServer } from "./servers.ts";

const { values } = parseArgs({
  options: {
    suite: { type: "string" },
    markdown: { type: "boolean", default: false },
    stock: { type: "boolean", default: false },
    names: { type: "boolean", default: false },
  },
});
if (values.suite === undefined) throw new Error("--suite PATH: the folder of a suite.");
const report = await runSuite(resolve(process.env.INIT_CWD ?? "", values.suite));
console.log(formatReport(report, values));
process.exitCode = report.results.some(({ verdict }) => verdict === "worse") ? 1 : 0;

/** Runs the suite that a folder holds. */
async function runSuite(folder: string): Promise<SuiteReport> {
  const harness = join(folder, "test-harness", "specs");
  if (existsSync(harness)) return runPrismHarness(harness, values.stock ? startStockServer : startOurServer);
  if ((await listDocuments(folder)).length > 0) return runDocuments(folder);
  throw new Error(`${folder} holds no suite that is known.`);
}
