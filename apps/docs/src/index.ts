export { buildDocs, siteFolder } from "./build-docs.ts";
export { escaped } from "./markdown.ts";
export { publishPage } from "./publish-page.ts";
export { type DocsOptions, type DocsServer, serveDocs } from "./serve-docs.ts";
