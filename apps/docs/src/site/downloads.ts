import type { OpenApiDocument } from "@run-summary/openapi";
import { readInfo } from "../reference/info.ts";
import { formatTable, removeHeadingIds } from "../reference/markdown.ts";
import { createReference } from "../reference/reference.ts";
import type { Guide } from "./guides.ts";
import { createProse, type Page } from "./layout.ts";
import { createPostmanCollection } from "./postman.ts";
import { renderMarkdown } from "./render-markdown.ts";

/** A file to download. */
export interface Download {
  readonly name: string;
  /** What the file is, in a few words. */
  readonly description: string;
  readonly content: string;
}

/**
 * The site's files to download.
 *
 * @param source the document in YAML
 */
export function createDownloads(document: OpenApiDocument, source: string, guides: readonly Guide[]): Download[] {
  const { title, summary } = readInfo(document);
  const head = `# ${title}\n\n> ${summary}`;
  const reference = removeHeadingIds(createReference(document));
  return [
    { name: "openapi.yaml", description: "The API's description, in OpenAPI 3.1", content: source },
    { name: "openapi.json", description: "The same as JSON", content: JSON.stringify(document, null, 2) },
    {
      name: "postman-collection.json",
      description: "A request for each operation, for Postman or Bruno",
      content: JSON.stringify(createPostmanCollection(document), null, 2),
    },
    {
      name: "llms.txt",
      description: "For language models: what there is to read, and where",
      content: `${head}\n\n${createLlmsLinks(guides)}\n`,
    },
    {
      name: "llms-full.txt",
      description: "For language models: the reference and the guides in one text",
      content: [head, reference, ...guides.map(({ text }) => text)].join("\n\n"),
    },
    ...guides.map(({ page, text }) => ({
      name: `${page.name}.md`,
      description: `The guide “${page.title}”, as Markdown`,
      content: text,
    })),
  ];
}

// The format is described at https://llmstxt.org.
function createLlmsLinks(guides: readonly Guide[]): string {
  const links = guides.map(({ page }) => `- [${page.title}](${page.name}.md): ${page.description}`);
  return `## Reference

- [All in one text](llms-full.txt): every operation, property, permission and error, and the guides
- [OpenAPI](openapi.json): the description that the rest is made from

## Guides

${links.join("\n")}`;
}

/** The page with links to all downloads. */
export function createDownloadsPage(downloads: readonly Download[]): Page {
  const rows = downloads.map(({ name, description, content }) => [
    `<a href="${name}" download>${name}</a>`,
    description,
    `${Math.ceil(Buffer.byteLength(content) / 1024)} KB`,
  ]);
  const table = renderMarkdown(formatTable(["File", "What it is", "Size"], rows));
  return {
    name: "downloads",
    title: "Downloads",
    description: "The API's description in several formats.",
    html: createProse(`<h1>Downloads</h1>\n<p>All files are made from the API's description.</p>\n${table}`),
  };
}
