import { promisify } from "node:util";
import type { OpenApiDocument } from "@run-summary/spec";
import type { Guide } from "./guides.ts";
import { withoutIds } from "./markdown.ts";
import { infoOf, referenceOf } from "./reference.ts";

/** What the site has to download, by file name. The source is the document's YAML. */
export async function downloadsOf(
  document: OpenApiDocument,
  source: string,
  guides: readonly Guide[],
): Promise<Map<string, string>> {
  const { title, summary } = infoOf(document);
  const head = `# ${title}\n\n> ${summary}`;
  return new Map([
    ["openapi.yaml", source],
    ["openapi.json", JSON.stringify(document, null, 2)],
    ["postman-collection.json", await postmanCollection(document)],
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

async function postmanCollection(document: OpenApiDocument): Promise<string> {
  const { default: converter } = await import("openapi-to-postmanv2"); // slow to load, and serving does not need it
  const { result, reason, output } = await promisify(converter.convertV2)(
    { type: "json", data: structuredClone(document) },
    { folderStrategy: "Tags", parametersResolution: "Example" },
  );
  if (!result) throw new Error(`There is no Postman collection of this description: ${reason}`);
  // Its identifiers are random; without them the same description gives the same collection.
  return JSON.stringify(
    output?.[0]?.data,
    (key, value) => (key === "id" || key === "_postman_id" ? undefined : value),
    2,
  );
}
