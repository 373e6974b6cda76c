import { fileURLToPath } from "node:url";
import { type OpenApiDocument, resolveReference } from "@run-summary/openapi";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import { type GeneratedFiles, notice } from "./generated-folder.ts";

/** Where the generated types are committed. */
export const folder: string = fileURLToPath(new URL("../../packages/types/generated/", import.meta.url));

/** The types of the document's paths, operations and components, and each schema by its own name. */
export async function generateTypes(document: OpenApiDocument): Promise<GeneratedFiles> {
  const names = Object.keys(document.components?.schemas ?? {});
  const types = await openapiTS(inlineHeaders(document) as OpenAPI3, {
    defaultNonNullable: false, // a caller may leave out a property that has a default
    silent: true, // what is wrong is thrown
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    rootTypesKeepCasing: names.every((name) => /^[A-Za-z_]\w*$/.test(name)), // a name may hold dots and hyphens
  });
  return { "index.d.ts": `// ${notice}\n\n${astToString(types)}` };
}

// openapi-typescript types an optional header behind a `$ref` as required: it looks for `required` beside the `$ref`.
// It also changes the document that it reads, so it gets a copy.
function inlineHeaders(document: OpenApiDocument): OpenApiDocument {
  return JSON.parse(JSON.stringify(document), (_key, value) =>
    value?.$ref?.startsWith?.("#/components/headers/") ? resolveReference(document, value) : value,
  );
}
