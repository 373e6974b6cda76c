import fc from "fast-check";
import type { Shape } from "./schemas.ts";

/** Unions of the shapes. The branches of a discriminated union become components where the document is put together. */
export function createUnions(scalars: fc.Arbitrary<Shape>, objects: fc.Arbitrary<Shape>): fc.Arbitrary<Shape> {
  return fc.oneof(
    fc.record({ branch: fc.oneof(scalars, objects), keyword, isNull: fc.boolean() }).map(addNull),
    fc.record({ first: scalars, second: fc.oneof(scalars, objects), keyword }).map(joinBranches),
    fc
      .record({ first: objects, second: objects, keyword, propertyName: names, isFirst: fc.boolean() })
      .map(discriminate),
  );
}

const keyword = fc.constantFrom("oneOf", "anyOf");
const names = fc.constantFrom("kind", "@odata.kind", "a/b");

function addNull({ branch, keyword, isNull }: { branch: Shape; keyword: string; isNull: boolean }): Shape {
  const { schema, example } = branch;
  // A value that two branches of `oneOf` take is not valid.
  if ([schema.type ?? "null"].flat().includes("null")) return branch;
  const isShown = isNull && schema.type !== "object";
  return { schema: { [keyword]: [schema, { type: "null" }] }, example: isShown ? null : example };
}

function joinBranches({ first, second, keyword }: { first: Shape; second: Shape; keyword: string }): Shape {
  const types = [first, second].map(({ schema }) => (schema.type === "integer" ? "number" : schema.type));
  if (types.some((type) => typeof type !== "string") || types[0] === types[1]) return first;
  return { schema: { [keyword]: [first.schema, second.schema] }, example: second.example };
}

interface Discriminated {
  readonly first: Shape;
  readonly second: Shape;
  readonly keyword: string;
  readonly propertyName: string;
  readonly isFirst: boolean;
}

function discriminate({ first, second, keyword, propertyName, isFirst }: Discriminated): Shape {
  const [one, two] = [addConstant(first, propertyName, "#a.first"), addConstant(second, propertyName, "second")];
  const example = (isFirst ? one : two).example;
  return { schema: { [keyword]: [one.schema, two.schema], discriminator: { propertyName } }, example };
}

function addConstant({ schema, example }: Shape, name: string, value: string): Shape {
  const { properties = {}, required = [] } = schema as { properties?: object; required?: string[] };
  const constant = { type: "string", const: value, description: "The kind." };
  return {
    schema: {
      ...schema,
      type: "object",
      properties: { ...properties, [name]: constant },
      required: [...required.filter((one) => one !== name), name],
    },
    example: { ...(example as object), [name]: value },
  };
}
