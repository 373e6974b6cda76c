import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { OpenApiDocument } from "@run-summary/openapi";
import { hasClient } from "../reference/info.ts";
import { escapeHtml } from "./escape.ts";
import { createGuideFacts } from "./guide-facts.ts";
import { createProse, type Page } from "./layout.ts";
import { renderMarkdown } from "./render-markdown.ts";

export interface Guide {
  readonly page: Page;
  /** The guide in Markdown. */
  readonly text: string;
}

const folder = fileURLToPath(new URL("../../guides/", import.meta.url));

/**
 * The guides in the order of the numbers in their files' names, with facts from the document. A guide about a call that the
 * document does not have is left out. All guides are about the client, so other documents have none.
 *
 * @throws {Error} where a guide names a fact that does not exist.
 */
export async function readGuides(document: OpenApiDocument): Promise<Guide[]> {
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

/** The guide's text with its facts; undefined if the document does not have one of them. */
function insertFacts(text: string, facts: Record<string, string | undefined>, file: string): string | undefined {
  const names = [...text.matchAll(/\{\{([^{}\n]+)\}\}/g)].map(([, name = ""]) => name);
  for (const name of names) {
    if (!(name in facts)) throw new Error(`guides/${file}: there is no fact {{${name}}}.`);
    if (facts[name] === undefined) return undefined;
  }
  return text.replace(/\{\{([^{}\n]+)\}\}/g, (_, name: string) => facts[name] ?? "");
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
