export { displayPath } from "./display-path.ts";
export { bundleFile, readBundle } from "./document.ts";
