import { enableCompileCache } from "node:module";

enableCompileCache(); // of a build's second, a fifth is compiling
const { buildDocs } = await import("./build-docs.ts");
await buildDocs();
