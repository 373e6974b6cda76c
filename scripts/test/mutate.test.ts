// Mutants of each family that the gates have to catch, and edits that change nothing, which they must let pass.
import { factsFromSpec } from "@run-summary/contract-tests/agreement";
import { readBundle } from "@run-summary/spec";
import { expect, it } from "vitest";
import { type ArtifactMutant, artifactMutants } from "../mutate/artifact-mutants.ts";
import { followedSpecs, forgottenSpecs, textOf, wrongArtifacts } from "../mutate/families.ts";
import { type SpecMutant, specMutantsOf } from "../mutate/spec-mutants.ts";
import { type Outcome, scoresOf } from "../mutate/summary.ts";

const document = readBundle();
const mutants = specMutantsOf(document);
const facts = { spec: factsFromSpec(document), others: { types: [], client: [], docs: [], mock: [] } };
const same: SpecMutant = { operator: "nothing", pointer: "", step: "patch", document };

async function caughtBy(run: (report: (outcome: Outcome) => void) => Promise<void>): Promise<string[]> {
  const gates: string[] = [];
  await run((outcome) => gates.push(outcome.caughtBy.join(", ")));
  return gates;
}

it("breaks the spec in at least 60 places, with at least 25 operators, and never in none", () => {
  expect(mutants.length).toBeGreaterThanOrEqual(60);
  expect(new Set(mutants.map(({ operator }) => operator)).size).toBeGreaterThanOrEqual(25);
  for (const mutant of mutants) expect(mutant.document).not.toEqual(document);
});

it.each(artifactMutants)("finds in $file where $name", async (mutant) => {
  await expect(textOf(mutant)).resolves.toBeTypeOf("string");
});

it("names an edit that finds nothing any more", async () => {
  const stale: ArtifactMutant = { artifact: "client", name: "stale", file: "package.json", from: "no such", to: "" };

  await expect(textOf(stale)).rejects.toThrow('The mutant "stale" finds nothing to change in package.json');
});

it("sees an edit of the spec that nothing was generated from", async () => {
  const [first] = mutants;

  const gates = await caughtBy((report) => forgottenSpecs(first ? [first] : [], facts, report));

  expect(gates).toEqual(["drift, agreement"]);
});

it("sees an edit of the spec that everything follows, and lets pass what changes nothing", async () => {
  const renamed = mutants.filter(({ operator }) => operator === "operation renamed").slice(0, 1);

  const gates = await caughtBy((report) => followedSpecs(document, [...renamed, same], async () => false, report));

  expect(gates).toEqual(["change control", ""]);
});

it.each(["types", "client"])("sees an edit of the %s", async (artifact) => {
  const chosen = artifactMutants.filter((mutant) => mutant.artifact === artifact).slice(0, 1);

  const gates = await caughtBy((report) => wrongArtifacts(chosen, facts, async () => false, report));

  expect(gates).toEqual(["agreement"]);
});

it("counts what each gate has caught, family by family", () => {
  const outcomes = [["drift", "agreement"], ["drift"], []].map((gates) => ({
    family: "spec",
    mutant: "any",
    caughtBy: gates,
  }));

  expect(scoresOf(outcomes)).toEqual([`${"spec".padEnd(24)}2 of 3 caught, 66 %  (drift 2, agreement 1)`]);
});
