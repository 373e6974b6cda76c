// Prints a table of all compliance scripts: on how many devices each found no issue, found an issue, failed or is pending.
//
//   TOKEN=… node print-run-summaries.ts
//
// BASE_URL is the address of another cloud, or of the mock.
import { createRunSummaryClient } from "@run-summary/client";

/** How many requests are under way at a time. The client waits where the service throttles it. */
const concurrency = 4;

const { TOKEN: token = "", BASE_URL: baseUrl } = process.env;
const client = createRunSummaryClient({ token, ...(baseUrl === undefined ? {} : { baseUrl }) });

const head = ["script", "no issue", "issue", "error", "pending", "last run (UTC)"];

/** The cells of a script. A summary that cannot be read has no counters, rather than zeros. */
async function readRow({ id = "", displayName }: { id?: string; displayName?: string | null }): Promise<string[]> {
  const name = displayName ?? id;
  try {
    const summary = await client.getRunSummary({ deviceComplianceScriptId: id });
    const counters = [
      summary.noIssueDetectedDeviceCount,
      summary.issueDetectedDeviceCount,
      summary.detectionScriptErrorDeviceCount,
      summary.detectionScriptPendingDeviceCount,
    ];
    const { lastScriptRunDateTime: time } = summary;
    return [name, ...counters.map(String), time === null ? "never" : new Date(time).toISOString().slice(0, 16)];
  } catch (error) {
    return [name, "?", "?", "?", "?", `unreadable: ${(error as Error).message}`];
  }
}

const rows: string[][] = [];
const scripts = client.listDeviceComplianceScripts.all({ $select: ["id", "displayName"] });
// All loops take their scripts from the same walk. It asks for a page when one of them needs its first script.
const readRows = async () => {
  for await (const script of scripts) rows.push(await readRow(script));
};
await Promise.all(Array.from({ length: concurrency }, readRows));

const table = [head, ...rows.toSorted(([a = ""], [b = ""]) => a.localeCompare(b))];
const widths = head.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
for (const [name = "", ...cells] of table) {
  const last = cells.pop() ?? "";
  const numbers = cells.map((cell, index) => cell.padStart(widths[index + 1] ?? 0));
  console.log([name.padEnd(widths[0] ?? 0), ...numbers, last].join("  "));
}
