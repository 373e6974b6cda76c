import { escaped } from "@run-summary/docs";
import { differencesIn, mergedRows, nameOf, type Row, sentenceOf, sources, summaryOf } from "./table.ts";

const style = `
table { font-size: .85em; width: 100% }
td { overflow-wrap: anywhere; vertical-align: top }
.same { color: light-dark(#07703f, #5fd39a) }
.differs { background: light-dark(#ffd9d6, #6b1d18); font-weight: 600 }
`;

/** The table as the content of a page. */
export function pageOf(table: readonly Row[]): string {
  const differences = differencesIn(table).map((difference) => `<li>${escaped(sentenceOf(difference))}</li>`);
  const operations = Map.groupBy(mergedRows(table), ({ operation }) => operation);
  return `<style>${style}</style>
<h1>Agreement</h1>
<p>${escaped(summaryOf(table))}. What the spec says, and what the types, the client, the docs and the mock say of the same:
✓ is the same, – is what the source cannot know, all else differs.</p>
${differences.length > 0 ? `<ul>${differences.join("")}</ul>` : ""}
${[...operations].map(([operation, rows]) => sectionOf(operation, rows)).join("\n")}`;
}

function sectionOf(operation: string, rows: readonly Row[]): string {
  const heads = ["subject", "fact", "spec", ...sources].map((head) => `<th>${head}</th>`).join("");
  const lines = rows.map(({ subject, attribute, spec, cells }) => {
    const texts = [nameOf(subject) || "operation", attribute, spec].map((text) => `<td>${escaped(text)}</td>`);
    return `<tr>${texts.join("")}${sources.map((source) => cellOf(cells[source])).join("")}</tr>`;
  });
  return `<h2>${escaped(operation)}</h2>\n<table><thead><tr>${heads}</tr></thead>\n<tbody>${lines.join("\n")}</tbody></table>`;
}

function cellOf(text: string): string {
  const kind = text === "✓" ? "same" : text === "–" ? "unknown" : "differs";
  return `<td class="${kind}">${escaped(text)}</td>`;
}
