// Breaks one thing at a time and asks the gates: how strong are they? `npm run mutate`.
import { join } from "node:path";
import { styleText } from "node:util";
import { allFacts } from "@run-summary/contract-tests/agreement";
import { bundleSource } from "@run-summary/spec/source";
import { artifactMutants, nameOfArtifact } from "./artifact-mutants.ts";
import { withContractTests } from "./contract-tests.ts";
import { followedSpecs, forgottenSpecs, textOf, wrongArtifacts, wrongDocs } from "./families.ts";
import { inCopy } from "./mutant-copy.ts";
import { specMutantsOf } from "./spec-mutants.ts";
import { lineOf, type Outcome, scoresOf, survivorsIn } from "./summary.ts";

const start = performance.now();
const document = await bundleSource();
const facts = await allFacts();
await Promise.all(artifactMutants.map(textOf)); // each has something to change

const outcomes: Outcome[] = [];
const overwrite = process.stdout.isTTY ? "\r\x1b[K" : "";
function report(outcome: Outcome): void {
  outcomes.push(outcome);
  if (outcome.caughtBy.length === 0) console.log(overwrite + styleText("red", lineOf(outcome)));
  else if (process.stdout.isTTY) process.stdout.write(`${overwrite}${outcomes.length} mutants, now ${outcome.family}`);
  else console.log(lineOf(outcome));
}

const mutants = specMutantsOf(document);
const of = (...artifacts: string[]) =>
  artifactMutants.filter(({ artifact, equivalent }) => artifacts.includes(artifact) && equivalent === undefined);
const dist = "apps/docs/dist";
// Side by side what takes about the same time; much of it is other processes' work.
try {
  await Promise.all([
    withContractTests(async (contractFails) => {
      await forgottenSpecs(mutants, facts, report);
      await followedSpecs(document, mutants, contractFails, report);
      await wrongArtifacts(of("types", "client"), facts, contractFails, report);
    }),
    withContractTests((contractFails) => wrongArtifacts(of("mock"), facts, contractFails, report)),
    inCopy([dist], {}, (copy) => wrongDocs(join(copy, dist), facts, report)),
  ]);
} catch (error) {
  console.error((error as Error).message);
  process.exit(2);
}

const survivors = survivorsIn(outcomes);
const equivalents = artifactMutants.flatMap((mutant) =>
  mutant.equivalent === undefined ? [] : [`equivalent: ${nameOfArtifact(mutant)}. ${mutant.equivalent}`],
);
const operators = new Set(mutants.map(({ operator }) => operator)).size;
const seconds = Math.round((performance.now() - start) / 1000);
console.log(
  [
    overwrite,
    ...scoresOf(outcomes),
    ...equivalents,
    ...survivors.map(lineOf),
    `${outcomes.length} mutants, ${operators} operators on the spec, ${survivors.length} survived, ${seconds} s`,
  ].join("\n"),
);
process.exitCode = survivors.length > 0 ? 1 : 0;
