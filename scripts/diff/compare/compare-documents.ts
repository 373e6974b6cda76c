import { formatPointer, type OpenApiDocument } from "@run-summary/openapi";
import { locateSource } from "@run-summary/openapi/source";
import { type Documents, describeDifference, describeLocation, describeOperations } from "./describe.ts";
import { type Difference, listDifferences } from "./differences.ts";
import { inlineReferences } from "./inline-references.ts";
import { formatPathPattern } from "./path-pattern.ts";
import { type RedoclyVerdict, runRedoclyDiff } from "./redocly-diff.ts";
import type { Direction, Verdict } from "./rules.ts";
import { listPositions, listUnreported } from "./unreported.ts";
import { chooseVerdict } from "./verdict.ts";
import { isLargerBump, type VersionBump, versionBumps } from "./version-bump.ts";

/** One change of the API's description, as its callers meet it. */
export interface Change {
  /** The operation, its part and its property. */
  readonly where: string;
  /** The old value and the new one. */
  readonly what: string;
  /** Why it breaks callers, or why it does not, in a sentence. */
  readonly why: string;
  /** Whether code that calls the API, or that uses the packages, may have to change. */
  readonly breaks: boolean;
  readonly direction: Direction;
  /** The version bump that the packages need for it. */
  readonly bump: VersionBump;
  /** The JSON pointer, with a leading `#`, into the new document; into the old one where the new one has no such part. */
  readonly pointer: string;
  /** The rule that decided it: one of Redocly's, or of `rules.ts`. */
  readonly rule: string;
}

/** The changes from one document to another, the largest version bump first. There are none only if the documents are equal. */
export async function compareDocuments(base: OpenApiDocument, next: OpenApiDocument): Promise<Change[]> {
  const inlined = inlineReferences({ base, next });
  return createChanges({ base, next }, inlined, await runRedoclyDiff(inlined.base, inlined.next));
}

/** A difference in the messages of one operation, or outside of all messages. */
interface Occurrence {
  /** In the documents without references. */
  readonly inlined: Difference;
  /** In the documents as they are, where operations share it. */
  readonly original: Difference;
  readonly direction: Direction;
  readonly verdict: Verdict;
}

/**
 * The same changes, given what Redocly says about the documents without references. Without Redocly's verdicts no change is
 * missing, but its version bump may be too small.
 */
export function listChanges(
  base: OpenApiDocument,
  next: OpenApiDocument,
  redocly: readonly RedoclyVerdict[],
): Change[] {
  const documents = { base, next };
  return createChanges(documents, inlineReferences(documents), redocly);
}

function createChanges(documents: Documents, inlined: Documents, redocly: readonly RedoclyVerdict[]): Change[] {
  const occurrences = listOccurrences(documents, inlined, redocly);
  const reported = occurrences.map(({ original }) => original);
  const others = listUnreported(listDifferences(documents.base, documents.next), reported).map(
    (difference): Occurrence => {
      const verdict = chooseVerdict(difference, "none", redocly);
      return { inlined: difference, original: difference, direction: "none", verdict };
    },
  );
  const shared = Map.groupBy(occurrences, ({ original }) => `${original.kind} ${listPositions(original)}`);
  const changes = [
    ...[...shared.values()].map((group) => createChange(group, inlined, documents)),
    ...others.map((other) => createChange([other], documents, documents)),
  ];
  return versionBumps.flatMap((bump) => changes.filter((change) => change.bump === bump));
}

function listOccurrences(
  { base, next }: Documents,
  inlined: Documents,
  redocly: readonly RedoclyVerdict[],
): Occurrence[] {
  const pickCallable = ({ servers, paths }: OpenApiDocument) => ({ servers, paths });
  return listDifferences(pickCallable(inlined.base), pickCallable(inlined.next)).map((difference) => {
    const isResponse = /^paths\/_\/\w+\/responses/.test(formatPathPattern(difference.nextKeys));
    const direction = isResponse ? "response" : "request";
    const original = {
      ...difference,
      baseKeys: findOriginalKeys(base, difference.baseKeys),
      nextKeys: findOriginalKeys(next, difference.nextKeys),
    };
    return { inlined: difference, original, direction, verdict: chooseVerdict(difference, direction, redocly) };
  });
}

function findOriginalKeys(document: OpenApiDocument, inlinedKeys: readonly string[]): readonly string[] {
  const { keys, isFound } = locateSource(document, inlinedKeys);
  return isFound ? keys : inlinedKeys;
}

function createChange(occurrences: readonly Occurrence[], inlinedDocuments: Documents, documents: Documents): Change {
  const strictest = occurrences.reduce((one, other) =>
    isLargerBump(other.verdict.bump, one.verdict.bump) ? other : one,
  );
  const { inlined, original, verdict } = strictest;
  const decisive = occurrences.filter((occurrence) => occurrence.verdict.bump === verdict.bump);
  const directions = new Set(verdict.bump === "patch" ? [] : decisive.map(({ direction }) => direction));
  const [direction = "none"] = directions;
  return {
    where:
      occurrences.length > 1
        ? `${describeLocation(documents, original)} (${describeOccurrences(occurrences, inlinedDocuments)})`
        : describeLocation(inlinedDocuments, inlined),
    what: describeDifference(original),
    why: [...new Set(decisive.map((occurrence) => occurrence.verdict.why))].join(" "),
    breaks: verdict.bump === "major",
    direction: directions.size > 1 ? "both" : direction,
    bump: verdict.bump,
    pointer: `#${formatPointer(original.kind === "removed" ? original.baseKeys : original.nextKeys)}`,
    rule: verdict.rule,
  };
}

function describeOccurrences(occurrences: readonly Occurrence[], documents: Documents): string {
  const byDirection = Map.groupBy(occurrences, ({ direction }) => (direction === "response" ? "responses" : "request"));
  const texts = [...byDirection].map(([messages, group]) => {
    const operations = new Set(group.map(({ inlined }) => describeOperations(documents, inlined)));
    return `${messages} of ${[...operations].join(", ")}`;
  });
  return texts.join("; ");
}
