/** A table in Markdown; empty where there are no rows. A cell may hold Markdown of one paragraph. */
export function formatTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const formatRow = (cells: readonly string[]) => `| ${cells.map(formatCell).join(" | ")} |`;
  return [formatRow(heads), formatRow(heads.map(() => "---")), ...rows.map(formatRow)].join("\n");
}

function formatCell(text: string): string {
  return text.trim().replace(/\s+/g, " ").replaceAll("|", "\\|");
}

/** A heading. The id stands after it in braces. */
export function formatHeading(level: number, title: string, id: string): string {
  return `${"#".repeat(level)} ${title} {#${id}}`;
}

/** The Markdown without the ids of its headings, as other programs read it. */
export function removeHeadingIds(markdown: string): string {
  return markdown.replace(/^(#+ .*) \{#[^{}\n]*\}$/gm, "$1");
}

export function formatCodeBlock(language: string, code: string): string {
  const fence = "`".repeat(Math.max(3, countBackticks(code) + 1));
  return `${fence}${language}\n${code}\n${fence}`;
}

/** Text in a line as code. */
export function formatCode(text: string): string {
  const fence = "`".repeat(countBackticks(text) + 1);
  return fence.length === 1 ? `\`${text}\`` : `${fence} ${text} ${fence}`;
}

/** The length of the longest run of backticks. */
function countBackticks(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

/** The blocks with an empty line between them. Empty blocks are left out. */
export function joinBlocks(blocks: readonly string[]): string {
  return blocks
    .map((block) => block.trim())
    .filter((block) => block !== "")
    .join("\n\n");
}
