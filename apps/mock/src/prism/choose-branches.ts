import { isAnnotation, mapSubschemas } from "@run-summary/openapi";

type Schema = Readonly<Record<string, unknown>>;

/**
 * Replaces each union whose branches are of different types, or require different values of one property, by a choice of the
 * branch. So only the branch that a value means says what is wrong with the value. The same values are valid. Prism removes the
 * keyword `discriminator`, which says no more than that.
 */
export function chooseBranches(schema: unknown): unknown {
  if (!isSchema(schema)) return schema;
  const inner = mapSubschemas(schema, chooseBranches);
  return createChoice(inner) ?? inner;
}

function createChoice({ oneOf, anyOf, ...rest }: Schema): Schema | undefined {
  const branches = oneOf ?? anyOf;
  const isAlone = Object.keys(rest).every((name) => isAnnotation(name) || name === "$schema");
  if (!Array.isArray(branches) || !isAlone || (oneOf !== undefined && anyOf !== undefined)) return undefined;
  const choice = createChoiceByType(branches) ?? createChoiceByValue(branches);
  return choice && { ...rest, ...choice };
}

function createChoiceByType(branches: readonly unknown[]): Schema | undefined {
  const types = branches.map((branch) => [
    ...new Set(listParts(branch).flatMap(({ type }) => (type ?? []) as string | string[])),
  ]);
  const all = types.flat().map((type) => (type === "integer" ? "number" : type));
  if (types.some((own) => own.length === 0) || new Set(all).size < all.length) return undefined;
  return { type: types.flat(), allOf: branches.map((branch, index) => createCase({ type: types[index] }, branch)) };
}

function createChoiceByValue(branches: readonly unknown[]): Schema | undefined {
  const names = listParts(branches[0]).flatMap(({ required }) => (Array.isArray(required) ? required : []));
  const name = names.find((candidate) => {
    const values = branches.map((branch) => findValue(branch, candidate));
    return !values.includes(undefined) && new Set(values).size === values.length;
  });
  if (name === undefined) return undefined;
  const values = branches.map((branch) => findValue(branch, name));
  const object = { type: "object", required: [name] };
  const cases = branches.map((branch, index) =>
    createCase({ ...object, properties: { [name]: { const: values[index] } } }, branch),
  );
  return { ...object, properties: { [name]: { enum: values } }, allOf: cases };
}

function createCase(condition: Schema, branch: unknown): Schema {
  return { if: { not: condition }, else: branch }; // an object with a property `then` would look like a promise
}

/** The only text that an object may have as a property, which is required; `undefined` where there is none. */
function findValue(branch: unknown, name: string): string | undefined {
  const parts = listParts(branch);
  const isRequired = parts.some(({ required }) => Array.isArray(required) && required.includes(name));
  const properties = parts.flatMap(({ properties }) =>
    isSchema(properties) ? listParts(Object.hasOwn(properties, name) ? properties[name] : undefined) : [],
  );
  const values = properties.map((property) => {
    const { const: constant, enum: list } = property;
    return constant ?? (Array.isArray(list) && list.length === 1 ? list[0] : undefined);
  });
  return isRequired ? values.find((value) => typeof value === "string") : undefined;
}

function listParts(schema: unknown): Schema[] {
  if (!isSchema(schema)) return [];
  const { allOf } = schema;
  return [schema, ...(Array.isArray(allOf) ? allOf.flatMap(listParts) : [])];
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
