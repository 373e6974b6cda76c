export { displayPath } from "./display-path.ts";
export { bundleFile, readBundle, upstreamFolder } from "./document.ts";
