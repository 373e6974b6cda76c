import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { publishPage } from "@run-summary/docs";
import { collectEvidence } from "./agreement.ts";
import { describeDisagreements, formatTable, summarizeTable } from "./format-table.ts";
import { renderTable } from "./page.ts";
import { createTable } from "./table.ts";

const reports = fileURLToPath(new URL("../../reports/", import.meta.url));

try {
  const table = createTable(await collectEvidence());
  const differences = describeDisagreements(table);
  await mkdir(reports, { recursive: true });
  await writeFile(join(reports, "agreement.json"), JSON.stringify(table, undefined, 2));
  await publishPage({ name: "agreement", title: "Agreement", html: renderTable(table) });
  console.log([...formatTable(table), "", ...differences, summarizeTable(table)].join("\n"));
  process.exitCode = differences.length > 0 ? 1 : 0;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
