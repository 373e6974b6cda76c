import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { OpenApiDocument } from "@run-summary/openapi";
import { hasClient } from "../reference/info.ts";
import { escapeHtml } from "./escape.ts";
import { createGuideFacts, type GuideFacts } from "./guide-facts.ts";
import { createProse, type Page } from "./layout.ts";
import { renderMarkdown } from "./render-markdown.ts";

export interface Guide {
  readonly page: Page;
  /** The guide in Markdown. */
  readonly text: string;
}

const placeholder = /\{\{([^{}\n]+)\}\}/g;

const guidesFolder = fileURLToPath(new URL("../../guides/", import.meta.url));

/**
 * The guides in the order of the numbers in their files' names, with facts from the document. A guide about a call that the
 * document does not have is left out. All guides are about the client, so other documents have none.
 *
 * @throws {Error} where a guide names a fact that does not exist.
 */
export async function readGuides(document: OpenApiDocument, folder: string = guidesFolder): Promise<Guide[]> {
  if (!hasClient(document)) return [];
  const facts = createGuideFacts(document);
  const files = (await readdir(folder)).filter((file) => file.endsWith(".md")).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  const guides = files.flatMap((file, index) => {
    const text = insertFacts(texts[index] ?? "", facts, file);
    if (text === undefined) return [];
    const [, title = "", description = ""] = /^# (.*)\n\n(.*)\n/.exec(text) ?? [];
    return [{ text, name: file.replace(/^\d+-|\.md$/g, ""), title, description }];
  });
  return guides.map(({ text, ...guide }, index) => {
    const next = guides[index + 1];
    const html = renderMarkdown(next ? `${text}\n\nNext: [${next.title}](${next.name}.html)` : text);
    return { text, page: { ...guide, parent: "guides", html: createProse(html) } };
  });
}

/** The guide's text with its facts; undefined if the document does not have one of them, which is reported. */
function insertFacts(text: string, readFact: GuideFacts, file: string): string | undefined {
  try {
    const values = new Map([...text.matchAll(placeholder)].map(([, name = ""]) => [name, readFact(name)]));
    const missing = [...values].find(([, value]) => value === undefined);
    if (missing === undefined) return text.replace(placeholder, (_, name: string) => values.get(name) ?? "");
    console.warn(`guides/${file} is left out: the document lacks the operation or the parameter of {{${missing[0]}}}.`);
    return undefined;
  } catch (error) {
    throw new Error(`guides/${file}: ${(error as Error).message}`);
  }
}

/** The page with links to all guides. */
export function createGuidesPage(guides: readonly Guide[]): Page {
  const items = guides.map(
    ({ page }) =>
      `<li><a href="${page.name}.html">${escapeHtml(page.title)}</a><br>${escapeHtml(page.description)}</li>`,
  );
  return {
    name: "guides",
    title: "Guides",
    description: "How to call the API safely.",
    html: createProse(`<h1>Guides</h1><ul>${items.join("")}</ul>`),
  };
}
