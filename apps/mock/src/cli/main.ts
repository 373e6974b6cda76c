#!/usr/bin/env node
import { enableCompileCache } from "node:module";

enableCompileCache(); // Prism is much code: without the cache, a start takes 1.4 times as long
const { runCommand } = await import("./run-command.ts"); // imported after the cache is enabled
const mock = await runCommand(process.argv.slice(2));
if (mock !== undefined) {
  // Where nobody reads the log any more, as after `| head -1`, the mock goes on without it.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  const end = () => {
    setTimeout(() => process.exit(), 1000).unref(); // a document that loads does not delay the end for longer
    return mock.close();
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, end);
}
