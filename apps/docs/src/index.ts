export { buildDocs, siteFolder } from "./build-docs.ts";
export { type DocsOptions, type DocsServer, serveDocs } from "./serve/serve-docs.ts";
export { publishPage } from "./site/publish-page.ts";
// `escaped` is the old name. It goes when its last caller has moved.
export { escapeHtml, escapeHtml as escaped } from "./site/render-markdown.ts";
