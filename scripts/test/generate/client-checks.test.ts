import { keywordsByType, type OpenApiDocument } from "@run-summary/openapi";
import { describe, expect, it } from "vitest";
import { compileChecks } from "../../generate/compile-checks.ts";

const tree = {
  type: "object",
  properties: { children: { type: "array", items: { $ref: "#/components/schemas/Tree" } } },
};
const createBranch = (kind: string, others: object) => ({
  type: "object",
  required: ["kind", ...Object.keys(others)],
  properties: { kind: { const: kind }, ...others },
  additionalProperties: false,
});
const document = {
  openapi: "3.1.1",
  components: {
    schemas: {
      Name: { type: "string", minLength: 1, description: "A name." },
      Tree: tree,
      "a.b-c": { type: "integer" },
      a_b_c: { type: "string" },
      Daily: createBranch("daily", { hour: { type: "integer" } }),
      Weekly: createBranch("weekly", { day: { type: "string" } }),
    },
  },
} as OpenApiDocument;
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const schedules = { oneOf: [reference("Daily"), reference("Weekly")], discriminator: { propertyName: "kind" } };
const own = (name: string) => JSON.parse(`{ "${name}": 1 }`) as object; // `__proto__` becomes a property

it.each<[what: string, schema: unknown, right: unknown[], wrong: unknown[]]>([
  ["everything", true, [null, 1, {}], []],
  ["nothing", false, [], [null, 1, {}]],
  ["annotations", { description: "Anything.", "x-own": true }, [null, 1], []],
  ["unknown keywords", { type: "integer", not: { const: 1 }, "x-max": 1 }, [1], ["1"]],
  ["int32", { type: "integer", format: "int32", minimum: 0 }, [0, 2 ** 31 - 1], [-1, 2 ** 31, 0.5]],
  ["int32 beside wider limits", { type: "integer", format: "int32", maximum: 2 ** 31 }, [2 ** 31 - 1], [2 ** 31]],
  ["int32 or text", { type: ["integer", "string"], format: "int32" }, [1, "2147483648"], [2 ** 31]],
  ["limits that are left out", { type: "number", exclusiveMinimum: 0, maximum: 1 }, [0.5, 1], [0, 1.5, "1"]],
  ["decimals", { type: "number", multipleOf: 0.01 }, [19.99, 0, -0.07, 1e20], [0.001, 1.234]],
  ["multiples of very small and large numbers", { multipleOf: 0.5 }, [1e308, -1e300, "a"], [1e-300]],
  ["a format of texts", { type: "string", format: "byte" }, ["", "AA==", "AAA=", "AAAA"], ["A", "AA", "AA=", "A-=="]],
  ["a format of texts, without a type", { format: "uuid" }, [1, null], ["a"]],
  ["a format that is not known", { type: "string", format: "constructor" }, ["a"], [1]],
  ["keywords without a type", { minLength: 2, minimum: 2, minItems: 1 }, ["ab", 2, [1], {}, null], ["a", 1, []]],
  ["a type that is not known", { type: "file" }, [1, "a"], []],
  ["a pattern with code points", { type: "string", pattern: "^.\\p{L}$" }, ["😀a"], ["a", "😀1"]],
  ["a pattern that is none with the flag u", { type: "string", pattern: "^\\-$" }, ["-", "a"], [1]],
  ["null", { type: "null" }, [null], [0, ""]],
  ["null or text", { type: ["string", "null"], minLength: 1 }, [null, "a"], ["", 1]],
  ["an enumeration without null", { type: ["string", "null"], enum: ["a"] }, ["a"], [null, "b"]],
  ["a constant of a list", { const: [false] }, [[false]], [[0], false, [[false]], {}]],
  ["a constant of an object", { const: { a: 1, b: [{}] } }, [{ b: [{}], a: 1.0 }], [{ a: 1 }, { a: 1, b: [[]] }]],
  ["an enumeration of lists", { enum: [[1], null] }, [[1], null], [1, [[1]]]],
  ["a constant with the key __proto__", { const: own("__proto__") }, [own("__proto__")], [{}]],
  ["items", { type: "array", items: { type: "boolean" }, maxItems: 1 }, [[], [true]], [[1], [true, true], {}]],
  [
    "items that are equal",
    { type: "array", uniqueItems: true },
    [[1, "1", [1]]],
    [
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
    ],
  ],
  ["items after a list of items", { prefixItems: [{}], items: { type: "null" } }, [[1, null]], []],
  ["a reference", reference("Name"), ["a"], ["", 1]],
  ["a reference beside other keywords", { ...reference("Name"), maxLength: 1 }, ["a"], ["", "ab"]],
  [
    "references whose names are alike",
    { items: { anyOf: [reference("a.b-c"), reference("a_b_c")] } },
    [[1, "a"]],
    [[null]],
  ],
  ["recursion", reference("Tree"), [{ children: [{ children: [] }] }], [{ children: [{ children: 1 }] }]],
  ["required properties that every object inherits", { required: ["toString"] }, [{ toString: 1 }, 1], [{}]],
  [
    "a property __proto__",
    { properties: own("__proto__") && JSON.parse('{ "__proto__": { "type": "string" } }') },
    [{}],
    [own("__proto__")],
  ],
  ["other properties", { type: "object", additionalProperties: { type: "string" } }, [{ a: "1" }], [{ a: 1 }]],
  ["patterns of properties", { patternProperties: { a: {} }, additionalProperties: false }, [{ a: 1 }], []],
  [
    "a composed object",
    { allOf: [{ properties: { a: { type: "string" } } }, { required: ["b"] }] },
    [{ a: "1", b: 1 }, 1],
    [{ a: 1, b: 1 }, {}],
  ],
  [
    "a closed object",
    { allOf: [{ properties: { a: {} } }], properties: { b: {} }, unevaluatedProperties: false },
    [{ a: 1, b: 1 }],
    [{ c: 1 }],
  ],
  ["a closed object with a condition", { if: { properties: { a: {} } }, unevaluatedProperties: false }, [{ a: 1 }], []],
  [
    "a closed union",
    { anyOf: [{ properties: { a: { type: "string" } } }, { properties: { b: {} } }], unevaluatedProperties: false },
    [{ a: "1" }, { b: 1 }],
    [{ a: 1 }],
  ],
  ["exactly one", { oneOf: [{ type: "integer" }, { minimum: 2 }] }, [1, 2.5], [3, 1.5]],
  ["at least one", { anyOf: [{ type: "integer" }, { minimum: 2 }] }, [1, 2.5, 3], [1.5]],
  ["an object or null", { oneOf: [reference("Daily"), { type: "null" }] }, [null, { kind: "daily", hour: 1 }], [{}, 1]],
  [
    "a branch that a property names",
    schedules,
    [{ kind: "daily", hour: 1 }],
    [{ kind: "daily", day: "a" }, { kind: "a" }, [], null],
  ],
])("checks %s", async (_what, schema, right, wrong) => {
  const [check] = await compileChecks(document, [schema]);

  for (const value of right) expect(check?.(value), JSON.stringify(value)).toEqual([]);
  for (const value of wrong) expect(check?.(value), JSON.stringify(value)).not.toEqual([]);
});

