import type { OpenApiDocument } from "@run-summary/spec";
import { type Difference, differencesBetween } from "./differences.ts";
import { effectiveDocument, placeInDocument } from "./effective-document.ts";
import { pointerOf, shapeOf } from "./place.ts";
import { type RedoclyVerdict, redoclyVerdicts } from "./redocly-verdicts.ts";
import { type Direction, isLarger, type Step, type Verdict } from "./rules.ts";
import { placesOf, unreported } from "./unreported.ts";
import { verdictOn } from "./verdict.ts";
import { changeInWords, type Documents, operationsInWords, placeInWords } from "./words.ts";

/** One change of the API's description, as its callers meet it. */
export interface Change {
  /** The operation, its part and its property in words. */
  readonly where: string;
  /** What was there and what is there now. */
  readonly what: string;
  /** Why it breaks callers, or why it does not, in a sentence. */
  readonly why: string;
  /** Whether code that calls the API, or uses the packages, may have to change. */
  readonly breaks: boolean;
  /** The messages in which it matters to callers. */
  readonly direction: Direction;
  /** The version step that the packages need for it. */
  readonly step: Step;
  /** The place in the new document, or in the old one where it is gone from the new, as a JSON pointer. */
  readonly pointer: string;
  /** The rule that says so: one of Redocly's, or of `rules.ts`. */
  readonly rule: string;
}

/** The changes from one document to another, the largest first; none if, and only if, the documents are equal. */
export async function changesBetween(base: OpenApiDocument, next: OpenApiDocument): Promise<Change[]> {
  return changesFrom(base, next, await redoclyVerdicts(effectiveDocument(base), effectiveDocument(next)));
}

/** A difference in what one operation sends or answers. */
interface Usage {
  readonly difference: Difference;
  /** The same in the document, at a place that operations may share. */
  readonly inDocument: Difference;
  /** The messages that the difference is in. */
  readonly direction: Direction;
  readonly verdict: Verdict;
}

/** The same, given what Redocly says of the effective documents. Without that no change is missing; its step may be. */
export function changesFrom(
  base: OpenApiDocument,
  next: OpenApiDocument,
  redocly: readonly RedoclyVerdict[],
): Change[] {
  const documents = { base, next };
  const effective = { base: effectiveDocument(base), next: effectiveDocument(next) };
  const usages = differencesBetween(calledPart(effective.base), calledPart(effective.next)).map((difference): Usage => {
    const direction = /^paths\/_\/\w+\/responses/.test(shapeOf(difference.nextKeys)) ? "answer" : "request";
    const baseKeys = placeInDocument(base, difference.baseKeys) ?? difference.baseKeys;
    const nextKeys = placeInDocument(next, difference.nextKeys) ?? difference.nextKeys;
    const verdict = verdictOn(difference, direction, redocly);
    return { difference, inDocument: { ...difference, baseKeys, nextKeys }, direction, verdict };
  });
  const reported = usages.map(({ inDocument }) => inDocument);
  const others = unreported(differencesBetween(base, next), reported).map((difference): Usage => {
    const verdict = verdictOn(difference, "none", redocly);
    return { difference, inDocument: difference, direction: "none", verdict };
  });
  const shared = Map.groupBy(usages, ({ inDocument }) => `${inDocument.kind} ${placesOf(inDocument)}`);
  const changes = [
    ...[...shared.values()].map((group) => changeFrom(group, effective, documents)),
    ...others.map((other) => changeFrom([other], documents, documents)),
  ];
  return changes.toSorted(
    (one, other) => Number(isLarger(other.step, one.step)) - Number(isLarger(one.step, other.step)),
  );
}

function calledPart({ servers, paths }: OpenApiDocument): object {
  return { servers, paths };
}

function changeFrom(usages: readonly Usage[], effective: Documents, documents: Documents): Change {
  const strictest = usages.reduce((one, other) => (isLarger(other.verdict.step, one.verdict.step) ? other : one));
  const { difference, inDocument, verdict } = strictest;
  const asStrict = usages.filter((usage) => usage.verdict.step === verdict.step);
  const directions = new Set(verdict.step === "patch" ? [] : asStrict.map(({ direction }) => direction));
  const [direction = "none"] = directions;
  const shared = usages.length > 1 ? ` (${usagesInWords(usages, effective)})` : "";
  return {
    where: shared === "" ? placeInWords(effective, difference) : placeInWords(documents, inDocument) + shared,
    what: changeInWords(inDocument),
    why: [...new Set(asStrict.map((usage) => usage.verdict.why))].join(" "),
    breaks: verdict.step === "major",
    direction: directions.size > 1 ? "both" : direction,
    step: verdict.step,
    pointer: pointerOf(inDocument.kind === "removed" ? inDocument.baseKeys : inDocument.nextKeys),
    rule: verdict.rule,
  };
}

function usagesInWords(usages: readonly Usage[], effective: Documents): string {
  const byDirection = Map.groupBy(usages, ({ direction }) => (direction === "answer" ? "answers" : "request"));
  const texts = [...byDirection].map(([messages, group]) => {
    const operations = new Set(group.map(({ difference }) => operationsInWords(effective, difference)));
    return `${messages} of ${[...operations].join(", ")}`;
  });
  return texts.join("; ");
}
