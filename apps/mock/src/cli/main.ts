// The command in this repository. The published package starts with serve.ts.
import { enableCompileCache } from "node:module";

enableCompileCache(); // Prism is much code: without the cache, a start takes 1.4 times as long
await import("./serve.ts"); // imported after the cache is enabled
