import { type HttpMethod, listOperations, type OpenApiDocument, resolveReference } from "@run-summary/openapi";
import { createCommonSections } from "../reference/common-sections.ts";
import { readInfo } from "../reference/info.ts";
import { removeHeadingIds } from "../reference/markdown.ts";
import { createSamples } from "../samples/samples.ts";
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
  const { description } = readInfo(document);
  Object.assign(copy.info ?? {}, {
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
  const options = {
    // Redoc shows a sample only if its label is listed here.
    codeSamples: { languages: [...languages.values(), { lang: "Payload", label: "Payload" }] },
    disableTelemetry: true,
    hideLoading: true, // the static reference stays visible until Redoc is ready
    skipBundle: true, // the document is a bundle already
  };
  return { document: copy, options };
}

function resolveOperation(document: OpenApiDocument, path: string, method: HttpMethod): object {
  return resolveReference(document, document.paths?.[path] ?? {})[method] ?? {};
}
