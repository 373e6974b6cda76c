import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { publishPage } from "@run-summary/docs";
import { allFacts } from "./agreement.ts";
import { pageOf } from "./page.ts";
import { linesOf, sentencesOf, summaryOf, tableOf } from "./table.ts";

const reports = fileURLToPath(new URL("../../reports/", import.meta.url));

try {
  const { spec, others } = await allFacts();
  const table = tableOf(spec, others);
  const differences = sentencesOf(table);
  await mkdir(reports, { recursive: true });
  await writeFile(join(reports, "agreement.json"), JSON.stringify(table, undefined, 2));
  await publishPage({ name: "agreement", title: "Agreement", html: pageOf(table) });
  console.log([...linesOf(table), "", ...differences, summaryOf(table)].join("\n"));
  process.exitCode = differences.length > 0 ? 1 : 0;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
