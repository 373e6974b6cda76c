import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createBudget } from "@run-summary/contract/cases";
import { publishPage } from "@run-summary/docs";
import { type Artifacts, collectEvidence } from "./agreement.ts";
import { describeDisagreements, formatTable, summarizeTable } from "./format-table.ts";
import { renderTable } from "./page.ts";
import { createTable } from "./table.ts";

const reports = fileURLToPath(new URL("../../reports/", import.meta.url));

/**
 * Compares the spec with all that is made of it, prints the table, and publishes it in the docs. Of another document, it only
 * prints.
 *
 * @returns the exit code: 1 where there is a difference
 */
export async function reportAgreement(print: (text: string) => void, artifacts?: Artifacts): Promise<0 | 1> {
  const budget = createBudget();
  const table = createTable(await collectEvidence(artifacts, budget));
  const differences = describeDisagreements(table);
  if (artifacts === undefined) {
    await mkdir(reports, { recursive: true });
    await writeFile(join(reports, "agreement.json"), JSON.stringify(table, undefined, 2));
    await publishPage({ name: "agreement", title: "Agreement", html: renderTable(table) });
  }
  print([...formatTable(table), "", ...differences, summarizeTable(table)].join("\n"));
  if (!budget.isFull) print(`CONTRACT_SEED=${budget.seed} repeats this run.`);
  return differences.length > 0 ? 1 : 0;
}
