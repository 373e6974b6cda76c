export { buildDocs, siteFolder } from "./build-docs.ts";
export { launchBrowser } from "./launch-browser.ts";
export { type DocsOptions, type DocsServer, serveDocs } from "./serve-docs.ts";
