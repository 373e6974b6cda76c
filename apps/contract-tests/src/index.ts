export { type CheckedDocument, checkDocument } from "./document-check/check-document.ts";
export type { ClientModules } from "./suite/targets.ts";
