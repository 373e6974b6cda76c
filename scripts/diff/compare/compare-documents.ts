import type { OpenApiDocument } from "@run-summary/openapi";
import type { BrokenCode } from "../callers/broken-code.ts";
import { findBrokenCode } from "../callers/find-broken-code.ts";
import { writePointers } from "../plain-document.ts";
import { type Change, createChange, createCodeChange } from "./change.ts";
import { listCompilerVerdicts } from "./compiler-verdicts.ts";
import { findConsequences } from "./consequences.ts";
import { listDifferences } from "./differences.ts";
import { inlineReferences } from "./inline-references.ts";
import { normalizeDocument } from "./normalize-document.ts";
import { listOccurrences, type Occurrence, splitPathItem } from "./occurrences.ts";
import { renameSchemes } from "./scheme-names.ts";
import { listPositions, listUnreported } from "./unreported.ts";
import { chooseVerdict } from "./verdict.ts";
import { versionBumps } from "./version-bump.ts";

export type { Change } from "./change.ts";

/** The changes from one document to another, the largest version bump first. There are none only if the documents are equal. */
export async function compareDocuments(base: OpenApiDocument, next: OpenApiDocument): Promise<Change[]> {
  return listChanges(base, next, await findBrokenCode({ base: writePointers(base), next: writePointers(next) }));
}

/**
 * The same changes, given the code of callers that no longer compiles. Without it no change is missing, but the version bump
 * of some is too small.
 */
export function listChanges(
  base: OpenApiDocument,
  next: OpenApiDocument,
  broken: readonly BrokenCode[] = [],
): Change[] {
  const documents = { base: writePointers(base), next: writePointers(next) };
  const normalizedNext = normalizeDocument(documents.next);
  const normalizedBase = renameSchemes(normalizeDocument(documents.base), normalizedNext.document);
  const normalized = [normalizedBase, normalizedNext] as const;
  const inlined = inlineReferences({ base: normalized[0].document, next: normalized[1].document });
  const all = listOccurrences(documents, normalized, inlined);
  const consequences = findConsequences(all.map((occurrence) => occurrence.inlined));
  const reported = all.map(({ original }) => original);
  const others = listUnreported(listDifferences(base, next), reported).map((difference): Occurrence => {
    const verdict = chooseVerdict(difference, "none", []);
    return { inlined: difference, original: difference, direction: "none", verdict };
  });
  const inMessages = all.filter((occurrence) => !consequences.has(occurrence.inlined)).flatMap(splitPathItem);
  const { verdicts, unexplained } = listCompilerVerdicts(inlined, [...inMessages, ...others], broken);
  const raise = (occurrence: Occurrence): Occurrence => {
    const verdict = verdicts.get(occurrence.inlined);
    return verdict === undefined ? occurrence : { ...occurrence, verdict };
  };
  const groups = Map.groupBy(inMessages.map(raise), ({ original }) => `${original.kind} ${listPositions(original)}`);
  const changes = [
    ...[...groups.values()].map((group) => createChange(group, inlined, documents)),
    ...others.map((other) => createChange([raise(other)], documents, documents)),
  ];
  // Where nothing has changed, it does not matter whether the compiler can be asked.
  if (changes.length > 0) changes.push(...unexplained.map((code) => createCodeChange(documents, code)));
  return versionBumps.flatMap((bump) => changes.filter((change) => change.bump === bump));
}
