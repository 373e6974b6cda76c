// Mutants of each family that the checks have to catch, and edits that change nothing, which must not count as caught.
import { type Evidence, listSpecFacts } from "@run-summary/contract-tests/agreement";
import { readBundle } from "@run-summary/spec";
import { expect, it, onTestFinished } from "vitest";
import { type ArtifactMutant, artifactMutants, createMutantText } from "../mutate/artifact-mutants.ts";
import { checkArtifacts, checkFollowedSpecs, checkForgottenSpecs } from "../mutate/families.ts";
import { createSpecMutants, type SpecMutant } from "../mutate/spec-mutants.ts";
import { formatScores, type MutantOutcome } from "../mutate/summary.ts";
import { copyRepository } from "../shared/repository-copy.ts";

const document = readBundle();
const mutants = createSpecMutants(document);
const evidence: Evidence = { document, spec: listSpecFacts(document), types: [], docs: [], results: [] };
const same: SpecMutant = { operator: "nothing", pointer: "", bump: "patch", document };

async function caughtBy(run: (report: (outcome: MutantOutcome) => void) => Promise<void>): Promise<string[]> {
  const gates: string[] = [];
  await run((outcome) => gates.push(outcome.caughtBy.join(", ")));
  return gates;
}

it("edits the spec in at least 60 locations with at least 25 operators, and each edit changes something", () => {
  expect(mutants.length).toBeGreaterThanOrEqual(60);
  expect(new Set(mutants.map(({ operator }) => operator)).size).toBeGreaterThanOrEqual(25);
  for (const mutant of mutants) expect(mutant.document).not.toEqual(document);
});

it.each(artifactMutants)("finds in $file where $name", async (mutant) => {
  await expect(createMutantText(mutant)).resolves.toBeTypeOf("string");
});

it("names an edit that matches nothing", async () => {
  const stale: ArtifactMutant = {
    artifact: "client",
    name: "stale",
    folder: "",
    file: "package.json",
    from: "no such",
    to: "",
  };

  await expect(createMutantText(stale)).rejects.toThrow('The mutant "stale" finds nothing to change in package.json');
});

it("catches an edit of the spec that nothing was generated from", async () => {
  const [first] = mutants;

  const gates = await caughtBy((report) => checkForgottenSpecs(first ? [first] : [], evidence, report));

  expect(gates).toEqual(["drift, agreement"]);
});

it("catches an edit of the spec that everything follows, and does not count what changes nothing", async () => {
  const renamed = mutants.filter(({ operator }) => operator === "operation renamed").slice(0, 1);

  const gates = await caughtBy((report) => checkFollowedSpecs(document, [...renamed, same], async () => false, report));

  expect(gates).toEqual(["change control", ""]);
});

it.each(["types", "client"])("catches an edit of the %s", async (artifact) => {
  const copy = await copyRepository();
  onTestFinished(() => copy.remove());
  const chosen = artifactMutants.filter((mutant) => mutant.artifact === artifact).slice(0, 1);

  const gates = await caughtBy((report) => checkArtifacts(chosen, copy.folder, evidence, report));

  expect(gates).toEqual(["agreement"]);
});

it("counts the mutants that each gate has caught, by family", () => {
  const outcomes = [["drift", "agreement"], ["drift"], []].map((gates) => ({
    family: "spec",
    mutant: "any",
    caughtBy: gates,
  }));

  expect(formatScores(outcomes)).toEqual([`${"spec".padEnd(24)}2 of 3 caught, 66 %  (drift 2, agreement 1)`]);
});
