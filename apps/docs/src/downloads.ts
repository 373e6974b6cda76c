import type { OpenApiDocument } from "@run-summary/spec";
import type { Guide } from "./guides.ts";
import { postmanCollection } from "./postman.ts";
import { infoOf, referenceOf, withoutIds } from "./reference.ts";

/** What the site has to download, by file name. The source is the document's YAML. */
export function downloadsOf(document: OpenApiDocument, source: string, guides: readonly Guide[]): Map<string, string> {
  const { title, summary } = infoOf(document);
  const head = `# ${title}\n\n> ${summary}`;
  return new Map([
    ["openapi.yaml", source],
    ["openapi.json", JSON.stringify(document, null, 2)],
    ["postman-collection.json", JSON.stringify(postmanCollection(document), null, 2)],
    ["llms.txt", `${head}\n\n${llmsLinks(guides)}\n`],
    ["llms-full.txt", [head, withoutIds(referenceOf(document)), ...guides.map(({ text }) => text)].join("\n\n")],
    ...guides.map(({ page, text }): [string, string] => [`${page.name}.md`, text]),
  ]);
}

// The form of https://llmstxt.org.
function llmsLinks(guides: readonly Guide[]): string {
  const lines = guides.map(({ page }) => `- [${page.title}](${page.name}.md): ${page.description}`);
  return `## Reference

- [All in one text](llms-full.txt): every operation, property, permission and error, and the guides
- [OpenAPI](openapi.json): the description that the rest is made from

## Guides

${lines.join("\n")}`;
}
