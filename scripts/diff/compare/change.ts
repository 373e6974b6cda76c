import { formatPointer, getValue, type OpenApiDocument } from "@run-summary/openapi";
import type { BrokenCode } from "../callers/broken-code.ts";
import { createCompilerVerdict } from "./compiler-verdicts.ts";
import { type Documents, describeDifference, describeLocation, describeOperations, nameOperation } from "./describe.ts";
import type { Difference } from "./differences.ts";
import type { Occurrence } from "./occurrences.ts";
import type { Direction, Effect } from "./rules.ts";
import { isLargerBump, type VersionBump } from "./version-bump.ts";

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

/** The change that a difference is, which may be in the messages of several operations. */
export function createChange(
  occurrences: readonly Occurrence[],
  inlinedDocuments: Documents,
  documents: Documents,
): Change {
  const strictest = occurrences.reduce((one, other) =>
    isLargerBump(other.verdict.bump, one.verdict.bump) ? other : one,
  );
  const { inlined, original, verdict } = strictest;
  const decisive = occurrences.filter((occurrence) => occurrence.verdict.bump === verdict.bump);
  const directions = new Set(verdict.bump === "patch" ? [] : decisive.map(({ direction }) => direction));
  const [direction = "none"] = directions;
  const keys = original.kind === "removed" ? original.baseKeys : original.nextKeys;
  return {
    operations: listOperationNames(occurrences, inlinedDocuments),
    where:
      occurrences.length === 1
        ? describeLocation(inlinedDocuments, inlined)
        : [describeLocation(documents, original), ...describeMessages(keys, occurrences, inlinedDocuments)].join(" "),
    what: describeDifference(original, isRequired(inlinedDocuments.next, inlined)),
    from: original.from,
    to: original.to,
    why: [...new Set(decisive.map((occurrence) => occurrence.verdict.why))].join(" "),
    breaks: verdict.bump === "major",
    effect: verdict.bump === "major" ? verdict.effect : undefined,
    direction: directions.size > 1 ? "both" : direction,
    bump: verdict.bump,
    pointer: `#${formatPointer(keys)}`,
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

/** The messages that share a component, in brackets; nothing for a part of a path, which names its operations itself, and a server. */
function describeMessages(
  [top]: readonly string[],
  occurrences: readonly Occurrence[],
  documents: Documents,
): string[] {
  if (top === "paths" || top === "servers") return [];
  const byDirection = Map.groupBy(occurrences, ({ direction }) => (direction === "response" ? "responses" : "request"));
  const texts = [...byDirection].map(([messages, group]) => {
    const operations = new Set(group.map(({ inlined }) => describeOperations(documents, inlined)));
    return `${messages} of ${[...operations].join(", ")}`;
  });
  return [`(${texts.join("; ")})`];
}

/** The change of code that no longer compiles, though nothing that is written explains it. */
export function createCodeChange({ base }: Documents, code: BrokenCode): Change {
  const { operation, part } = code;
  const { rule, bump, why, effect } = createCompilerVerdict(code);
  const operations = operation === undefined ? [] : [nameOperation(base, operation.path, operation.method)];
  return {
    ...{ rule, bump, why, effect, breaks: true, direction: "none", from: undefined, to: undefined },
    operations,
    where: [...operations, describeCodePart(part)].join(" · "),
    what: part.kind === "document" ? "no types" : "another type",
    pointer: `#${formatPointer(locateCode(code))}`,
  };
}

function describeCodePart(part: BrokenCode["part"]): string {
  switch (part.kind) {
    case "parameter":
    case "type":
      return `${part.kind} ${part.name}`;
    case "response":
      return `response ${part.status}`;
    case "requestBody":
      return "request body";
    default:
      return part.kind;
  }
}

function locateCode({ operation, part }: BrokenCode): string[] {
  if (operation !== undefined) return ["paths", operation.path, operation.method];
  return part.kind === "type" ? ["components", "schemas", part.name] : [];
}
