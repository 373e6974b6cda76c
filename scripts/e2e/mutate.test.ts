// `npm run mutate` notices an edit of a generated file.
import { type Evidence, listSpecFacts } from "@run-summary/contract-tests/agreement";
import { readBundle } from "@run-summary/spec";
import { expect, it, onTestFinished } from "vitest";
import { listApplicableMutants } from "../mutate/artifact-mutants.ts";
import { checkArtifacts } from "../mutate/families.ts";
import { copyRepository } from "../shared/repository-copy.ts";

it.each(["types", "client"])("catches an edit of the %s", async (artifact) => {
  const copy = await copyRepository();
  onTestFinished(() => copy.remove());
  const chosen = (await listApplicableMutants()).filter((mutant) => mutant.artifact === artifact).slice(0, 1);
  const document = readBundle();
  const evidence: Evidence = { document, spec: listSpecFacts(document), types: [], docs: [], results: [] };
  const gates: string[] = [];

  await checkArtifacts(chosen, copy.folder, evidence, ({ caughtBy }) => gates.push(caughtBy.join(", ")));

  expect(gates).toEqual(["agreement"]);
});
