export type { Mismatch } from "@run-summary/openapi/validation";
export { type CheckedDocument, checkDocument } from "./document-check/check-document.ts";
export { checkProvider, type Provider, type RequestReport } from "./provider-check/check-provider.ts";
export { main } from "./provider-check/main.ts";
export type { ClientModules } from "./suite/targets.ts";
