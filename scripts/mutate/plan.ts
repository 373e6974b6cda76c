import { type Evidence, listShownFacts, listSpecFacts, omitFacts } from "@run-summary/contract-tests/agreement";
import { getValue, type OpenApiDocument, type Parameter, parsePointer, resolveReference } from "@run-summary/openapi";
import { type Shard, takeShard } from "../shared/shard.ts";
import type { ArtifactMutant } from "./artifact-mutants.ts";
import { createSpecMutants, type Sample, type SpecMutant } from "./spec-mutants.ts";

/** The mutants of each family. */
export interface MutantPlan {
  /** Of the spec: once nothing follows it, and once everything does. */
  readonly spec: readonly SpecMutant[];
  readonly mock: readonly SpecMutant[];
  readonly docs: readonly SpecMutant[];
  readonly artifacts: readonly ArtifactMutant[];
}

/**
 * The mutants of a sample. The same sample gives the same mutants in the same order, so that shards can share them out.
 *
 * @param definition the document of the built site
 */
export function planMutants(
  evidence: Evidence,
  definition: OpenApiDocument,
  artifacts: readonly ArtifactMutant[],
  sample: Sample,
): MutantPlan {
  const spec = createSpecMutants(evidence.document, sample);
  return {
    spec,
    mock: selectForMocks(spec, evidence),
    docs: selectForDocs(createSpecMutants(definition, sample), evidence, definition),
    artifacts,
  };
}

/** The mutants of a shard: its part of each family. */
export function takePlanShard({ spec, mock, docs, artifacts }: MutantPlan, shard: Shard): MutantPlan {
  return {
    spec: takeShard(spec, shard),
    mock: takeShard(mock, shard),
    docs: takeShard(docs, shard),
    artifacts: takeShard(artifacts, shard),
  };
}

// The mock behaves the same with these mutants. It does not know operationIds, and the format int32 has the same limits as the
// keywords beside it.
const unseenByMock: readonly string[] = [
  ...["operation renamed", "format dropped", "format changed"],
  ...["integer made number", "limit of the format dropped"],
];

/**
 * The mock's check of the format uuid is as strict as the pattern beside it. A parameter of a path that may be any text takes
 * what a path without the parameter takes.
 */
function isUnseenByMock({ operator, pointer }: SpecMutant, document: OpenApiDocument): boolean {
  const keys = parsePointer(pointer);
  const { format } = (getValue(document, keys.slice(0, -1)) ?? {}) as { format?: string };
  if (operator === "parameter dropped") {
    const { in: location, schema } = resolveReference<Parameter>(document, getValue(document, keys) as Parameter);
    const isAnyText = Object.keys(schema).every((keyword) => ["type", "minLength"].includes(keyword));
    return location === "path" && isAnyText;
  }
  return unseenByMock.includes(operator) || (operator.endsWith("pattern dropped") && format === "uuid");
}

/** Of each operator, the mutant that changes most facts of those that the mock shows. */
function selectForMocks(mutants: readonly SpecMutant[], evidence: Evidence): SpecMutant[] {
  const shown = listShownFacts(evidence, "mock");
  const selected = new Map<string, { mutant: SpecMutant; changes: number }>();
  for (const mutant of mutants) {
    if (mutant.bump === "patch" || isUnseenByMock(mutant, evidence.document)) continue;
    const changes = omitFacts(shown, listSpecFacts(mutant.document)).length;
    if (changes > (selected.get(mutant.operator)?.changes ?? 0)) selected.set(mutant.operator, { mutant, changes });
  }
  return [...selected.values()].map(({ mutant }) => mutant);
}

/**
 * One mutant for each kind of fact, in each kind of part, that the docs show.
 */
function selectForDocs(mutants: readonly SpecMutant[], evidence: Evidence, definition: OpenApiDocument): SpecMutant[] {
  const all = listShownFacts(evidence, "docs");
  const shown = omitFacts(all, omitFacts(all, listSpecFacts(definition)));
  const selected = new Map<string, SpecMutant>();
  for (const mutant of mutants) {
    const [change] = omitFacts(shown, listSpecFacts(mutant.document));
    if (change !== undefined) selected.set(`${change.subject[0]?.split(" ")[0]} ${change.attribute}`, mutant);
  }
  return [...selected.values()];
}
