import { getValue, isRecord, parsePointer } from "@run-summary/openapi";
import type { BrokenCode } from "../callers/broken-code.ts";
import { listReferences } from "../references.ts";
import type { Documents } from "./describe.ts";
import type { Difference } from "./differences.ts";
import { formatPathPattern } from "./path-pattern.ts";
import type { Verdict } from "./rules.ts";

/** A difference and what is said about it. */
interface Decided {
  /** In the documents without references. */
  readonly inlined: Difference;
  /** In the documents as they are. */
  readonly original: Difference;
  readonly verdict: Verdict;
}

/**
 * What the compiler says about differences that nothing else calls breaking: where it refuses code that uses a part, and no
 * difference inside the part explains it, all of them that may matter are the reason.
 *
 * @returns the verdicts, and the broken code that no difference is the reason of.
 */
export function listCompilerVerdicts(
  documents: Documents,
  decided: readonly Decided[],
  broken: readonly BrokenCode[],
): { verdicts: ReadonlyMap<Difference, Verdict>; unexplained: readonly BrokenCode[] } {
  const verdicts = new Map<Difference, Verdict>();
  const unexplained = broken.filter((code) => {
    const { part } = code;
    const components = part.kind === "type" ? listUsedSchemas(documents, part.name) : undefined;
    const inside = decided.filter((one) =>
      components ? isInComponent(one, components) : isInside(documents, one, code),
    );
    if (inside.some(({ verdict }) => verdict.bump === "major")) return false;
    const candidates = inside.filter(({ verdict }) => !meaningless.has(verdict.rule));
    const gone = candidates.filter(({ inlined }) => isGoneProperty(inlined));
    const reasons = gone.length > 0 ? gone : candidates;
    for (const { inlined } of reasons) verdicts.set(inlined, createCompilerVerdict(code));
    return reasons.length === 0;
  });
  return { verdicts, unexplained };
}

// What these rules are about is in no type.
const meaningless: ReadonlySet<string> = new Set(["documentation", "order", "deprecated", "security", "server"]);

/** Whether properties are gone, which breaks code more likely than what else has changed beside them. */
function isGoneProperty({ kind, nextKeys }: Difference): boolean {
  return kind !== "added" && /\/properties(\/_)?$/.test(formatPathPattern(nextKeys));
}

/** The verdict on a difference that breaks code. */
export function createCompilerVerdict({ part, reason }: BrokenCode): Verdict {
  const why =
    part.kind === "document"
      ? `It cannot be told whether code of callers compiles, since one of the documents has no types: ${reason}`
      : `The compiler says: ${reason}`;
  return { rule: "compiler", bump: "major", effect: "does not compile", why };
}

/** The schemas that a component's type is made of: itself, and all that it refers to in one of the documents. */
function listUsedSchemas({ base, next }: Documents, name: string): ReadonlySet<string> {
  const used = new Set([name]);
  for (const one of used) {
    const schemas = [base, next].map(({ components }) => components?.schemas?.[one]);
    for (const [, kind, target] of schemas.flatMap(listReferences).map(parsePointer)) {
      if (kind === "schemas" && target !== undefined) used.add(target);
    }
  }
  return used;
}

function isInComponent({ original }: Decided, names: ReadonlySet<string>): boolean {
  const [components, kind, name = ""] = original.kind === "added" ? original.nextKeys : original.baseKeys;
  return components === "components" && kind === "schemas" && names.has(name);
}

function isInside(documents: Documents, { inlined }: Decided, { operation, part }: BrokenCode): boolean {
  const { baseKeys, nextKeys } = inlined;
  if (operation === undefined || baseKeys[0] !== "paths" || baseKeys[1] !== operation.path) return false;
  const isOfOperation = baseKeys.length === 2 || baseKeys[2] === operation.method;
  if (part.kind === "operation" || !isOfOperation || baseKeys.length <= 3) return isOfOperation;
  const [container] = baseKeys.slice(3);
  switch (part.kind) {
    case "parameter":
      return container === "parameters" && isParameter(documents, inlined, part);
    case "requestBody":
      return container === "requestBody" && isOfMediaType([baseKeys[5], nextKeys[5]], part.mediaType);
    case "response":
      return (
        container === "responses" &&
        [baseKeys[4], nextKeys[4]].includes(part.status) &&
        isOfMediaType([baseKeys[6], nextKeys[6]], part.mediaType)
      );
    case "type":
    case "document":
      return false;
  }
}

function isOfMediaType(keys: readonly (string | undefined)[], mediaType: string | undefined): boolean {
  return mediaType === undefined || keys.includes(undefined) || keys.includes(mediaType);
}

function isParameter(
  { base, next }: Documents,
  { kind, baseKeys, nextKeys }: Difference,
  { in: location, name }: { readonly in: string; readonly name: string },
): boolean {
  const sides = [
    kind === "added" ? undefined : getValue(base, baseKeys.slice(0, 5)),
    getValue(next, nextKeys.slice(0, 5)),
  ];
  return sides.some((parameter) => isRecord(parameter) && parameter.in === location && parameter.name === name);
}
