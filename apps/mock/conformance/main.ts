import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { runMain, UsageError } from "@run-summary/command-line";
import { listDocuments, runDocuments } from "./documents/run.ts";
import { runPrismHarness } from "./prism-harness/run.ts";
import { formatReport, type SuiteReport } from "./report.ts";
import { endStockServer, startOurServer, startStockServer } from "./servers.ts";

const suites = "a checkout of stoplightio/prism, or a folder of documents";

await runMain(main);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      suite: { type: "string", default: "" },
      markdown: { type: "boolean", default: false },
      stock: { type: "boolean", default: false },
      names: { type: "boolean", default: false },
    },
  });
  if (values.suite === "") throw new UsageError(`--suite PATH: ${suites}.`);
  const report = await runSuite(resolve(process.env.INIT_CWD ?? "", values.suite), values.stock);
  endStockServer();
  console.log(formatReport(report, values));
  process.exitCode = report.results.some(({ verdict }) => verdict === "worse") ? 1 : 0;
}

/** Runs the suite that a folder holds. */
async function runSuite(folder: string, isStock: boolean): Promise<SuiteReport> {
  const harness = join(folder, "test-harness", "specs");
  if (existsSync(harness)) return runPrismHarness(harness, isStock ? startStockServer : startOurServer);
  if ((await listDocuments(folder)).length > 0) return runDocuments(folder);
  throw new UsageError(`${folder} holds no suite: --suite takes ${suites}.`);
}
