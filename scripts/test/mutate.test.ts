// Mutants of each family that the checks have to catch, and edits that change nothing, which must not count as caught.
import { type Evidence, listSpecFacts } from "@run-summary/contract-tests/agreement";
import type { OpenApiDocument } from "@run-summary/openapi";
import { bundleFixture } from "@run-summary/spec/source";
import { readMetadata } from "@run-summary/upstream";
import { expect, it } from "vitest";
import { generateFolders } from "../generate/generate.ts";
import { type ArtifactMutant, artifactMutants, createMutantText } from "../mutate/artifact-mutants.ts";
import { checkFollowedSpecs, checkForgottenSpecs } from "../mutate/families.ts";
import { planMutants, takePlanShard } from "../mutate/plan.ts";
import { createSpecMutants, type SpecMutant } from "../mutate/spec-mutants.ts";
import { formatScores, type MutantOutcome } from "../mutate/summary.ts";

const document = await bundleFixture();
const sample = { sites: 1, seed: 1 };
const mutants = createSpecMutants(document, sample);
const evidence: Evidence = { document, spec: listSpecFacts(document), types: [], docs: [], results: [] };
const same: SpecMutant = { operator: "nothing", pointer: "", bump: "patch", document };

const generated = (await generateFolders(document)).flatMap(([folder, files]) =>
  Object.entries(files).map(([name, text]) => [`${folder}/${name}`.replaceAll("\\", "/"), text] as const),
);

/** The text of a mutant's file that the spec of the tests gives. */
function findArtifact({ folder, file }: ArtifactMutant): string {
  const found = generated.find(([path]) => path.replaceAll("//", "/").endsWith(`${folder}/${file}`));
  return found?.[1] ?? "";
}

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

it("chooses the same locations for the same seed, others for another, and more where more are asked for", () => {
  const choose = (sites: number, seed: number) =>
    createSpecMutants(document, { sites, seed }).map(({ operator, pointer }) => `${operator} ${pointer}`);

  expect(choose(1, 1)).toEqual(choose(1, 1));
  expect(choose(1, 2)).not.toEqual(choose(1, 1));
  expect(choose(10, 1)).toEqual(expect.arrayContaining(choose(1, 1)));
  expect(choose(10, 1).length).toBeGreaterThan(choose(1, 1).length);
});

it("its shards have each mutant of each family once", () => {
  const whole = planMutants(evidence, document, artifactMutants, sample);

  const parts = [1, 2, 3].map((index) => takePlanShard(whole, { index, count: 3 }));

  for (const family of ["spec", "mock", "docs", "artifacts"] as const) {
    const mutants = parts.flatMap((part): readonly unknown[] => part[family]);
    expect(mutants).toHaveLength(whole[family].length);
    expect(new Set(mutants)).toEqual(new Set<unknown>(whole[family]));
  }
});

it.each([
  ["minimum raised", "/paths/~1a/post/parameters/0/schema/minimum", "major"],
  ["minimum lowered", "/paths/~1a/post/parameters/0/schema/minimum", "minor"],
  ["minimum raised", "/components/schemas/Out/properties/count/minimum", "minor"],
  ["minimum lowered", "/components/schemas/Out/properties/count/minimum", "major"],
  ["minimum raised", "/components/schemas/Both/minimum", "major"],
  ["minimum lowered", "/components/schemas/Both/minimum", "major"],
])("asks for what callers need: %s at %s is %s", (operator, pointer, bump) => {
  const count = { type: "integer", minimum: 1 };
  const refer = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const content = (schema: object) => ({ content: { "application/json": { schema, example: { minimum: 1 } } } });
  const Out = { type: "object", properties: { count, both: refer("Both") } };
  const post = {
    parameters: [{ name: "a", in: "query", schema: count }],
    requestBody: content(refer("Both")),
    responses: { 200: { description: "", ...content(refer("Out")) } },
  };
  const small = {
    paths: { "/a": { post } },
    components: { schemas: { Out, Both: count } },
  } as unknown as OpenApiDocument;

  const found = createSpecMutants(small, { sites: 9, seed: 1 }).filter((mutant) => mutant.operator === operator);

  expect(found.map((mutant) => mutant.pointer).toSorted()).toEqual([
    "/components/schemas/Both/minimum",
    "/components/schemas/Out/properties/count/minimum",
    "/paths/~1a/post/parameters/0/schema/minimum",
  ]);
  expect(found.find((mutant) => mutant.pointer === pointer)?.bump).toBe(bump);
});

it.each(artifactMutants)("finds in $file where $name", (mutant) => {
  expect(createMutantText(mutant, findArtifact(mutant))).toBeTypeOf("string");
});

it("names an edit that matches nothing", () => {
  const stale: ArtifactMutant = {
    artifact: "client",
    name: "stale",
    folder: "",
    file: "package.json",
    from: "no such",
    to: "",
  };

  expect(() => createMutantText(stale, "")).toThrow('The mutant "stale" finds nothing to change in package.json');
});

it("catches an edit of the spec that nothing was generated from", async () => {
  const [first] = mutants;

  const gates = await caughtBy((report) => checkForgottenSpecs(first ? [first] : [], evidence, report));

  expect(gates).toEqual(["drift, agreement"]);
});

// What a provider publishes of the document: that its paths exist, and which permissions they take.
const metadata = `<Edmx Version="4.0"><DataServices><Schema Namespace="a">
  <EntityType Name="management"><NavigationProperty Name="deviceComplianceScripts" Type="Collection(a.script)" /></EntityType>
  <EntityType Name="script"><NavigationProperty Name="runSummary" Type="a.summary" /></EntityType>
  <EntityContainer Name="all"><Singleton Name="deviceManagement" Type="a.management" /></EntityContainer>
</Schema></DataServices></Edmx>`;
const upstream = { metadata: readMetadata(metadata), permissions: { permissions: {} } };

it("catches an edit of the spec that everything follows, and does not count what changes nothing", async () => {
  const chosen = ["operation renamed", "path changed"].flatMap((name) =>
    mutants.filter(({ operator }) => operator === name).slice(0, 1),
  );

  const gates = await caughtBy((report) =>
    checkFollowedSpecs(document, [...chosen, same], async () => false, upstream, report),
  );

  expect(gates).toEqual(["change control", "upstream, change control", ""]);
});

it("counts the mutants that each gate has caught, by family", () => {
  const outcomes = [["drift", "agreement"], ["drift"], []].map((gates) => ({
    family: "spec",
    mutant: "any",
    caughtBy: gates,
  }));

  expect(formatScores(outcomes)).toEqual([`${"spec".padEnd(24)}2 of 3 caught, 66 %  (drift 2, agreement 1)`]);
});
