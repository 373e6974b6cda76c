import { describe, expect, it } from "vitest";
import type { Mock } from "../../src/index.ts";
import { createDocument } from "../helpers/documents.ts";
import { send, temporaryMock } from "../helpers/requests.ts";

const responses = { 200: { description: "done" } };

/** Starts a mock of an operation whose body is an object with a `value` of the schema. */
async function serveValue(schema: unknown, rest: object = { openapi: "3.0.3" }): Promise<Mock> {
  const body = { type: "object", properties: { value: schema } };
  const requestBody = { content: { "application/json": { schema: body } } };
  const mock = await temporaryMock({ spec: createDocument({ "/a": { post: { requestBody, responses } } }, rest) });
  expect(mock.problems).toEqual([]);
  return mock;
}

async function post(mock: Mock, body: unknown): Promise<number> {
  const headers = { "content-type": "application/json" };
  return (await send(`${mock.url}/a`, { method: "POST", headers, body: JSON.stringify(body) })).status;
}

const name = { type: "object", required: ["name"], properties: { name: { type: "string" } } };

describe("a schema of another document", () => {
  it("has each value of its enum in a message, null too", async () => {
    const mock = await serveValue({ nullable: true, enum: ["a", 1] });

    await post(mock, { value: "b" });

    const [violation] = mock.requests[0]?.violations ?? [];
    expect(violation?.message).toMatch(/one of the allowed values: a, 1, null\.$/);
  });

  it.each<[string, unknown, unknown[], unknown[]]>([
    ["nullable with a type", { type: "string", nullable: true }, ["a", null], [1]],
    ["nullable: false with a type", { type: "string", nullable: false }, ["a"], [null]],
    ["nullable beside allOf", { nullable: true, allOf: [name] }, [{ name: "a" }, null], [{}, 1]],
    ["nullable beside oneOf", { nullable: true, oneOf: [name, { type: "integer" }] }, [1, null], [{}, "a"]],
    ["nullable beside anyOf", { nullable: true, anyOf: [name, { type: "integer" }] }, [1, null], [{}, "a"]],
    ["nullable beside not", { nullable: true, not: { enum: [null, "a"] } }, [1, null], ["a"]],
    ["nullable: false beside allOf", { nullable: false, allOf: [name] }, [{ name: "a" }], [{}, null]],
    ["nullable alone", { nullable: true }, [1, null], []],
    ["nullable with an enum that has null", { type: "string", nullable: true, enum: ["a", null] }, ["a", null], ["b"]],
    ["nullable with an enum and no type", { nullable: true, enum: ["a"] }, ["a", null], ["b"]],
    ["an enum that repeats a value", { enum: ["a", "b", "a"] }, ["a", "b"], ["c"]],
    ["required that repeats a name", { ...name, required: ["name", "name"] }, [{ name: "a" }], [{}]],
    ["required as in draft 03", { properties: { a: { type: "string", required: true } } }, [{ a: "a" }], [{ a: 1 }]],
    ["a boolean exclusiveMinimum", { type: "integer", minimum: 1, exclusiveMinimum: true }, [2], [1]],
    ["an exclusiveMinimum of nothing", { type: "integer", exclusiveMinimum: true }, [1], ["a"]],
    ["a boolean exclusiveMaximum", { type: "integer", maximum: 1, exclusiveMaximum: true }, [0], [1]],
    ["exclusiveMaximum: false", { type: "integer", maximum: 1, exclusiveMaximum: false }, [1], [2]],
    ["an empty allOf", { type: "string", allOf: [], anyOf: [], oneOf: [] }, ["a"], [1]],
    ["keywords without a value", { type: "string", pattern: null, enum: null, maxLength: 1 }, ["a"], ["ab"]],
    ["a property without a value", { properties: { a: null, b: { type: "string" } } }, [{ a: 1 }], [{ b: 1 }]],
    ["a title that is a number", { type: "string", title: 404, description: 1 }, ["a"], [1]],
    ["a comment that is a number", { type: "string", $comment: 1 }, ["a"], [1]],
    ["a readOnly that is no boolean", { type: "string", readOnly: "true" }, ["a"], [1]],
    ["a writeOnly that is no boolean", { type: "string", writeOnly: "true" }, ["a"], [1]],
    ["a map of examples", { type: "string", examples: { a: { value: "a" } } }, ["a"], [1]],
    ["the type file", { type: "file" }, ["a"], [1]],
    ["an unknown format", { type: "string", format: "colour" }, ["a"], [1]],
    ["an id", { type: "string", id: "text", maxLength: 1 }, ["a"], ["ab"]],
    ["a discriminator", { oneOf: [name], discriminator: { propertyName: "name" } }, [{ name: "a" }], [{}]],
    ["keywords of its own", { type: "string", "x-own": { type: "bad" }, unit: "kg" }, ["a"], [1]],
    ["a pattern with a needless escape", { type: "string", pattern: "^[\\w\\-]+\\-\\@\\_$" }, ["a-b-@_"], ["a"]],
    ["a pattern with plain braces", { type: "string", pattern: "^(?:{\\d{2}})$" }, ["{12}"], ["12", "{1}"]],
    ["a pattern with plain braces and ranges", { pattern: "^{\\d{2,12}}$" }, ["{12}", `{${"1".repeat(12)}}`], ["{1}"]],
    ["a pattern with plain braces and a count", { pattern: "^{\\d{10}a{1,}}$" }, ["{1234567890aa}"], ["{1}", "{1a}"]],
    ["a pattern with a class of Unicode", { type: "string", pattern: "^\\p{Lu}\\-$" }, ["Ä-"], ["ä-"]],
  ])("with %s is validated", async (_what, schema, right, wrong) => {
    const mock = await serveValue(schema);

    for (const value of right) expect([value, await post(mock, { value })]).toEqual([value, 200]);
    for (const value of wrong) expect([value, await post(mock, { value })]).toEqual([value, 400]);
  });

  it("that refers to itself is validated, with the rules of OpenAPI 3.0", async () => {
    const node = {
      type: "object",
      properties: {
        next: { $ref: "#/components/schemas/Node" },
        maybe: { nullable: true, allOf: [{ $ref: "#/components/schemas/Node" }] },
        never: { type: "object", nullable: true, allOf: [name] },
        other: { nullable: true, $ref: "#/components/schemas/Node" },
        count: { type: "integer", minimum: 1, exclusiveMinimum: true, nullable: true },
        kind: { type: "string", nullable: true, enum: ["a", null] },
        share: { type: "number", maximum: 1, exclusiveMaximum: true },
        whole: { type: "integer", maximum: 1, exclusiveMaximum: false, exclusiveMinimum: true },
      },
    };
    const components = { schemas: { Node: node } };
    const mock = await serveValue({ $ref: "#/components/schemas/Node" }, { openapi: "3.0.3", components });

    const good = { next: { next: { maybe: null, count: null, kind: null } }, count: 2 };
    expect(await post(mock, { value: good })).toBe(200);
    expect(await post(mock, { value: { next: { next: { other: null, never: { name: "a" } } } } })).toBe(200);
    expect(await post(mock, { value: { next: { next: { never: null } } } })).toBe(400);
    expect(await post(mock, { value: { next: { next: { share: 0.5, whole: 1 } } } })).toBe(200);
    expect(await post(mock, { value: { next: { next: { share: 1 } } } })).toBe(400);
    expect(await post(mock, { value: { next: { next: { whole: 2 } } } })).toBe(400);
    expect(await post(mock, { value: { next: { next: { next: { count: 1 } } } } })).toBe(400);
    expect(await post(mock, { value: { next: { next: { next: { kind: "b" } } } } })).toBe(400);
  });

  it("has its pattern in a message as it is, where it is none with the flag of Unicode", async () => {
    const requestBody = { content: { "application/json": { schema: { type: "string", pattern: "\\c\\-" } } } };
    const mock = await temporaryMock({ spec: createDocument({ "/a": { post: { requestBody, responses } } }) });

    expect(mock.problems).toEqual([expect.stringContaining("/\\c\\-/")]);
  });

  it("that refers to itself and does not compile is named by its place", async () => {
    const node = { properties: { next: { $ref: "#/components/schemas/Node" }, text: { pattern: "(" } } };
    const components = { schemas: { Node: node } };
    const content = { "application/json": { schema: { $ref: "#/components/schemas/Node" } } };
    const paths = { "/a": { get: { responses: { 200: { description: "a", content } } } } };
    const mock = await temporaryMock({ spec: createDocument(paths, { components }) });

    expect(mock.problems).toEqual([
      expect.stringMatching(/^the document#\/components\/schemas\/Node\/properties\/text\/pattern: /),
    ]);
  });
});

describe("a schema of OpenAPI 3.1", () => {
  const dialects = [undefined, "https://spec.openapis.org/oas/3.1/dialect/base", "http://a.example/dialect"];

  it.each(dialects)("is validated where the dialect is %s", async (jsonSchemaDialect) => {
    const mock = await serveValue({ type: ["string", "null"], maxLength: 1 }, { jsonSchemaDialect });

    expect(await post(mock, { value: null })).toBe(200);
    expect(await post(mock, { value: "ab" })).toBe(400);
  });

  const draft07 = "http://json-schema.org/draft-07/schema#";
  const draft2019 = "https://json-schema.org/draft/2019-09/schema";
  const draft2020 = "https://json-schema.org/draft/2020-12/schema";

  it.each([
    ["none", undefined],
    ["draft 07", draft07],
    ["draft 07 without its empty fragment", draft07.slice(0, -1)],
    ["draft 2019-09", draft2019],
    ["an unknown one", "http://a.example/dialect"],
  ])("has a list of items where the dialect is %s", async (_what, jsonSchemaDialect) => {
    const mock = await serveValue({ type: "array", items: [{ type: "integer" }] }, { jsonSchemaDialect });

    expect(await post(mock, { value: [1, "a"] })).toBe(200);
    expect(await post(mock, { value: ["a"] })).toBe(400);
  });

  it.each([
    ["draft 2020-12", draft2020],
    ["that of OpenAPI 3.1", "https://spec.openapis.org/oas/3.1/dialect/base"],
  ])("has no list of items where the dialect is %s", async (_what, jsonSchemaDialect) => {
    const schema = { type: "array", items: [{ type: "integer" }] };
    const requestBody = { content: { "application/json": { schema } } };
    const spec = createDocument({ "/a": { post: { requestBody, responses } } }, { jsonSchemaDialect });

    expect((await temporaryMock({ spec })).problems).toEqual([
      expect.stringMatching(/\/schema\/items: schema is invalid: /),
    ]);
  });

  it("has a list of items and a newer keyword in draft 2019-09", async () => {
    const schema = { type: "array", items: [{}], contains: { const: 1 }, minContains: 2 };
    const mock = await serveValue(schema, { jsonSchemaDialect: draft2019 });

    expect(await post(mock, { value: [1, 1] })).toBe(200);
    expect(await post(mock, { value: [1] })).toBe(400);
  });

  it("has a newer keyword in draft 07", async () => {
    const schema = { type: "array", prefixItems: [{ type: "integer" }] };
    const mock = await serveValue(schema, { jsonSchemaDialect: draft07 });

    expect(await post(mock, { value: [1] })).toBe(200);
    expect(await post(mock, { value: ["a"] })).toBe(400);
  });

  it.each<[string, object, unknown, unknown]>([
    ["unevaluatedProperties", { properties: { a: {} }, unevaluatedProperties: false }, { a: 1 }, { b: 1 }],
    ["prefixItems", { type: "array", prefixItems: [{ type: "string" }] }, ["a"], [1]],
    ["dependentRequired", { dependentRequired: { a: ["b"] } }, { a: 1, b: 1 }, { a: 1 }],
    ["$dynamicRef", { $defs: { a: { $dynamicAnchor: "a", type: "integer" } }, $dynamicRef: "#a" }, 1, "1"],
    ["minContains", { type: "array", contains: { const: 1 }, minContains: 2 }, [1, 1], [1]],
  ])("has %s without a dialect", async (_keyword, schema, right, wrong) => {
    const mock = await serveValue(schema, {});

    expect(await post(mock, { value: right })).toBe(200);
    expect(await post(mock, { value: wrong })).toBe(400);
  });

  it("takes the same id in several operations", async () => {
    const schema = { $id: "https://a.example/text", type: "object", properties: { value: { type: "string" } } };
    const requestBody = { content: { "application/json": { schema } } };
    const pathItem = { post: { requestBody, responses } };
    const mock = await temporaryMock({ spec: createDocument({ "/a": pathItem, "/b": structuredClone(pathItem) }) });
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: '{"value":1}' };

    expect((await send(`${mock.url}/a`, init)).status).toBe(400);
    expect((await send(`${mock.url}/b`, init)).status).toBe(400);
  });

  it("takes null as YAML reads it among the types", async () => {
    const mock = await serveValue({ type: ["string", null] }, {});

    expect(await post(mock, { value: null })).toBe(200);
    expect(await post(mock, { value: 1 })).toBe(400);
  });
});

