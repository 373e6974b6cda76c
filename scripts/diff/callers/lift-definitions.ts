import { formatPointer, isRecord, type OpenApiDocument } from "@run-summary/openapi";
import { getKindBelow, type KeyKind } from "../compare/path-pattern.ts";

/**
 * The document with the schemas of each `$defs` among its components. Otherwise their names are in the types, as if values had
 * a property `$defs`.
 */
export function liftDefinitions(document: OpenApiDocument): OpenApiDocument {
  const pointers = new Map<string, string>();
  const schemas: Record<string, unknown> = {};

  const lift = (node: unknown, keys: readonly string[], kind: KeyKind): unknown => {
    if (typeof node !== "object" || node === null || kind === "data") return node;
    const mapChild = (child: unknown, key: string) => lift(child, [...keys, key], getKindBelow(kind, key));
    if (Array.isArray(node)) return node.map((child, index) => mapChild(child, String(index)));
    const { $defs, ...others } = node as { readonly $defs?: unknown };
    const hasDefinitions = kind === "keywords" && isRecord($defs);
    for (const [name, schema] of Object.entries(hasDefinitions ? $defs : {})) {
      const definition = `Definition${pointers.size}`;
      pointers.set(`#${formatPointer([...keys, "$defs", name])}`, `#/components/schemas/${definition}`);
      schemas[definition] = lift(schema, [...keys, "$defs", name], "keywords");
    }
    const entries = Object.entries(hasDefinitions ? others : node);
    return Object.fromEntries(entries.map(([key, child]) => [key, mapChild(child, key)]));
  };

  const { components, ...lifted } = lift(document, [], "keywords") as OpenApiDocument;
  if (pointers.size === 0) return document;
  const whole = { ...lifted, components: { ...components, schemas: { ...components?.schemas, ...schemas } } };
  const replace = (reference: string): string => {
    const outer = [...pointers.keys()].filter((pointer) => `${reference}/`.startsWith(`${pointer}/`));
    const longest = outer.toSorted((one, other) => other.length - one.length)[0];
    return longest === undefined ? reference : `${pointers.get(longest)}${reference.slice(longest.length)}`;
  };
  return JSON.parse(JSON.stringify(whole), (key, value) =>
    key === "$ref" && typeof value === "string" ? replace(value) : value,
  );
}
