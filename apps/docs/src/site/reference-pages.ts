import { readFileSync } from "node:fs";
import { lexer } from "marked";
import type { ReferencePage } from "../reference/reference.ts";
import type { Page } from "./layout.ts";
import { readHeading } from "./markdown-text.ts";
import { renderMarkdown } from "./render-markdown.ts";

const readStyle = (file: string) => readFileSync(new URL(file, import.meta.url), "utf8");
const style = readStyle("../reference/reference.css");
const redocStyle = readStyle("../redoc/redoc.css");

/** The scripts of the reference, by their names. */
export interface ReferenceScripts {
  readonly search: string;
  /** The search loads it when it is used. */
  readonly searchIndex: string;
  readonly definition: string;
  readonly redoc: string;
}

/** A page of the static reference. On the overview Redoc shows the whole reference as soon as it has loaded. */
export function createReferencePage(
  { name, title, description, text }: ReferencePage,
  { search, searchIndex, definition, redoc }: ReferenceScripts,
): Page {
  const isOverview = name === "index";
  const input = `<input type="search" aria-label="Search" placeholder="Search, Ctrl+K" autocomplete="off" data-index="${searchIndex}">`;
  const html = `<div id="reference" class="prose">
<nav class="contents" aria-label="Contents" tabindex="0">
<details><summary>Contents</summary>
${renderMarkdown([...(isOverview ? [] : ["- [Overview](index.html)"]), ...listContents(text)].join("\n"))}</details>
</nav>
<main>
<search>${input}<ul></ul></search>
${wrapSections(renderMarkdown(text))}</main>
</div>
${isOverview ? '<div id="redoc" hidden></div>' : ""}`;
  return {
    ...{ name, title, description, html },
    ...(isOverview ? {} : { parent: "index" }),
    style: isOverview ? style + redocStyle : style,
    scripts: isOverview ? [search, definition, redoc] : [search],
  };
}

/** Links to the page's sections, as a list in Markdown. A heading that is a link itself leads there. */
function listContents(text: string): string[] {
  return lexer(text).flatMap((token) => {
    const { depth = 0, markdown = "", address, id } = readHeading(token) ?? {};
    const target = address ?? (id === undefined ? undefined : `#${id}`);
    if (target === undefined || depth < 2 || depth > 3) return [];
    return [`${depth === 2 ? "" : "  "}- [${markdown}](${target})`];
  });
}

// The browser lays out a section when it comes into view, so it shows the first section sooner.
function wrapSections(html: string): string {
  return html
    .split(/(?=<h2[ >])/)
    .map((section) => `<section>${section}</section>\n`)
    .join("");
}
