// The keywords of JSON Schema that hold a map of schemas, and those that hold one schema or a list of schemas.
const schemaMaps = new Set(["$defs", "dependentSchemas", "patternProperties", "properties"]);
const schemaHolders = new Set([
  ...["additionalProperties", "allOf", "anyOf", "contains", "else", "if", "items", "not", "oneOf", "prefixItems"],
  ...["propertyNames", "then", "unevaluatedItems", "unevaluatedProperties"],
]);

/** A schema directly inside another one. */
export interface Subschema {
  /** The keys that lead to it from the outer schema. */
  readonly keys: readonly string[];
  readonly schema: object;
}

/** The schemas directly inside a schema. The schemas `true` and `false` are left out. */
export function listSubschemas(schema: object): Subschema[] {
  return Object.entries(schema)
    .flatMap(([keyword, value]): { keys: string[]; schema: unknown }[] => {
      if (schemaMaps.has(keyword)) {
        return Object.entries(value as object).map(([name, child]) => ({ keys: [keyword, name], schema: child }));
      }
      if (!schemaHolders.has(keyword)) return [];
      if (!Array.isArray(value)) return [{ keys: [keyword], schema: value }];
      return value.map((child, index) => ({ keys: [keyword, String(index)], schema: child }));
    })
    .filter(
      (entry): entry is Subschema & { keys: string[] } => typeof entry.schema === "object" && entry.schema !== null,
    );
}

/**
 * The schema with another value in place of each schema inside it, also of the schemas `true` and `false`.
 *
 * @param map gets a schema and the keyword that holds it
 */
export function mapSubschemas(
  schema: object,
  map: (child: unknown, keyword: string) => unknown,
): Record<string, unknown> {
  const entries = Object.entries(schema).map(([keyword, value]): [string, unknown] => {
    const mapChild = (child: unknown) => map(child, keyword);
    if (schemaHolders.has(keyword)) return [keyword, Array.isArray(value) ? value.map(mapChild) : mapChild(value)];
    if (!schemaMaps.has(keyword)) return [keyword, value];
    const children = Object.entries(value as object).map(([name, child]) => [name, mapChild(child)]);
    return [keyword, Object.fromEntries(children)];
  });
  return Object.fromEntries(entries);
}
