// `npm run random-documents`: what the lint accepts, all parts agree on. `--browser` also compares the docs, as a browser shows
// them, with the document.
import { parseArgs } from "node:util";
import { parseWholeNumber, runMain } from "@run-summary/command-line";
import { formatDocument } from "../generate/bundle.ts";
import { findFailuresInWorkers } from "./check-in-workers.ts";
import { type Report, runDocuments } from "./run.ts";

await runMain(main);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { count: { type: "string" }, seed: { type: "string" }, browser: { type: "boolean" } },
  });
  const count = parseWholeNumber("--count", values.count ?? "100", 1e6);
  const seed = parseWholeNumber("--seed", values.seed ?? String(Date.now() % 2 ** 31), 2 ** 31);
  process.env.CONTRACT_SEED ??= String(seed); // chooses contract cases
  console.log(`npm run random-documents -- --count ${count} --seed ${seed}`);
  const { browser = false } = values;
  const report = await runDocuments({
    ...{ count, seed },
    check: (workspace, candidates) => findFailuresInWorkers({ workspace, candidates, browser }),
  });
  console.log(formatReport(report));
  process.exitCode = report.fault === undefined ? 0 : 1;
}

function formatReport({ accepted, refused, fault }: Report): string {
  const rules = [...refused].toSorted(([, a], [, b]) => b - a).map(([rule, count]) => `${count} refused by ${rule}`);
  if (fault === undefined)
    return [...rules, `${accepted} documents that the lint accepts: all parts agree.`].join("\n");
  return [
    ...rules,
    `Document ${accepted} of those that the lint accepts fails in the stage ${fault.stage}. The smallest one that was found:`,
    "",
    formatDocument(fault.document),
    fault.message,
  ].join("\n");
}
