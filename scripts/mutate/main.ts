// Breaks one thing at a time and asks the gates: how strong are they? `npm run mutate`.
import { styleText } from "node:util";
import { allFacts } from "@run-summary/contract-tests/agreement";
import { bundleSource } from "@run-summary/spec/source";
import { followedSpecs, forgottenSpecs, type Outcome, wrongArtifacts } from "./families.ts";
import { specMutantsOf } from "./spec-mutants.ts";

/** Mutants that no gate can catch, by name, with the reason. */
const equivalents: Readonly<Record<string, string>> = {};

const start = performance.now();
const document = await bundleSource();
const mutants = specMutantsOf(document);
const facts = await allFacts();
const outcomes: Outcome[] = [];

function report(outcome: Outcome): void {
  outcomes.push(outcome);
  const { family, mutant, caughtBy } = outcome;
  const isCaught = caughtBy.length > 0;
  if (process.stdout.isTTY && isCaught) {
    process.stdout.write(`\r\x1b[K${outcomes.length} mutants, now of the ${family}`);
    return;
  }
  const verdict = isCaught ? `caught by ${caughtBy.join(", ")}` : styleText("red", "survived");
  console.log(`${process.stdout.isTTY ? "\r\x1b[K" : ""}${family} · ${mutant} → ${verdict}`);
}

await Promise.all([
  forgottenSpecs(mutants, facts, report).then(() => followedSpecs(document, mutants, report)),
  wrongArtifacts(mutants, facts, report),
]);

console.log();
for (const [family, all] of Map.groupBy(outcomes, (outcome) => outcome.family)) {
  const caught = all.filter(({ caughtBy }) => caughtBy.length > 0).length;
  const gates = Map.groupBy(
    all.flatMap(({ caughtBy }) => caughtBy),
    (gate) => gate,
  );
  const byGate = [...gates].map(([gate, kills]) => `${gate} ${kills.length}`).join(", ");
  console.log(`${family.padEnd(24)}${caught} of ${all.length} caught  (${byGate})`);
}
const survivors = outcomes.filter(({ caughtBy, mutant }) => caughtBy.length === 0 && !(mutant in equivalents));
for (const [mutant, reason] of Object.entries(equivalents)) console.log(`equivalent: ${mutant}: ${reason}`);
for (const { family, mutant } of survivors) console.log(styleText("red", `survived: ${family} · ${mutant}`));
const operators = new Set(mutants.map(({ operator }) => operator)).size;
const seconds = ((performance.now() - start) / 1000).toFixed(0);
console.log(
  `\n${outcomes.length} mutants, ${operators} operators on the spec, ${survivors.length} survived, ${seconds} s`,
);
process.exitCode = survivors.length > 0 ? 1 : 0;
