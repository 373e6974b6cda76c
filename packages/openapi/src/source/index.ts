export { listSourceFiles, readValue } from "./files.ts";
export { findLine, locateSource, type SourceLocation } from "./locate.ts";
export { findReferenceCycle, type ReferenceCycle } from "./reference-cycle.ts";
