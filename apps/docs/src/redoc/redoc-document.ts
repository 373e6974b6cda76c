import { type HttpMethod, listOperations, type OpenApiDocument, resolveReference } from "@run-summary/openapi";
import { createCommonSections } from "../reference/common-sections.ts";
import { readInfo } from "../reference/info.ts";
import { removeHeadingIds } from "../reference/markdown.ts";
import { createSamples } from "../samples/samples.ts";
import { escapeMarkdown } from "../site/escape.ts";
import { showOptionalSecurity } from "./optional-security.ts";
import { rewriteSchemas } from "./redoc-schemas.ts";

/** What Redoc shows. */
export interface RedocInput {
  readonly document: OpenApiDocument;
  readonly options: object;
}

/**
 * The document for Redoc, and its options. Each operation has its samples and a link to the console. The description has
 * sections with facts that Redoc does not show, or that its menu and its search do not reach.
 */
export function createRedocInput(document: OpenApiDocument): RedocInput {
  const copy = structuredClone(document);
  rewriteSchemas(document, copy);
  showOptionalSecurity(copy);
  const { summary, description } = readInfo(document);
  Object.assign(copy.info ?? {}, {
    ...(summary !== "" && { summary: escapeMarkdown(summary) }),
    description: `${description}\n\n${removeHeadingIds(createCommonSections(document))}`,
  });
  const languages = new Map<string, { lang: string; label: string }>();
  for (const operation of listOperations(document)) {
    const { operationId, path, method } = operation;
    const samples = createSamples(document, operation).map(({ lang, label, source }) => ({ lang, label, source }));
    for (const { lang, label } of samples) languages.set(label, { lang, label });
    Object.assign(resolveOperation(copy, path, method), {
      description: `${operation.description}\n\n[Try it in the console](console.html?operation=${operationId})`,
      "x-codeSamples": samples,
    });
  }
  escapeDescriptions(copy);
  const options = {
    // Redoc shows a sample only if its label is listed here.
    codeSamples: { languages: [...languages.values(), { lang: "Payload", label: "Payload" }] },
    disableTelemetry: true,
    hideLoading: true, // the static reference stays visible until Redoc is ready
    skipBundle: true, // the document is a bundle already
  };
  return { document: copy, options };
}

// What is no Markdown: values of the API, and the descriptions of servers, which Redoc shows as they are.
const otherTexts = new Set(["servers", "value", "example", "default", "enum", "const", "x-codeSamples"]);

/** Keeps in the descriptions what Redoc would leave out. */
function escapeDescriptions(node: object): void {
  for (const [key, value] of Object.entries(node)) {
    if (key === "description" && typeof value === "string") Object.assign(node, { description: escapeMarkdown(value) });
    else if (typeof value === "object" && value !== null && !otherTexts.has(key)) escapeDescriptions(value);
  }
}

function resolveOperation(document: OpenApiDocument, path: string, method: HttpMethod): object {
  return resolveReference(document, document.paths?.[path] ?? {})[method] ?? {};
}
