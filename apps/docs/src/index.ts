export { buildDocs, siteFolder } from "./build-docs.ts";
export { type DocsOptions, type DocsServer, serveDocs } from "./serve/serve-docs.ts";
export { escapeHtml } from "./site/escape.ts";
export { publishPage } from "./site/publish-page.ts";
