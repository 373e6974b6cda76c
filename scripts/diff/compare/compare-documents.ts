import { formatPointer, getValue, type OpenApiDocument } from "@run-summary/openapi";
import { locateSource } from "@run-summary/openapi/source";
import type { BrokenCode } from "../callers/broken-code.ts";
import { findBrokenCode } from "../callers/find-broken-code.ts";
import { createCompilerVerdict, listCompilerVerdicts } from "./compiler-verdicts.ts";
import { findConsequences } from "./consequences.ts";
import { type Documents, describeDifference, describeLocation, describeOperations } from "./describe.ts";
import { type Difference, listDifferences } from "./differences.ts";
import { inlineReferences } from "./inline-references.ts";
import { type NormalizedDocument, normalizeDocument } from "./normalize-document.ts";
import { formatPathPattern } from "./path-pattern.ts";
import type { Direction, Effect, Verdict } from "./rules.ts";
import { absent, listSchemaVerdicts, type MessageDirection } from "./schema-verdicts.ts";
import { listPositions, listUnreported } from "./unreported.ts";
import { chooseVerdict } from "./verdict.ts";
import { isLargerBump, type VersionBump, versionBumps } from "./version-bump.ts";

/** One change of the API's description, as its callers meet it. */
export interface Change {
  /** The operations that it is part of, as `describeOperations` names them; none for a change outside of all operations. */
  readonly operations: readonly string[];
  /** The operation, its part and its property. */
  readonly where: string;
  /** The old value and the new one, in words. */
  readonly what: string;
  /** The old value; `undefined` for an added part. */
  readonly from: unknown;
  /** The new value; `undefined` for a removed part. */
  readonly to: unknown;
  /** Why it breaks callers, or why it does not, in a sentence. */
  readonly why: string;
  /** Whether code that calls the API, or that uses the packages, may have to change. */
  readonly breaks: boolean;
  readonly direction: Direction;
  /** What a breaking change does to callers. */
  readonly effect: Effect | undefined;
  /** The version bump that the packages need for it. */
  readonly bump: VersionBump;
  /** The JSON pointer, with a leading `#`, into the new document; into the old one where the new one has no such part. */
  readonly pointer: string;
  /** What decided it: `schema`, `compiler`, or a rule of `rules.ts`. */
  readonly rule: string;
}

