#!/usr/bin/env node
import { runCommand } from "./run-command.ts";

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
