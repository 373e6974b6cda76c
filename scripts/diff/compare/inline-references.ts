import { flatSchema, type OpenApiDocument, resolve } from "@run-summary/spec";
import { type Holds, holdsUnder, isRecord, type Keys, keysOf } from "./place.ts";

/**
 * The document as its callers meet it: in its paths each reference and `allOf` is replaced by what it says, so that a part
 * that requests and answers share stands in each of them. What refers to itself keeps its reference there.
 */
export function effectiveDocument(document: OpenApiDocument): OpenApiDocument {
  const known = effectiveDocuments.get(document) ?? effectiveOf(document);
  effectiveDocuments.set(document, known);
  return known;
}

// A release is compared with many documents where the comparison itself is tested.
const effectiveDocuments = new WeakMap<OpenApiDocument, OpenApiDocument>();

function effectiveOf(document: OpenApiDocument): OpenApiDocument {
  const inPlace = (node: unknown, holds: Holds, above: readonly string[]): unknown => {
    if (Array.isArray(node)) return node.map((item) => inPlace(item, holds, above));
    if (holds === "data" || !isRecord(node)) return node;
    if (holds === "keywords" && typeof node.$ref === "string") {
      const { $ref, ...beside } = node;
      return above.includes($ref)
        ? node
        : inPlace({ ...resolve(document, { $ref }), ...beside }, holds, [...above, $ref]);
    }
    if (holds === "keywords" && "allOf" in node) return inPlace(flatSchema(document, node), holds, above);
    const entries = Object.entries(node).map(([key, value]) => [key, inPlace(value, holdsUnder(holds, key), above)]);
    return Object.fromEntries(entries);
  };
  return { ...document, paths: inPlace(document.paths ?? {}, "names", []) as NonNullable<OpenApiDocument["paths"]> };
}

/** Where in the document a part of its effective document stands; `undefined` where there is no such part. */
export function placeInDocument(document: OpenApiDocument, keys: Keys): Keys | undefined {
  const placeBelow = (node: unknown, at: Keys, [key, ...rest]: Keys): Keys | undefined => {
    if (key === undefined) return at;
    if (typeof node !== "object" || node === null) return undefined;
    const parts = node as Record<string, unknown>;
    const own = Object.hasOwn(parts, key) ? placeBelow(parts[key], [...at, key], rest) : undefined;
    if (own !== undefined) return own;
    if (typeof parts.$ref === "string") {
      return placeBelow(resolve(document, { $ref: parts.$ref }), keysOf(parts.$ref), [key, ...rest]);
    }
    // As in the flat schema the last part of an `allOf` stands.
    const places = Object.entries(parts.allOf ?? {}).map(([index, part]) =>
      placeBelow(part, [...at, "allOf", index], [key, ...rest]),
    );
    return places.findLast((place) => place !== undefined);
  };
  return placeBelow(document, [], keys);
}
