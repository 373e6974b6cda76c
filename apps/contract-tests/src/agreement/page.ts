import { escaped } from "@run-summary/docs";
import { mergedRows, nameOf, type Row, sentencesOf, sources, summaryOf } from "./table.ts";

const style = `
.prose table { font-size: .85em }
.prose tbody th { padding-top: 1rem }
.prose td:not(:first-child) { overflow-wrap: anywhere }
@media (width < 40rem) {
  .prose tbody th { display: block }
  .prose td[data-source] { display: inline-block; margin-right: 1em }
  .prose td[data-source]::before { content: attr(data-source) " " }
}
.same { color: light-dark(#07703f, #5fd39a) }
.differs { background: light-dark(#ffd9d6, #6b1d18); font-weight: 600 }
`;

/** The table as the content of a page. */
export function pageOf(table: readonly Row[]): string {
  const differences = sentencesOf(table).map((sentence) => `<li>${escaped(sentence)}</li>`);
  const operations = Map.groupBy(mergedRows(table), ({ operation }) => operation);
  return `<style>${style}</style>
<h1>Agreement</h1>
<p>${escaped(summaryOf(table))}. What the spec says, and what the types, the client, the docs and the mock say of the same:
✓ is the same, – is what the source cannot know, all else differs.</p>
${differences.length > 0 ? `<ul>${differences.join("")}</ul>` : ""}
${[...operations].map(([operation, rows]) => sectionOf(operation, rows)).join("\n")}`;
}

function sectionOf(operation: string, rows: readonly Row[]): string {
  const heads = ["fact", "spec", ...sources].map((head) => `<th scope="col">${head}</th>`).join("");
  const subjects = Map.groupBy(rows, ({ subject }) => nameOf(subject) || "operation");
  const bodies = [...subjects].map(([subject, facts]) => {
    const lines = facts.map(({ attribute, spec, cells }) => {
      const texts = [attribute, spec].map((text) => `<td>${escaped(text)}</td>`);
      return `<tr>${texts.join("")}${sources.map((source) => cellOf(source, cells[source])).join("")}</tr>`;
    });
    const head = `<tr><th colspan="${sources.length + 2}" scope="rowgroup">${escaped(subject)}</th></tr>`;
    return `<tbody>${head}\n${lines.join("\n")}</tbody>`;
  });
  return `<h2>${escaped(operation)}</h2>\n<table><thead><tr>${heads}</tr></thead>\n${bodies.join("\n")}</table>`;
}

function cellOf(source: string, text: string): string {
  const kind = text === "✓" ? "same" : text === "–" ? "unknown" : "differs";
  return `<td class="${kind}" data-source="${source}">${escaped(text)}</td>`;
}
