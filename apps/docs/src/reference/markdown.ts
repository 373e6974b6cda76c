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
  return `\`\`\`${language}\n${code}\n\`\`\``;
}

/** The blocks with an empty line between them. Empty blocks are left out. */
export function joinBlocks(blocks: readonly string[]): string {
  return blocks
    .map((block) => block.trim())
    .filter((block) => block !== "")
    .join("\n\n");
}