/** The changes from one document to another, the largest version bump first. There are none only if the documents are equal. */
export async function compareDocuments(base: OpenApiDocument, next: OpenApiDocument): Promise<Change[]> {
  return listChanges(base, next, await findBrokenCode({ base, next }));
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
 * The same changes, given the code of callers that no longer compiles. Without it no change is missing, but the version bump
 * of some is too small.
 */
export function listChanges(
  base: OpenApiDocument,
  next: OpenApiDocument,
  broken: readonly BrokenCode[] = [],
): Change[] {
  const documents = { base, next };
  const normalized = [normalizeDocument(base), normalizeDocument(next)] as const;
  const inlined = inlineReferences({ base: normalized[0].document, next: normalized[1].document });
  const all = listOccurrences(documents, normalized, inlined);
  const consequences = findConsequences(all.map((occurrence) => occurrence.inlined));
  const reported = all.map(({ original }) => original);
  const others = listUnreported(listDifferences(base, next), reported).map((difference): Occurrence => {
    const verdict = chooseVerdict(difference, "none", []);
    return { inlined: difference, original: difference, direction: "none", verdict };
  });
  const inMessages = all.filter((occurrence) => !consequences.has(occurrence.inlined));
  const { verdicts, unexplained } = listCompilerVerdicts(inlined, [...inMessages, ...others], broken);
  const raise = (occurrence: Occurrence): Occurrence => {
    const verdict = verdicts.get(occurrence.inlined);
    return verdict === undefined ? occurrence : { ...occurrence, verdict };
  };
  const groups = Map.groupBy(inMessages.map(raise), ({ original }) => `${original.kind} ${listPositions(original)}`);
  const changes = [
    ...[...groups.values()].map((group) => createChange(group, inlined, documents)),
    ...others.map((other) => createChange([raise(other)], documents, documents)),
    ...unexplained.map((code) => createCodeChange(documents, code)),
  ];
  return versionBumps.flatMap((bump) => changes.filter((change) => change.bump === bump));
}

/** The change of code that no longer compiles, though nothing that is written explains it. */
function createCodeChange({ base }: Documents, code: BrokenCode): Change {
  const { operation, part } = code;
  const { rule, bump, why, effect } = createCompilerVerdict(code);
  const keys =
    operation === undefined
      ? ["components", "schemas", part.kind === "type" ? part.name : ""]
      : ["paths", operation.path, operation.method];
  const place =
    part.kind === "parameter" || part.kind === "type" ? part.name : part.kind === "response" ? part.status : "";
  const operationId = getValue(base, [...keys, "operationId"]);
  const name =
    typeof operationId === "string" ? operationId : operation && `${operation.method.toUpperCase()} ${operation.path}`;
  return {
    ...{ rule, bump, why, effect, breaks: true, direction: "none", from: undefined, to: undefined },
    operations: name === undefined ? [] : [name],
    where: [name, `${part.kind === "requestBody" ? "request body" : part.kind} ${place}`.trim()]
      .filter(Boolean)
      .join(" · "),
    what: "another type",
    pointer: `#${formatPointer(keys)}`,
  };
}

function listOccurrences(
  { base, next }: Documents,
  [normalizedBase, normalizedNext]: readonly [NormalizedDocument, NormalizedDocument],
  inlined: Documents,
): Occurrence[] {
  const pickCallable = ({ servers, paths, webhooks }: OpenApiDocument) => ({ servers, paths, webhooks });
  const differences = listDifferences(pickCallable(inlined.base), pickCallable(inlined.next)).filter(
    // Their order in an operation, with those of its path item, is written nowhere.
    ({ kind, nextKeys }) => !(kind === "reordered" && nextKeys.at(-1) === "parameters"),
  );
  const sources = { base: normalizedBase.document, next: normalizedNext.document };
  const verdicts = listSchemaVerdicts(inlined, sources, differences, getMessageDirection);
  const decide = (difference: Difference, direction: MessageDirection) => {
    const bySchema = verdicts.get(difference);
    if (bySchema === absent) return absent;
    const isNeeded = direction === "request" && isAlwaysSent(inlined.next, difference.nextKeys);
    return isNeeded ? alwaysSent : chooseVerdict(difference, direction, [bySchema]);
  };
  return differences.map((difference) => {
    const direction = getMessageDirection(difference);
    const original = {
      ...difference,
      baseKeys: findOriginalKeys(base, normalizedBase.findOriginalKeys(difference.baseKeys)),
      nextKeys: findOriginalKeys(next, normalizedNext.findOriginalKeys(difference.nextKeys)),
    };
    return {
      inlined: difference,
      original,
      direction,
      verdict: decide(difference, direction),
    };
  });
}

const alwaysSent: Verdict = { rule: "default", bump: "patch", why: "Each request holds a value." };

/** Whether the keys lead to the default of a parameter or a property that each request holds. */
function isAlwaysSent(document: OpenApiDocument, keys: readonly string[]): boolean {
  if (keys.at(-1) !== "default") return false;
  const [above, container, name = ""] = [keys.slice(0, -3), keys.at(-3), keys.at(-2)];
  if (container === "properties") {
    const required = getValue(document, [...above, "required"]);
    return Array.isArray(required) && required.includes(name);
  }
  return name === "schema" && getValue(document, [...keys.slice(0, -2), "required"]) === true;
}

/** Whether callers send the message that holds a difference. A callback and a webhook are sent to them. */
function getMessageDirection({ nextKeys }: Difference): MessageDirection {
  const pathPattern = formatPathPattern(nextKeys);
  const isResponse = /^(paths|webhooks)\/_\/\w+\/(callbacks\/_\/_\/\w+\/)?responses/.test(pathPattern);
  const isReversed = /^webhooks|^paths\/_\/\w+\/callbacks/.test(pathPattern);
  return isResponse === isReversed ? "request" : "response";
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
    operations: listOperationNames(occurrences, inlinedDocuments),
    where:
      occurrences.length > 1 && (original.kind === "removed" ? original.baseKeys : original.nextKeys)[0] === "paths"
        ? describeLocation(documents, original)
        : occurrences.length > 1
          ? `${describeLocation(documents, original)} (${describeOccurrences(occurrences, inlinedDocuments)})`
          : describeLocation(inlinedDocuments, inlined),
    what: describeDifference(original, isRequired(inlinedDocuments.next, inlined)),
    from: original.from,
    to: original.to,
    why: [...new Set(decisive.map((occurrence) => occurrence.verdict.why))].join(" "),
    breaks: verdict.bump === "major",
    effect: verdict.bump === "major" ? verdict.effect : undefined,
    direction: directions.size > 1 ? "both" : direction,
    bump: verdict.bump,
    pointer: `#${formatPointer(original.kind === "removed" ? original.baseKeys : original.nextKeys)}`,
    rule: verdict.rule,
  };
}

function listOperationNames(occurrences: readonly Occurrence[], documents: Documents): string[] {
  const inOperations = occurrences.filter(({ inlined }) => ["paths", "webhooks"].includes(inlined.nextKeys[0] ?? ""));
  return [...new Set(inOperations.map(({ inlined }) => describeOperations(documents, inlined)))];
}

/** Whether an added parameter, body, header or property is required. */
function isRequired(document: OpenApiDocument, { nextKeys, to }: Difference): boolean {
  const required = getValue(document, [...nextKeys.slice(0, -2), "required"]);
  const isProperty = nextKeys.at(-2) === "properties" && Array.isArray(required);
  return getValue(to, ["required"]) === true || (isProperty && required.includes(nextKeys.at(-1)));
}

function describeOccurrences(occurrences: readonly Occurrence[], documents: Documents): string {
  const byDirection = Map.groupBy(occurrences, ({ direction }) => (direction === "response" ? "responses" : "request"));
  const texts = [...byDirection].map(([messages, group]) => {
    const operations = new Set(group.map(({ inlined }) => describeOperations(documents, inlined)));
    return `${messages} of ${[...operations].join(", ")}`;
  });
  return texts.join("; ");
}
