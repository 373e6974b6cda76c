// Where a body's schema has branches, the branch that the body means says what is wrong with it.
import { expect, it } from "vitest";
import { createDocument } from "../helpers/documents.ts";
import { listErrorDetails, send, temporaryMock } from "../helpers/requests.ts";

// Without it, Prism leaves out branches that are `true` or `false`.
const jsonSchemaDialect = "https://json-schema.org/draft/2020-12/schema";

/** The violations of a body, as `/body/name: message`; none where it is valid. */
async function validate(schema: object, body: unknown, components: object = {}): Promise<string[]> {
  const title = JSON.stringify(body); // so that each test has a schema of its own: the mock compiles equal ones once
  const post = {
    requestBody: { required: true, content: { "application/json": { schema: { ...schema, title } } } },
    responses: { 204: { description: "done" }, 400: { description: "wrong" } },
  };
  const mock = await temporaryMock({
    spec: createDocument({ "/a": { post } }, { jsonSchemaDialect, components }),
  });
  const headers = { "content-type": "application/json" };
  const response = await send(`${mock.url}/a`, { method: "POST", headers, body: JSON.stringify(body) });
  if (response.status === 204) return [];
  return listErrorDetails(response);
}

const kind = (value: unknown) => ({ type: "object", required: ["kind"], properties: { kind: value } });
const cat = {
  ...kind({ const: "cat" }),
  properties: { kind: { const: "cat" }, lives: { type: "integer", maximum: 9 } },
  additionalProperties: false,
};
const dog = { allOf: [kind({ enum: ["dog"] }), { properties: { size: { type: "integer" } } }] };
const pets = { oneOf: [cat, dog], discriminator: { propertyName: "kind" } };
const lives = "/body/lives: Request body property lives must be <= 9.";
const values = { oneOf: [{ type: "integer", minimum: 5 }, { type: "string", maxLength: 2 }, { type: "null" }] };

it.each<[what: string, schema: object, body: unknown, violations: string[]]>([
  ["the value of a property", pets, { kind: "cat", lives: 9 }, []],
  ["the value of a property", pets, { kind: "cat", lives: 10 }, [lives]],
  ["the value of a property", pets, { kind: "dog", lives: 10 }, []],
  ["a part of an allOf", pets, { kind: "dog", size: "L" }, ["/body/size: Request body property size must be integer."]],
  [
    "no branch's value",
    pets,
    { kind: "cow", lives: 10 },
    ["/body/kind: Request body property kind must be equal to one of the allowed values: cat, dog."],
  ],
  ["no value", pets, {}, ["/body/kind: Request body must have required property 'kind'."]],
  [
    "no value, whatever the branches say of the rest",
    pets,
    { lives: 10 },
    ["/body/kind: Request body must have required property 'kind'."],
  ],
  ["no object", pets, "cat", ["/body: Request body must be object."]],
  ["anyOf", { anyOf: [cat, dog] }, { kind: "cat", lives: 10 }, [lives]],
  ["an annotation beside it", { ...pets, description: "A pet.", "x-a": 1 }, { kind: "cat", lives: 10 }, [lives]],
  [
    "a dialect beside it",
    { ...pets, $schema: "https://json-schema.org/draft/2020-12/schema" },
    { kind: "cat", lives: 10 },
    [lives],
  ],
  [
    "a branch in a property",
    { properties: { pet: pets } },
    { pet: { kind: "cat", lives: 10 } },
    [lives.replaceAll("lives", "pet.lives").replace("/body/pet.", "/body/pet/")],
  ],
  ["a type", values, 5, []],
  ["a type", values, 4, ["/body: Request body must be >= 5."]],
  ["a type", values, "abc", ["/body: Request body must NOT have more than 2 characters."]],
  ["a type", values, null, []],
  ["no branch's type", values, true, ["/body: Request body must be integer,string,null."]],
  [
    "a type that an allOf has",
    { anyOf: [{ allOf: [{ type: "number" }, { minimum: 5 }] }, { type: "string" }] },
    4.5,
    ["/body: Request body must be >= 5."],
  ],
  [
    "the second property that all branches require, where the first has the same value in two",
    {
      oneOf: ["a", "b"].map((letter) => ({
        type: "object",
        required: ["same", "kind"],
        properties: { same: { const: "s" }, kind: { const: letter }, size: { maximum: letter === "a" ? 1 : 2 } },
      })),
    },
    { same: "s", kind: "b", size: 3 },
    ["/body/size: Request body property size must be <= 2."],
  ],
])("%s chooses the branch: %j, %j", async (_what, schema, body, violations) => {
  expect(await validate(schema, body)).toEqual(violations);
});

