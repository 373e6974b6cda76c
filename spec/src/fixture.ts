import { fileURLToPath } from "node:url";
import type { OpenApiDocument } from "@run-summary/openapi";
import { bundleSource } from "./bundle-source.ts";

/** The root document of the spec of the tests. The project's own spec may have other operations. */
export const fixtureFile: string = fileURLToPath(new URL("../test/fixture/openapi.yaml", import.meta.url));

/** The spec of the tests in one document. */
export function bundleFixture(): Promise<OpenApiDocument> {
  return bundleSource(fixtureFile);
}
