import { fileURLToPath } from "node:url";
import type { OpenApiDocument } from "@run-summary/openapi";
import { bundleSource } from "@run-summary/spec/source";

/** The spec of the tests in one document. The project's own spec may have other operations. */
export function bundleFixture(): Promise<OpenApiDocument> {
  return bundleSource(fileURLToPath(import.meta.resolve("@run-summary/spec/fixture.yaml")));
}
