import type { OpenApiDocument } from "@run-summary/openapi";
import { bundleScript } from "../site/bundle-script.ts";
import { createRedocInput } from "./redoc-document.ts";

/** Redoc, and the code that mounts it in the page. */
export function createRedocScript(): Promise<string> {
  return bundleScript(new URL("./mount-redoc.ts", import.meta.url));
}

/** What Redoc shows, as the global constants `redocDefinition` and `redocOptions`. Each is JSON in a line of its own. */
export function createDefinitionScript(document: OpenApiDocument): string {
  const input = createRedocInput(document);
  return `const redocDefinition = ${JSON.stringify(input.document)};
const redocOptions = ${JSON.stringify(input.options)};
`;
}
