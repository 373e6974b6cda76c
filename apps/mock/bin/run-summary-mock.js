#!/usr/bin/env node
// JavaScript, so that a start from the compile cache does not load Node's TypeScript compiler.
import { enableCompileCache } from "node:module";

enableCompileCache(); // Prism is a lot of code: a second start takes two thirds of the first one's time
const { main } = await import("../src/main.ts");
const mock = await main(process.argv.slice(2));
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => mock?.close());
