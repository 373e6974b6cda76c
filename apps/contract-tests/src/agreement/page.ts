import { escapeHtml } from "@run-summary/docs";
import { describeDisagreements, formatSubject, mergeStatuses, summarizeTable } from "./format-table.ts";
import { listKnownSources, type Row, type Source } from "./table.ts";

const style = `
.prose table { font-size: .85em }
.prose tbody th { padding-top: 1rem; overflow-wrap: anywhere }
.prose td:not(:first-child) { overflow-wrap: anywhere }
@media (width < 40rem) {
  .prose tbody th { display: block }
  .prose td[data-source] { display: inline-block; margin-right: 1em }
  .prose td[data-source]::before { content: attr(data-source) " " }
}
.same { color: light-dark(#07703f, #5fd39a) }
.differs { background: light-dark(#ffd9d6, #6b1d18); font-weight: 600 }
`;

/** The HTML of a page with the table. */
export function renderTable(table: readonly Row[]): string {
  const differences = describeDisagreements(table).map((sentence) => `<li>${escapeHtml(sentence)}</li>`);
  const sources = listKnownSources(table);
  const operations = Map.groupBy(mergeStatuses(table), ({ operation }) => operation);
  return `<style>${style}</style>
<h1>Agreement</h1>
<p>${escapeHtml(summarizeTable(table))}. The table compares the types, the client, the docs, the mock and what
Microsoft publishes (upstream) with the spec. ✓ means the same. – means that the source cannot know it. ≠ means that it differs on
purpose, and that the spec gives the reason. Everything else is a difference.</p>
${differences.length > 0 ? `<ul>${differences.join("")}</ul>` : ""}
${[...operations].map(([operation, rows]) => renderOperation(operation, rows, sources)).join("\n")}`;
}

function renderOperation(operation: string, rows: readonly Row[], sources: readonly Source[]): string {
  const heads = ["fact", "spec", ...sources].map((head) => `<th scope="col">${head}</th>`).join("");
  const subjects = Map.groupBy(rows, ({ subject }) => formatSubject(subject) || "operation");
  const bodies = [...subjects].map(([subject, facts]) => {
    const lines = facts.map(({ attribute, spec, cells }) => {
      const texts = [attribute, spec].map((text) => `<td>${escapeHtml(text)}</td>`);
      return `<tr>${texts.join("")}${sources.map((source) => renderCell(source, cells[source])).join("")}</tr>`;
    });
    const head = `<tr><th colspan="${sources.length + 2}" scope="rowgroup">${escapeHtml(subject)}</th></tr>`;
    return `<tbody>${head}\n${lines.join("\n")}</tbody>`;
  });
  return `<h2>${escapeHtml(operation)}</h2>\n<table><thead><tr>${heads}</tr></thead>\n${bodies.join("\n")}</table>`;
}

function renderCell(source: string, text: string): string {
  const kind = text === "✓" ? "same" : text === "–" || text === "≠" ? "unknown" : "differs";
  return `<td class="${kind}" data-source="${source}">${escapeHtml(text)}</td>`;
}
