export { buildDocs } from "./build-docs.ts";
export { type DocsOptions, type DocsServer, serveDocs } from "./serve-docs.ts";
