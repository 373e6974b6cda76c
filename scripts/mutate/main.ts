// `npm run mutate` makes one mistake at a time and counts which checks catch it.
import { join } from "node:path";
import { styleText } from "node:util";
import { collectEvidence } from "@run-summary/contract-tests/agreement";
import { artifactMutants, createMutantText } from "./artifact-mutants.ts";
import { checkArtifacts, checkDocs, checkFollowedSpecs, checkForgottenSpecs, checkMocks } from "./families.ts";
import { withCopy } from "./mutant-copy.ts";
import { withReferencePage } from "./reference-page.ts";
import { createSpecMutants } from "./spec-mutants.ts";
import { formatOutcome, formatScores, listSurvivors, type Outcome } from "./summary.ts";

const start = performance.now();
const evidence = await collectEvidence();
await Promise.all(artifactMutants.map(createMutantText)); // each edit must match something

const outcomes: Outcome[] = [];
const overwrite = process.stdout.isTTY ? "\r\x1b[K" : "";
function report(outcome: Outcome): void {
  outcomes.push(outcome);
  if (outcome.caughtBy.length === 0) console.log(overwrite + styleText("red", formatOutcome(outcome)));
  else if (process.stdout.isTTY) process.stdout.write(`${overwrite}${outcomes.length} mutants, now ${outcome.family}`);
  else console.log(formatOutcome(outcome));
}

const mutants = createSpecMutants(evidence.document);
const dist = "apps/docs/dist";
// Three families at a time. Much of their work is done by other processes.
try {
  await Promise.all([
    withReferencePage(async (referencePageFails) => {
      await checkForgottenSpecs(mutants, evidence, report);
      await checkFollowedSpecs(evidence.document, mutants, referencePageFails, report);
    }),
    checkMocks(mutants, evidence, report).then(() => checkArtifacts(artifactMutants, evidence, report)),
    withCopy([dist], {}, (copy) => checkDocs(join(copy, dist), evidence, report)),
  ]);
} catch (error) {
  console.error((error as Error).message);
  process.exit(2);
}

const survivors = listSurvivors(outcomes);
const operators = new Set(mutants.map(({ operator }) => operator)).size;
const seconds = Math.round((performance.now() - start) / 1000);
console.log(
  [
    overwrite,
    ...formatScores(outcomes),
    ...survivors.map(formatOutcome),
    `${outcomes.length} mutants, ${operators} operators on the spec, ${survivors.length} survived, ${seconds} s`,
  ].join("\n"),
);
process.exitCode = survivors.length > 0 ? 1 : 0;
