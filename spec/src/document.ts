import { fileURLToPath } from "node:url";
import { type OpenApiDocument, readDocument } from "@run-summary/openapi";

/** The bundle that is generated from the hand-written source. */
export const bundleFile: string = fileURLToPath(new URL("../generated/openapi.yaml", import.meta.url));

/** The hand-written root document. A published package that reads the bundle does not have it. */
export const sourceFile: string = fileURLToPath(new URL("../openapi.yaml", import.meta.url));

/** The folder of the snapshot of what Microsoft publishes about the API. */
export const upstreamFolder: string = fileURLToPath(new URL("../upstream/", import.meta.url));

/** The bundled document. */
export function readBundle(): OpenApiDocument {
  return readDocument(bundleFile);
}
