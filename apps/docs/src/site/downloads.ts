import type { OpenApiDocument } from "@run-summary/openapi";
import { readInfo } from "../reference/info.ts";
import { formatTable, removeHeadingIds } from "../reference/markdown.ts";
import type { ReferencePage } from "../reference/reference.ts";
import type { Guide } from "./guides.ts";
import { createProse, type Page } from "./layout.ts";
import { createPostmanCollection } from "./postman.ts";
import { renderMarkdown } from "./render-markdown.ts";

/** A file to download. */
export interface Download {
  readonly name: string;
  /** What the file is, in a few words; undefined if the list of downloads leaves it out. */
  readonly description?: string;
  readonly content: string;
}

/**
 * The site's files to download.
 *
 * @param source the document in YAML or JSON
 */
export function createDownloads(
  document: OpenApiDocument,
  source: string,
  reference: readonly ReferencePage[],
  guides: readonly Guide[],
): Download[] {
  const { title, summary } = readInfo(document);
  const head = summary === "" ? `# ${title}` : `# ${title}\n\n> ${summary}`;
  const pages = reference.map((page) => ({ ...page, text: createPageText(page) }));
  return [
    { name: "openapi.yaml", description: `The API's description, in OpenAPI ${document.openapi}`, content: source },
    { name: "openapi.json", description: "The same as JSON", content: JSON.stringify(document, null, 2) },
    {
      name: "postman-collection.json",
      description: "A request for each operation, for Postman or Bruno",
      content: JSON.stringify(createPostmanCollection(document), null, 2),
    },
    {
      name: "llms.txt",
      description: "For language models: what there is to read, and where",
      content: `${head}\n\n${createLlmsLinks(reference, guides)}\n`,
    },
    {
      name: "llms-full.txt",
      description: `For language models: the reference${guides.length > 0 ? " and the guides" : ""} in one text`,
      content: [...pages, ...guides].map(({ text }) => text).join("\n\n"),
    },
    ...guides.map(({ page, text }) => ({
      name: `${page.name}.md`,
      description: `The guide “${page.title}”, as Markdown`,
      content: text,
    })),
    ...pages.map(({ name, text }) => ({ name: `${name}.md`, content: text })),
  ];
}

/** The page as other programs read it. */
function createPageText({ name, title, text }: ReferencePage): string {
  const content = removeHeadingIds(text);
  return name === "index" ? `# ${title}\n\n${content}` : content;
}

// The format is described at https://llmstxt.org.
function createLlmsLinks(reference: readonly ReferencePage[], guides: readonly Guide[]): string {
  const formatLinks = (pages: readonly Pick<Page, "name" | "title" | "description">[]) =>
    pages.map(({ name, title, description }) => `- [${title}](${name}.md): ${toLine(description)}`).join("\n");
  const parts = [
    `## Reference

- [All in one text](llms-full.txt): every operation, property and error${guides.length > 0 ? ", and the guides" : ""}
- [OpenAPI](openapi.json): the description that the rest is made from
${formatLinks(reference)}`,
    ...(guides.length > 0 ? [`## Guides\n\n${formatLinks(guides.map(({ page }) => page))}`] : []),
  ];
  return parts.join("\n\n");
}

function toLine(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}

/** The page with links to the downloads. */
export function createDownloadsPage(downloads: readonly Download[]): Page {
  const rows = downloads.flatMap(({ name, description, content }) =>
    description === undefined
      ? []
      : [[`<a href="${name}" download>${name}</a>`, description, `${Math.ceil(Buffer.byteLength(content) / 1024)} KB`]],
  );
  const table = renderMarkdown(formatTable(["File", "What it is", "Size"], rows));
  return {
    name: "downloads",
    title: "Downloads",
    description: "The API's description in several formats.",
    html: createProse(`<h1>Downloads</h1>\n<p>All files are made from the API's description.</p>\n${table}`),
  };
}
