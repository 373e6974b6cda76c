import { lexer, type Token, type Tokens } from "marked";
import { readHeading, readText } from "./markdown-text.ts";

/** A page that the search covers, in Markdown. */
export interface SearchedPage {
  readonly name: string;
  readonly title: string;
  readonly text: string;
}

/** All texts that the search covers. Its script loads them when the reader begins to search. */
export interface SearchIndex {
  /** Each text once, because many operations have the same headers and errors. */
  readonly texts: readonly string[];
  readonly sections: readonly SearchSection[];
}

export interface SearchSection {
  readonly address: string;
  readonly title: string;
  /** The positions of the section's texts. */
  readonly texts: readonly number[];
}

/** The index of the pages. A section begins at each heading with an id. Code is left out. */
export function createSearchIndex(pages: readonly SearchedPage[]): SearchIndex {
  const positions = new Map<string, number>();
  const addText = (text: string): number => {
    const position = positions.get(text) ?? positions.size;
    positions.set(text, position);
    return position;
  };
  const sections = pages.flatMap((page) =>
    splitSections(page).map(({ address, title, lines }) => ({
      ...{ address, title },
      texts: lines.filter(Boolean).map(addText),
    })),
  );
  return { texts: [...positions.keys()], sections };
}

function splitSections({ name, title, text }: SearchedPage) {
  const sections = [{ address: `${name}.html`, title, lines: [] as string[] }];
  for (const token of lexer(text)) {
    const heading = readHeading(token);
    if (heading?.id === undefined) sections.at(-1)?.lines.push(...listLines(token));
    else sections.push({ address: `${name}.html#${heading.id}`, title: heading.title, lines: [] });
  }
  return sections;
}

/** The lines of a block as a reader sees them: paragraphs, items of lists, rows of tables. */
function listLines(token: Token): string[] {
  if (token.type === "code" || token.type === "space") return [];
  if (token.type === "list") return (token as Tokens.List).items.flatMap(({ tokens }) => tokens.flatMap(listLines));
  if (token.type !== "table")
    return readText([token])
      .split("\n")
      .map((line) => line.trim());
  const { header, rows } = token as Tokens.Table;
  return [header, ...rows].map((row) =>
    row
      .map((cell) => readText(cell.tokens))
      .filter(Boolean)
      .join(" "),
  );
}

/** The script that the search loads. It is a script, because a page that is opened from a file can read no other file. */
export function createSearchIndexScript(pages: readonly SearchedPage[]): string {
  return `const searchIndex = ${JSON.stringify(createSearchIndex(pages))};\n`;
}