const twoKinds = kind({ enum: ["fish", "cat"] });
const number = { type: "object", required: ["kind"], properties: { kind: { const: 1 } } };
const optional = { type: "object", properties: { kind: { const: "dog" }, lives: { const: 1 } } };

it.each<[what: string, schema: object, body: unknown, isValid: boolean]>([
  ["a value that two branches allow", { anyOf: [cat, twoKinds] }, { kind: "cat", lives: 10 }, true],
  ["a value that two branches allow", { oneOf: [cat, twoKinds] }, { kind: "cat" }, false],
  ["values that are no texts", { anyOf: [number, cat] }, { kind: 1 }, true],
  ["a property that a branch does not require", { anyOf: [cat, optional] }, { lives: 1 }, true],
  ["a property that a branch does not describe", { anyOf: [cat, { required: ["kind"] }] }, { kind: "cow" }, true],
  [
    "numbers, which are integers too",
    {
      anyOf: [
        { type: "integer", minimum: 5 },
        { type: "number", maximum: 3 },
      ],
    },
    2,
    true,
  ],
  ["branches without a type", { anyOf: [{ minimum: 5 }, { type: "string" }] }, true, true],
  ["a boolean in place of a branch", { anyOf: [true, { type: "string" }] }, 1, true],
  [
    "oneOf beside anyOf",
    { oneOf: [{ type: "string" }, { type: "number" }], anyOf: [{ const: "a" }, { const: 1 }] },
    2,
    false,
  ],
  [
    "oneOf beside anyOf",
    { oneOf: [{ type: "string" }, { type: "number" }], anyOf: [{ const: "a" }, { const: 1 }] },
    1,
    true,
  ],
  ["a keyword beside it", { ...values, not: { const: 7 } }, 7, false],
  ["a keyword beside it", { ...values, not: { const: 7 } }, 8, true],
  [
    "a keyword beside it, and an annotation",
    { description: "a", ...pets, required: ["lives"] },
    { kind: "cat" },
    false,
  ],
  [
    "the name of an inherited member",
    { anyOf: [{ type: "object", required: ["toString"] }, cat] },
    { toString: "a" },
    true,
  ],
  [
    "two properties, each in one branch alone",
    { anyOf: [kind({ const: "cat" }), { ...kind({}), required: ["other"] }] },
    { other: 1 },
    true,
  ],
])("%s: nothing is chosen, and the union decides: %j, %j", async (_what, schema, body, isValid) => {
  expect((await validate(schema, body)).length === 0).toBe(isValid);
});

it("a schema that refers to itself has its branches chosen, too", async () => {
  const tree = {
    oneOf: [
      { ...kind({ const: "leaf" }), properties: { kind: { const: "leaf" }, n: { type: "integer" } } },
      {
        ...kind({ const: "node" }),
        properties: {
          kind: { const: "node" },
          children: { type: "array", items: { $ref: "#/components/schemas/Tree" } },
        },
      },
    ],
  };
  const body = { kind: "node", children: [{ kind: "leaf", n: "1" }] };

  const violations = await validate({ allOf: [{ $ref: "#/components/schemas/Tree" }] }, body, {
    schemas: { Tree: tree },
  });

  expect(violations).toEqual(["/body/children/0/n: Request body property children.0.n must be integer."]);
});