describe("the violations", () => {
  it.each<[what: string, schema: unknown, value: unknown, violations: string[]]>([
    ["of the branch that a property names", schedules, { kind: "daily", hour: "1" }, ["/hour type integer"]],
    ["of the property that names no branch", schedules, { kind: "a" }, ['/kind enum ["daily","weekly"]']],
    ["of a missing property that names a branch", schedules, {}, ["/kind required"]],
    [
      "of the branches that come near",
      { anyOf: [reference("Daily"), { type: "null" }] },
      { kind: "daily" },
      ["/hour required"],
    ],
    [
      "of all branches where none comes near",
      { anyOf: [{ type: "null" }, { type: "string" }] },
      1,
      [" const null", " type string"],
    ],
    ["of a value that several branches take", { oneOf: [{}, true] }, 1, [" oneOf: 2 schemas match"]],
    ["of several parts, each once", { allOf: [reference("Name"), reference("Name")] }, 1, [" type string"]],
  ])("are those %s", async (_what, schema, value, violations) => {
    const [check] = await compileChecks(document, [schema]);

    expect(check?.(value).map(({ path, rule }) => `${path} ${rule}`)).toEqual(violations);
  });
});

it("says which reference points to nothing", async () => {
  await expect(compileChecks(document, [{ items: reference("None") }])).rejects.toThrow(
    "The reference #/components/schemas/None points to nothing in the document.",
  );
});

it("refuses for each keyword that the spec may have", async () => {
  const keywords = Object.entries(keywordsByType).flatMap(([type, names]) =>
    names.map((keyword) => ({ type, keyword })),
  );
  const values: Record<string, readonly [value: unknown, refused: unknown]> = {
    items: [{ type: "null" }, [1]],
    minItems: [1, []],
    maxItems: [0, [1]],
    uniqueItems: [true, [1, 1]],
    minimum: [1, 0],
    maximum: [1, 2],
    exclusiveMinimum: [1, 1],
    exclusiveMaximum: [1, 1],
    multipleOf: [2, 1],
    properties: [{ a: { type: "null" } }, { a: 1 }],
    required: [["a"], {}],
    additionalProperties: [false, { a: 1 }],
    unevaluatedProperties: [false, { a: 1 }],
    minLength: [1, ""],
    maxLength: [0, "a"],
    pattern: ["a", "b"],
    format: ["uuid", "a"],
  };
  const tested = keywords.filter(({ type, keyword }) => keyword !== "format" || type === "string");

  const checks = await compileChecks(
    document,
    tested.map(({ type, keyword }) => ({ type, [keyword]: values[keyword]?.[0] })),
  );

  for (const [index, { type, keyword }] of tested.entries())
    expect(checks[index]?.(values[keyword]?.[1]), `${type} ${keyword}`).not.toEqual([]);
});
