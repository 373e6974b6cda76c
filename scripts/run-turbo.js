// JavaScript, since a command whose first file is TypeScript takes half as long again to start.
import { enableCompileCache } from "node:module";

enableCompileCache(); // of what turbo.ts is without its types
const { runTurbo } = await import("./turbo.ts");
process.exitCode = await runTurbo(process.argv.slice(2));
