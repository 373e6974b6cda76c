// Installs the packed client in an empty project, runs the suite on each runtime, and compiles the samples with each compiler.
import { rm } from "node:fs/promises";
import { checkCompilers } from "./compilers.ts";
import type { Outcome } from "./outcome.ts";
import { createProject } from "./project.ts";
import { checkRuntimes } from "./runtimes.ts";

const project = await createProject();
const outcomes: Outcome[] = [];
try {
  for (const check of [checkRuntimes, checkCompilers]) {
    for await (const outcome of check(project)) {
      outcomes.push(outcome);
      console.log(`${outcome.subject.padEnd(28)}${outcome.outcome.padEnd(10)}${outcome.detail}`);
    }
  }
} finally {
  await rm(project, { recursive: true, force: true });
}
const countOutcomes = (wanted: Outcome["outcome"]) => outcomes.filter(({ outcome }) => outcome === wanted).length;
const failed = countOutcomes("failed");
console.log(`\n${countOutcomes("passed")} passed, ${failed} failed, ${countOutcomes("skipped")} skipped`);
process.exitCode = failed === 0 ? 0 : 1;
