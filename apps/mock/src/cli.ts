#!/usr/bin/env node
import { enableCompileCache } from "node:module";

enableCompileCache(); // Prism is a lot of code: a second start takes two thirds of the first one's time
const { main } = await import("./main.ts");
await main(process.argv.slice(2));
