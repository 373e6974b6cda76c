import {
  type FlatSchema,
  flattenSchema,
  type Keys,
  type OpenApiDocument,
  parsePointer,
  resolveReference,
} from "@run-summary/openapi";

/** One of the alternatives of a union. */
export interface Branch {
  /**
   * The value of a property that all alternatives require and that tells them apart, or else the number of the branch. The only
   * object or list beside scalars has no name: TypeScript does not tell it from a schema of several types.
   */
  readonly name: string | undefined;
  readonly schema: object;
}

/** A schema as the cases read it. */
export interface ReadSchema extends FlatSchema {
  /** The alternatives of `oneOf` or `anyOf`; none where the schema has fewer than two beside null. */
  readonly branches: readonly Branch[];
}

/** The flat schema. A union of one schema and null is that schema with the type null. */
export function readSchema(document: OpenApiDocument, referenced: object): ReadSchema {
  const { oneOf, anyOf, ...flat } = flattenSchema(document, referenced);
  const all = ((oneOf ?? anyOf ?? []) as object[]).map((schema) => ({ schema, read: readSchema(document, schema) }));
  if (all.length === 0) return { ...flat, branches: [] };
  const branches = all.filter(({ read }) => read.type !== "null");
  const nullTypes = branches.length < all.length ? ["null"] : [];
  const [only, ...others] = branches;
  if (only !== undefined && others.length === 0) return { ...flat, ...addNull(only.read, nullTypes) };
  const names = nameBranches(
    branches.map(({ read: { properties = {}, required = [] } }) =>
      Object.fromEntries(required.map((name) => [name, readConstant(document, properties[name])])),
    ),
  );
  const structures = branches.filter(({ read }) => read.properties !== undefined || read.items !== undefined);
  const types = branches.flatMap(({ read }) => read.type ?? []) as string[];
  return {
    ...flat,
    ...(types.length > 0 && { type: [...new Set([...types, ...nullTypes])] }),
    branches: branches.map((branch, index) => ({
      name: structures.length === 1 && structures[0] === branch ? undefined : names[index],
      schema: branch.schema,
    })),
  };
}

/** What a schema refers to. A union of one schema and null is that schema. */
export function resolveSchema(document: OpenApiDocument, referenced: object): object {
  const schema = resolveReference<FlatSchema>(document, referenced as FlatSchema);
  const all = (schema.oneOf ?? schema.anyOf ?? []) as object[];
  const [only, ...others] = all.filter((branch) => readSchema(document, branch).type !== "null");
  return only === undefined || others.length > 0 ? schema : resolveSchema(document, only);
}

/**
 * The names of the branches of a union: the values of the first property that tells them apart, or else their numbers.
 *
 * @param constants the only value of each property of a branch that has one
 */
export function nameBranches(constants: readonly Readonly<Record<string, unknown>>[]): string[] {
  const property = Object.keys(constants[0] ?? {}).find((name) => {
    const values = constants.map((branch) => branch[name]).filter((value) => value !== undefined);
    return new Set(values).size === constants.length;
  });
  return constants.map((branch, index) => `(${property === undefined ? index + 1 : branch[property]})`);
}

function addNull(schema: ReadSchema, nullTypes: readonly string[]): ReadSchema {
  if (nullTypes.length === 0) return schema;
  const { const: constant, enum: values = constant === undefined ? undefined : [constant], ...rest } = schema;
  const type = [...new Set([...[schema.type ?? []].flat(), ...nullTypes])];
  return { ...rest, type, ...(values !== undefined && { enum: [...(values as unknown[]), null] }) };
}

/** The only value of a property; `undefined` where it may have several. */
function readConstant(document: OpenApiDocument, property: object | undefined): unknown {
  const { const: constant, enum: values = [] } = flattenSchema(document, property ?? {});
  const [first, ...others] = values as unknown[];
  return constant ?? (others.length === 0 ? first : undefined);
}

/** The keys up to the first union on their way. What is wrong in a union is reported at the union, or within a branch. */
export function cutAtUnion(document: OpenApiDocument, schema: object, keys: Keys): Keys {
  const [key, ...rest] = keys;
  const {
    branches,
    properties = {},
    additionalProperties,
    unevaluatedProperties,
    items,
  } = readSchema(document, schema);
  if (key === undefined || branches.length > 0) return [];
  const named = Object.hasOwn(properties, key) ? properties[key] : undefined;
  const child = named ?? items ?? additionalProperties ?? unevaluatedProperties;
  return [key, ...(child instanceof Object ? cutAtUnion(document, child, rest) : rest)];
}

/** The keys of a pointer that begins with `/body`, without that, up to the first union on their way. */
export function cutPointer(document: OpenApiDocument, schema: object, pointer: string): Keys {
  return cutAtUnion(document, schema, parsePointer(pointer).slice(1));
}
