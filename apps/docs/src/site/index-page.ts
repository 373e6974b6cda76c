import { readFileSync } from "node:fs";
import type { OpenApiDocument } from "@run-summary/openapi";
import { readInfo } from "../reference/info.ts";
import { createReference } from "../reference/reference.ts";
import type { Page } from "./layout.ts";
import { renderMarkdown } from "./render-markdown.ts";

const style = ["../reference/reference.css", "../redoc/redoc.css"]
  .map((file) => readFileSync(new URL(file, import.meta.url), "utf8"))
  .join("");

/** The static reference. Its scripts replace it with Redoc. */
export function createIndexPage(document: OpenApiDocument, scripts: readonly string[]): Page {
  const { title, summary } = readInfo(document);
  const reference = createReference(document);
  const contents = [...reference.matchAll(/^(##|###) (.*) \{#([^{}\n]*)\}$/gm)].map(
    ([, level = "", heading = "", id]) => `${level === "##" ? "" : "  "}- [${heading}](#${id})`,
  );
  const html = `<div id="reference" class="prose">
<nav class="contents" aria-label="Contents">
${renderMarkdown(contents.join("\n"))}</nav>
<main>
<search><input type="search" aria-label="Search" placeholder="Search, Ctrl+K" autocomplete="off"><ul></ul></search>
${wrapSections(renderMarkdown(reference))}</main>
</div>
<div id="redoc" hidden></div>`;
  return { name: "index", title, description: summary, html, style, scripts };
}

// The browser lays out a section when it comes into view, so it shows the first section sooner.
function wrapSections(html: string): string {
  return html
    .split(/(?=<h[23][ >])/)
    .map((section) => `<section>${section}</section>\n`)
    .join("");
}
