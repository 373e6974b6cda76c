import type { Token, Tokens } from "marked";

/** A heading, which may be written `## [Title](address) {#id}`. */
export interface Heading {
  readonly depth: number;
  /** The text as a reader sees it, without the id. */
  readonly title: string;
  /** The title in Markdown. */
  readonly markdown: string;
  readonly id: string | undefined;
  /** Where the heading leads to, as it is a link. */
  readonly address: string | undefined;
}

/** Reads a heading; `undefined` for another block. */
export function readHeading(token: Token): Heading | undefined {
  if (token.type !== "heading") return undefined;
  const { depth, tokens, text } = token as Tokens.Heading;
  const { text: title, id } = splitHeadingId(readText(tokens));
  const link = tokens.find((inner): inner is Tokens.Link => inner.type === "link");
  return { depth, title, markdown: link?.text ?? splitHeadingId(text).text, id, address: link?.href };
}

/** Splits the id off a heading's text, or its HTML: `Title {#id}`. */
export function splitHeadingId(heading: string): { text: string; id: string | undefined } {
  const start = heading.lastIndexOf(" {#");
  if (start === -1 || !heading.endsWith("}")) return { text: heading, id: undefined };
  return { text: heading.slice(0, start), id: heading.slice(start + 3, -1) };
}

/** The text of Markdown as a reader sees it. */
export function readText(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      const { tokens: inner, text = token.raw } = token as { tokens?: Token[]; text?: string };
      return inner === undefined ? text : readText(inner);
    })
    .join("");
}
