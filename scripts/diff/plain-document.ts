import {
  formatPointer,
  getReference,
  getValue,
  isRecord,
  type OpenApiDocument,
  parsePointer,
} from "@run-summary/openapi";
import type { Parts } from "./compare/differences.ts";
import { getKindBelow, type KeyKind } from "./compare/path-pattern.ts";

/** The JSON pointers that the names of a document's schemas stand for. */
interface Names {
  /** By the address that an `$id` gives to a schema. */
  readonly resources: Map<string, string>;
  /** By the address of the schema around them, and `#`. */
  readonly anchors: Map<string, string>;
  readonly dynamicAnchors: Map<string, readonly string[]>;
}

const root = "https://document.invalid/";

/**
 * The document with a JSON pointer in each reference and in each discriminator's mapping: where it has the name of a schema,
 * an `$anchor`, an address that is relative to an `$id`, or a `$dynamicAnchor` that only one schema has. Where several have
 * it, `$dynamicRef` is a list of references to them, which is compared as a whole.
 */
export function writePointers(document: OpenApiDocument): OpenApiDocument {
  const names: Names = { resources: new Map([[root, ""]]), anchors: new Map(), dynamicAnchors: new Map() };
  collectNames(document, [], "keywords", root, names);

  const rewrite = (node: unknown, kind: KeyKind, above: string, key: string): unknown => {
    if (typeof node !== "object" || node === null) return node;
    if (kind === "data") return key === "mapping" ? rewriteMapping(document, node) : node;
    const base = kind === "keywords" ? getBase(node, above) : above;
    const mapChild = (child: unknown, name: string) => rewrite(child, getKindBelow(kind, name), base, name);
    if (Array.isArray(node)) return node.map((child, index) => mapChild(child, String(index)));
    const entries = Object.entries(kind === "keywords" ? omitNames(node) : node);
    const rewritten = Object.fromEntries(entries.map(([name, child]) => [name, mapChild(child, name)]));
    return resolveNames(document, rewritten, base, names);
  };
  return rewrite(document, "keywords", root, "") as OpenApiDocument;
}

/** The part without the names of schemas, and without the extensions among its paths or responses. */
function omitNames(node: object): Parts {
  const { $id, $anchor, $dynamicAnchor, ...others } = node as Parts;
  const isOwn = ([name]: [string, unknown]) => !name.startsWith("x-");
  const parts = Object.entries(others).map(([key, part]): [string, unknown] => [
    key,
    ["paths", "responses"].includes(key) && isRecord(part)
      ? Object.fromEntries(Object.entries(part).filter(isOwn))
      : part,
  ]);
  return Object.fromEntries(parts);
}

/** A name in a discriminator's mapping stands for the schema component of this name. */
function rewriteMapping({ components }: OpenApiDocument, mapping: object): Parts {
  const isSchema = (target: unknown) => typeof target === "string" && Object.hasOwn(components?.schemas ?? {}, target);
  const entries = Object.entries(mapping);
  return Object.fromEntries(
    entries.map(([value, target]) => [
      value,
      isSchema(target) ? `#${formatPointer(["components", "schemas", target])}` : target,
    ]),
  );
}

function getBase(node: object, above: string): string {
  const { $id } = node as Parts;
  return typeof $id === "string" ? resolveAddress($id, above) : above;
}

function resolveAddress(reference: string, base: string): string {
  const [address = ""] = reference.split("#");
  return URL.parse(address, base)?.href ?? address;
}

function collectNames(node: unknown, keys: readonly string[], kind: KeyKind, above: string, names: Names): void {
  if (typeof node !== "object" || node === null || kind === "data") return;
  const base = kind === "keywords" ? getBase(node, above) : above;
  const { $anchor, $dynamicAnchor } = (kind === "keywords" ? node : {}) as Parts;
  if (base !== above) names.resources.set(base, formatPointer(keys));
  for (const anchor of [$anchor, $dynamicAnchor]) {
    if (typeof anchor === "string") names.anchors.set(`${base}#${anchor}`, `#${formatPointer(keys)}`);
  }
  if (typeof $dynamicAnchor === "string") {
    const others = names.dynamicAnchors.get($dynamicAnchor) ?? [];
    names.dynamicAnchors.set($dynamicAnchor, [...others, `#${formatPointer(keys)}`]);
  }
  for (const [key, child] of Object.entries(node)) {
    collectNames(child, [...keys, key], getKindBelow(kind, key), base, names);
  }
}

function resolveNames(document: OpenApiDocument, node: Parts, base: string, names: Names): Parts {
  const reference = getReference(node);
  if (reference !== undefined) return { ...node, $ref: findPointer(document, reference, base, names) ?? reference };
  const { $dynamicRef, ...others } = node;
  if (typeof $dynamicRef !== "string") return node;
  const candidates = names.dynamicAnchors.get($dynamicRef.split("#")[1] ?? "") ?? [];
  const single = candidates.length > 1 ? undefined : findPointer(document, $dynamicRef, base, names);
  if (single !== undefined) return { ...others, $ref: single };
  return candidates.length === 0 ? node : { ...others, $dynamicRef: candidates.map(($ref) => ({ $ref })) };
}

function findPointer(document: OpenApiDocument, reference: string, base: string, names: Names): string | undefined {
  const address = resolveAddress(reference, base);
  const fragment = decode(reference.split("#")[1] ?? "");
  const anchor = names.anchors.get(`${address}#${fragment}`);
  if (anchor !== undefined) return anchor;
  if (fragment !== "" && !fragment.startsWith("/")) return undefined;
  // Below an `$id`, many write a pointer from the root of the document all the same.
  const resources = [names.resources.get(address), ...(reference.startsWith("#") ? [""] : [])];
  const pointers = resources.flatMap((resource) => (resource === undefined ? [] : [`${resource}${fragment}`]));
  const found = pointers.find((pointer) => getValue(document, parsePointer(pointer)) !== undefined);
  return found === undefined ? undefined : `#${found}`;
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
