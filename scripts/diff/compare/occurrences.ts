import { getValue, httpMethods, type OpenApiDocument } from "@run-summary/openapi";
import { locateSource } from "@run-summary/openapi/source";
import type { Documents } from "./describe.ts";
import { type Difference, listDifferences } from "./differences.ts";
import type { NormalizedDocument } from "./normalize-document.ts";
import { formatPathPattern, isSentByService } from "./path-pattern.ts";
import type { Direction, Verdict } from "./rules.ts";
import { absent, listSchemaVerdicts, type MessageDirection } from "./schema-verdicts.ts";
import { chooseVerdict } from "./verdict.ts";

/** A difference in the messages of one operation, or outside of all messages. */
export interface Occurrence {
  /** In the documents without references. */
  readonly inlined: Difference;
  /** In the documents as they are, where operations share it. */
  readonly original: Difference;
  readonly direction: Direction;
  readonly verdict: Verdict;
}

/** The differences in what callers send and receive, and in how they get a token, with the verdict on each. */
export function listOccurrences(
  { base, next }: Documents,
  [normalizedBase, normalizedNext]: readonly [NormalizedDocument, NormalizedDocument],
  inlined: Documents,
): Occurrence[] {
  const pickCallable = ({ paths, webhooks, components }: OpenApiDocument) => ({
    ...{ paths, webhooks, components: { securitySchemes: components?.securitySchemes ?? {} } },
  });
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

/** One occurrence for each operation of a path that is in one of the documents only. */
export function splitPathItem(occurrence: Occurrence): Occurrence[] {
  const { inlined, original } = occurrence;
  const isPath = inlined.nextKeys.length === 2 && inlined.nextKeys[0] === "paths";
  const pathItem = inlined.kind === "added" ? inlined.to : inlined.from;
  const methods = isPath ? httpMethods.filter((method) => getValue(pathItem, [method]) !== undefined) : [];
  const pick = (difference: Difference, method: string): Difference => ({
    kind: difference.kind,
    baseKeys: [...difference.baseKeys, method],
    nextKeys: [...difference.nextKeys, method],
    from: getValue(difference.from, [method]),
    to: getValue(difference.to, [method]),
  });
  if (methods.length === 0) return [occurrence];
  return methods.map((method) => ({ ...occurrence, inlined: pick(inlined, method), original: pick(original, method) }));
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
  const [root, , , part, , , , partOfCallback] = pathPattern.split("/");
  const isInOperation = root === "paths" || root === "webhooks";
  const isResponse = isInOperation && (part === "callbacks" ? partOfCallback : part) === "responses";
  return isResponse === isSentByService(pathPattern) ? "request" : "response";
}

function findOriginalKeys(document: OpenApiDocument, inlinedKeys: readonly string[]): readonly string[] {
  const { keys, isFound } = locateSource(document, inlinedKeys);
  return isFound ? keys : inlinedKeys;
}
