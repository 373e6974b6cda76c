// `npm run diff:conformance -- --oasdiff PATH`: the verdicts of `npm run diff` on what oasdiff's own tests compare.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { runMain, UsageError } from "@run-summary/command-line";
import { formatInFull, formatReport } from "./format-report.ts";
import { runConformance } from "./run.ts";

await runMain(async () => {
  const { values } = parseArgs({ options: { oasdiff: { type: "string", default: "" }, only: { type: "string" } } });
  const folder = resolve(process.env.INIT_CWD ?? "", values.oasdiff);
  const rules = join("checker", "rules.go");
  if (values.oasdiff === "" || !existsSync(join(folder, rules)))
    throw new UsageError(`--oasdiff PATH: a checkout of github.com/oasdiff/oasdiff, with ${rules}.`);
  const report = await runConformance(folder, values.only);
  console.log(values.only === undefined ? formatReport(report) : formatInFull(report));
  process.exitCode = report.results.some(({ outcome }) => outcome === "too small" || outcome === "error") ? 1 : 0;
});
