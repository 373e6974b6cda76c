import { fileURLToPath } from "node:url";
import { type OpenApiDocument, resolve } from "@run-summary/spec";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import { type GeneratedFiles, notice } from "./generated-folder.ts";

/** Where the generated types are committed. */
export const folder: string = fileURLToPath(new URL("../../packages/types/generated/", import.meta.url));

/** The types of the document's paths, operations and components, and each schema by its own name. */
export async function generateTypes(document: OpenApiDocument): Promise<GeneratedFiles> {
  const types = await openapiTS(withInlineHeaders(document) as OpenAPI3, {
    defaultNonNullable: false, // a default does not make a property one that a caller has to send
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    rootTypesKeepCasing: true,
  });
  return { "index.d.ts": `// ${notice}\n\n${astToString(types)}` };
}

// openapi-typescript takes a header behind a reference for a required one: it looks for `required` beside the `$ref`.
// The copy also keeps the document as it is, since openapi-typescript changes what it reads.
function withInlineHeaders(document: OpenApiDocument): OpenApiDocument {
  return JSON.parse(JSON.stringify(document), (_key, value) =>
    value?.$ref?.startsWith?.("#/components/headers/") ? resolve(document, value) : value,
  );
}
