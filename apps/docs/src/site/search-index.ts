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
      texts: lines.map(removeMarkdown).filter(Boolean).map(addText),
    })),
  );
  return { texts: [...positions.keys()], sections };
}

function splitSections({ name, title: pageTitle, text }: SearchedPage) {
  const blocks = text.replace(/^(`{3,}).*\n[\s\S]*?^\1$/gm, "").split(/^(?=#+ .* \{#)/m);
  return blocks.map((block) => {
    const [, title = pageTitle, id] = /^#+ (.*) \{#([^{}\n]*)\}/.exec(block) ?? [];
    const lines = block.replace(/^#+ .* \{#.*/, "").split("\n");
    return { address: `${name}.html${id === undefined ? "" : `#${id}`}`, title: removeMarkdown(title), lines };
  });
}

/** The text of a line as a reader sees it; empty for the line between a table's head and its rows. */
function removeMarkdown(line: string): string {
  return line
    .replace(/^[-|: ]+$/, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^\s*([-*+>]|\d+\.|#+)\s+/, "")
    .replace(/\\\|/g, "\0")
    .replace(/\s*\|\s*/g, " ")
    .replace(/\0/g, "|")
    .replace(/[`*]/g, "")
    .trim();
}

/** The script that the search loads. It is a script, because a page that is opened from a file can read no other file. */
export function createSearchIndexScript(pages: readonly SearchedPage[]): string {
  return `const searchIndex = ${JSON.stringify(createSearchIndex(pages))};\n`;
}
