import { expect, it } from "vitest";
import { lintDocument } from "../lint-document.ts";

const rule = "run-summary/supported-unions";

const cat = {
  type: "object",
  required: ["kind"],
  properties: { kind: { const: "cat" }, lives: { type: "integer" } },
};
const dog = { allOf: [{ $ref: "#/components/schemas/Animal" }], properties: { kind: { enum: ["dog"] } } };
const animal = { type: "object", required: ["kind"], properties: { kind: { type: "string" } } };
const branches = [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }];
const mapping = { cat: "#/components/schemas/Cat", dog: "#/components/schemas/Dog" };

function lintSchema(schema: object, schemas: object = {}): Promise<string[]> {
  const content = { "application/json": { schema } };
  return lintDocument(
    {
      paths: { "/": { get: { responses: { 200: { description: "", content } } } } },
      components: { schemas: { Animal: animal, Cat: cat, Dog: dog, ...schemas } },
    },
    rule,
  );
}

it.each([
  ["branches of any kind", { anyOf: [{ type: "string" }, { type: "integer" }] }],
  ["a schema or null", { oneOf: [{ $ref: "#/components/schemas/Cat" }, { type: "null" }], description: "A cat." }],
  ["a union with a discriminator, or null", { anyOf: [{ $ref: "#/components/schemas/Pet" }, { type: "null" }] }],
  ["a discriminator", { oneOf: branches, discriminator: { propertyName: "kind", mapping } }],
])("accepts %s", async (_name, schema) => {
  const pet = { oneOf: branches, discriminator: { propertyName: "kind", mapping } };

  expect(await lintSchema(schema, { Pet: pet })).toEqual([]);
});

it.each([
  [
    "a keyword beside the branches",
    { oneOf: branches, type: "object" },
    "`type` beside `oneOf` is not supported. Write it into each branch.",
  ],
  [
    "a discriminator inside oneOf",
    { oneOf: [{ $ref: "#/components/schemas/Pet" }, { type: "null" }] },
    "so that `null` matches two branches. Write `anyOf` in place of `oneOf`.",
  ],
  ["a union inside allOf", { allOf: [{ anyOf: branches }] }, "The client cannot merge `anyOf` with the other parts"],
  [
    "a discriminator without branches",
    { type: "object", discriminator: { propertyName: "kind" } },
    "The discriminator has no branches to choose from. Write `oneOf` beside it",
  ],
  [
    "a discriminator without its mapping",
    { oneOf: branches, discriminator: { propertyName: "kind" } },
    'Write `"cat": #/components/schemas/Cat` into `mapping`.',
  ],
  [
    "a mapping to the wrong branch",
    {
      oneOf: branches,
      discriminator: { propertyName: "kind", mapping: { dog: mapping.cat, cat: mapping.dog } },
    },
    'Write `"dog": #/components/schemas/Dog` into `mapping`.',
  ],
  [
    "a mapping to another schema",
    {
      oneOf: branches,
      discriminator: { propertyName: "kind", mapping: { ...mapping, cow: "#/components/schemas/Animal" } },
    },
    "`mapping` has values of no branch. Remove them.",
  ],
  [
    "a branch whose value is not required",
    {
      oneOf: [{ $ref: "#/components/schemas/Fish" }],
      discriminator: { propertyName: "kind", mapping: { fish: "#/components/schemas/Fish" } },
    },
    "is a `$ref` to an object that requires `kind` and has a `const` for it.",
  ],
  [
    "a branch without a name",
    { oneOf: [cat], discriminator: { propertyName: "kind", mapping: {} } },
    "is a `$ref` to an object that requires `kind` and has a `const` for it.",
  ],
])("refuses %s", async (_name, schema, problem) => {
  const fish = { type: "object", properties: { kind: { const: "fish" } } };

  const pet = { oneOf: branches, discriminator: { propertyName: "kind", mapping } };

  expect(await lintSchema(schema, { Fish: fish, Pet: pet })).toContainEqual(expect.stringContaining(problem));
});

it("refuses the branches of a parameter", async () => {
  const parameters = [{ name: "a", in: "query", schema: { oneOf: [{ type: "string" }, { type: "integer" }] } }];

  expect(await lintDocument({ paths: { "/": { get: { parameters, responses: {} } } } }, rule)).toEqual([
    expect.stringContaining("A text has no type, so that nobody knows which branch of `oneOf` is meant."),
  ]);
});