describe("a schema that contains itself where a description stands beside the reference", () => {
  const createTreeDocument = (count: object, ...paths: string[]) => {
    const child = { $ref: "#/components/schemas/Tree", description: "A tree below it." };
    const requestBody = { content: { "application/json": { schema: { $ref: "#/components/schemas/Tree" } } } };
    const pathItems = paths.map((path) => [path, { post: { requestBody, responses } }]);
    const components = { schemas: { Tree: { type: "object", properties: { count, child } } } };
    return structuredClone(createDocument(Object.fromEntries(pathItems), { components }));
  };

  it("is validated", async () => {
    const mock = await temporaryMock({ spec: createTreeDocument({ type: "integer" }, "/a") });

    expect(await post(mock, { child: { child: { count: 1 } } })).toBe(200);
    expect(await post(mock, { child: { child: { count: "1" } } })).toBe(400);
  });

  it("is validated beside another one, below the root", async () => {
    const createTree = (name: string, type: string) => {
      const child = { $ref: `#/components/schemas/${name}`, description: "A tree below it." };
      return { type: "object", properties: { count: { type }, child } };
    };
    const schemas = { Tree: createTree("Tree", "integer"), Other: createTree("Other", "boolean") };
    const properties = {
      tree: { $ref: "#/components/schemas/Tree" },
      other: { $ref: "#/components/schemas/Other" },
      value: { type: "string" },
    };
    const requestBody = { content: { "application/json": { schema: { type: "object", properties } } } };
    const spec = createDocument({ "/a": { post: { requestBody, responses } } }, { components: { schemas } });
    const mock = await temporaryMock({ spec });
    const deep = (count: unknown) => ({ child: { child: { child: { count, value: 1 } } } });

    expect(await post(mock, { tree: deep(1), other: deep(true) })).toBe(200);
    expect(await post(mock, { tree: deep(true) })).toBe(400);
    expect(await post(mock, { other: deep(1) })).toBe(400);
  });

  it("is validated in the second operation that has it, of the second mock of a document", async () => {
    const document = createTreeDocument({ type: "boolean" }, "/first", "/a");
    await temporaryMock({ spec: document });
    const mock = await temporaryMock({ spec: document });

    expect(await post(mock, { child: { child: { count: true } } })).toBe(200);
    expect(await post(mock, { child: { child: { count: "1" } } })).toBe(400);
  });
});
