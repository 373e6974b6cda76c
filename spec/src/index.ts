export { displayPath } from "./display-path.ts";
export { bundleFile, readBundle, sourceFile, upstreamFolder } from "./document.ts";
