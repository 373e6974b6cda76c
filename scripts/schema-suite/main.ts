// `npm run schema-suite -- --suite PATH`: the verdicts of client, validator and mock on the JSON-Schema-Test-Suite.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { runMain, UsageError } from "@run-summary/command-line";
import { formatReport } from "./format-report.ts";
import { runSuite } from "./run.ts";

await runMain(async () => {
  const { values } = parseArgs({ options: { suite: { type: "string", default: "" } } });
  const folder = resolve(process.env.INIT_CWD ?? "", values.suite, "tests", "draft2020-12");
  if (values.suite === "" || !existsSync(folder))
    throw new UsageError(`--suite PATH: a checkout of JSON-Schema-Test-Suite, with ${join("tests", "draft2020-12")}.`);
  const report = await runSuite(folder);
  console.log(formatReport(report));
  process.exitCode = Object.values(report.parts).some(({ wrong }) => wrong.length > 0) ? 1 : 0;
});
