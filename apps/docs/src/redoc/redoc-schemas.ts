import { flattenSchema, getReference, mapSubschemas, type OpenApiDocument } from "@run-summary/openapi";
import { completeKeywords } from "./complete-keywords.ts";
import { describeNulls } from "./list-nulls.ts";
import { listSchemaHolders } from "./list-schema-holders.ts";
import { addNull, findOnlyBranch } from "./nullable-union.ts";
import { showName, showNames } from "./show-names.ts";

/** Writes the schemas of a copy of the document so that what Redoc shows of them is true. */
export function rewriteSchemas(document: OpenApiDocument, copy: OpenApiDocument): void {
  const schemas: Record<string, object> = {};
  const named = Object.entries(document.components?.schemas ?? {});
  // By the reference to the schema that they add null to.
  const nullable = new Map<string, string>();

  const rewrite = (schema: object): object => {
    if (getReference(schema) !== undefined) return schema;
    const flat = hasReferences(schema) ? schema : flattenSchema(document, schema);
    const branch = findOnlyBranch(document, flat);
    if (branch === undefined) return rewriteKeywords(flat);
    const { oneOf: _, anyOf: __, ...others } = flat as Record<string, unknown>;
    const reference = getReference(branch);
    if (reference === undefined) return rewrite({ ...addNull(flattenSchema(document, branch)), ...others });
    return { ...others, $ref: `#/components/schemas/${nameNullable(reference, branch)}` };
  };
  const rewriteKeywords = (schema: object): object => {
    const inner = mapSubschemas(schema, (child) => (child instanceof Object ? rewrite(child) : child));
    return showNames({ ...completeKeywords(inner), ...describeNulls(document, schema) });
  };
  // A schema may be inside itself, so the name is known before the schema.
  const nameNullable = (reference: string, branch: object): string => {
    const known = nullable.get(reference);
    if (known !== undefined) return known;
    const title = reference.split("/").at(-1) ?? "";
    let name = `${title}OrNull`;
    while (name in schemas || named.some(([other]) => other === name)) name += "_";
    nullable.set(reference, name);
    schemas[name] = {};
    schemas[name] = rewriteKeywords(addNull({ title, ...flattenSchema(document, branch) }));
    return name;
  };

  for (const [name, schema] of named) {
    // Redoc's search does not find properties beside an `allOf`.
    const flat = flattenSchema(document, schema);
    schemas[name] =
      getReference(schema) === undefined && findOnlyBranch(document, flat) ? rewrite(flat) : rewriteKeywords(flat);
  }
  for (const holder of listSchemaHolders(copy)) {
    holder.schema = rewrite(holder.schema as object);
    if (holder.in === "query") holder.name = showName(holder.name ?? "");
  }
  Object.assign(copy, { components: { ...copy.components, schemas } });
}

/** Whether an `allOf` of the schema refers to another schema, which may lead back to this one. */
function hasReferences({ allOf = [] }: { readonly allOf?: readonly object[] }): boolean {
  return allOf.some((part) => getReference(part) !== undefined || hasReferences(part));
}
