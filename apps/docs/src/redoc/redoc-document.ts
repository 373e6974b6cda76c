import { flattenSchema, type OpenApiDocument } from "@run-summary/openapi";
import { createCommonSections } from "../reference/common-sections.ts";
import { readInfo } from "../reference/info.ts";
import { removeHeadingIds } from "../reference/markdown.ts";
import { createSamples } from "../samples/samples.ts";

/**
 * The document for Redoc. Each operation has its samples and a link to the console. The description has sections with facts
 * that Redoc does not show, or that its menu and its search do not reach.
 */
export function createRedocDocument(document: OpenApiDocument): OpenApiDocument {
  const samples = createSamples(document);
  const copy = structuredClone({
    ...document,
    components: { ...document.components, schemas: flattenSchemas(document) },
  });
  const { description } = readInfo(document);
  Object.assign(copy.info ?? {}, {
    description: `${description}\n\n${removeHeadingIds(createCommonSections(document))}`,
  });
  for (const pathItem of Object.values(copy.paths ?? {})) {
    for (const operation of Object.values(pathItem)) {
      const { operationId } = operation;
      if (operationId === undefined) continue;
      operation.description += `\n\n[Try it in the console](console.html?operation=${operationId})`;
      operation["x-codeSamples"] = samples
        .filter((sample) => sample.operationId === operationId)
        .map(({ lang, label, source }) => ({ lang, label, source }));
    }
  }
  return copy;
}

/** Redoc's options. Redoc shows a sample only if its label is listed here. */
export function createRedocOptions(document: OpenApiDocument): object {
  const languages = new Map(createSamples(document).map(({ lang, label }) => [label, { lang, label }]));
  return {
    codeSamples: { languages: [...languages.values(), { lang: "Payload", label: "Payload" }] },
    disableTelemetry: true,
    hideLoading: true, // the static reference stays visible until Redoc is ready
    skipBundle: true, // the document is a bundle already
  };
}

// Redoc's search does not find properties beside an `allOf`.
function flattenSchemas(document: OpenApiDocument): Record<string, object> {
  const schemas = Object.entries(document.components?.schemas ?? {});
  return Object.fromEntries(schemas.map(([name, schema]) => [name, flattenSchema(document, schema)]));
}
