// What Redoc is given, where the document as it stands would make it show something that is not true.
import type { OpenApiDocument } from "@run-summary/openapi";
import { expect, it } from "vitest";
import { createRedocInput } from "../src/redoc/redoc-document.ts";

const info = { title: "Things", version: "1" };
const responses = { "204": { description: "Nothing." } };

/** What Redoc is given for a schema, wherever the schema stands. */
function rewriteSchema(schema: object, schemas: object = {}) {
  const content = { "application/json": { schema } };
  const document = {
    openapi: "3.1.1",
    info,
    paths: {
      "/things": {
        post: {
          ...{ operationId: "addThing", summary: "Add", description: "Adds.", responses },
          parameters: [{ name: "a", in: "query", schema, example: 1 }],
          requestBody: { $ref: "#/components/requestBodies/Thing" },
        },
      },
    },
    components: { schemas: { ...schemas, Own: schema }, requestBodies: { Thing: { content } } },
  } as unknown as OpenApiDocument;
  const { paths, components } = createRedocInput(document).document as never as {
    paths: Record<string, { post: { parameters: { schema: object }[] } }>;
    components: { schemas: Record<string, object>; requestBodies: { Thing: { content: typeof content } } };
  };
  const shown = components.schemas.Own;
  expect(paths["/things"]?.post.parameters[0]?.schema).toEqual(shown);
  expect(components.requestBodies.Thing.content["application/json"].schema).toEqual(shown);
  return { shown, schemas: components.schemas };
}

it.each([
  ["an inclusive limit below an exclusive one", { minimum: 1, exclusiveMinimum: 1 }, { exclusiveMinimum: 1 }],
  ["an inclusive limit above an exclusive one", { minimum: 2, exclusiveMinimum: 1 }, { minimum: 2 }],
  ["upper limits", { maximum: 3, exclusiveMaximum: 2 }, { exclusiveMaximum: 2 }],
  ["other upper limits", { maximum: 1, exclusiveMaximum: 2 }, { maximum: 1 }],
  ["limits on both sides", { minimum: 1, exclusiveMaximum: 2 }, { minimum: 1, exclusiveMaximum: 2 }],
  ["limits of OpenAPI 3.0", { minimum: 1, exclusiveMinimum: true }, { minimum: 1, exclusiveMinimum: true }],
])("has only the stricter of two limits: %s", (_, limits, shown) => {
  expect(rewriteSchema({ type: "number", ...limits }).shown).toEqual({ type: "number", ...shown });
});

it("has the types of values", () => {
  expect(rewriteSchema({ const: "a" }).shown).toEqual({ const: "a", type: "string" });
  expect(rewriteSchema({ enum: [1, "a", null] }).shown).toMatchObject({ type: ["number", "string", "null"] });
});

it("has the pattern between slashes, so that it is no mark", () => {
  expect(rewriteSchema({ type: "string", pattern: "required" }).shown).toMatchObject({ pattern: "/required/" });
});

it("has all keywords of a schema that may be null", () => {
  const text = { type: "string", minLength: 2 };

  expect(rewriteSchema({ oneOf: [text, { type: "null" }], description: "A text." }).shown).toEqual({
    ...{ ...text, type: ["string", "null"], description: "A text." },
  });
  expect(rewriteSchema({ anyOf: [{ type: "null" }, { const: "a" }] }).shown).toEqual({
    ...{ type: ["string", "null"], enum: ["a", null] },
  });
});

it("has a component for a named schema that may be null, which may be inside itself", () => {
  const Node = {
    type: "object",
    properties: { next: { oneOf: [{ $ref: "#/components/schemas/Node" }, { type: "null" }] } },
  };

  const { shown, schemas } = rewriteSchema({ ...Node.properties.next, description: "The first." }, { Node });

  expect(shown).toEqual({ description: "The first.", $ref: "#/components/schemas/NodeOrNull" });
  expect(schemas.NodeOrNull).toEqual({
    ...{ title: "Node", type: ["object", "null"] },
    properties: { next: { $ref: "#/components/schemas/NodeOrNull" } },
  });
});

it("keeps a union of several schemas", () => {
  const union = { oneOf: [{ type: "string" }, { type: "number" }, { type: "null" }] };

  expect(rewriteSchema(union).shown).toEqual(union);
});

it.each([
  [["array", "null"], { type: "string" }, ["may be null"]],
  ["array", { type: ["string", "null"] }, ["items may be null"]],
  [["array", "null"], { oneOf: [{ type: "string" }, { type: "null" }] }, ["may be null", "items may be null"]],
])("says whether a list or its items may be null: %s of %o", (type, items, marks) => {
  expect(rewriteSchema({ type, items }).shown).toMatchObject({ "x-badges": marks.map((name) => ({ name })) });
});

it.each([
  ["", '""'],
  [" a", '" a"'],
  ["a  b", String.raw`"a\u0020\u0020b"`],
  ["a\u2028", String.raw`"a\u2028"`],
  ["a[]", '"a[]"'],
  ["[i]", '"[i]"'],
  ['"a"', String.raw`"\"a\""`],
])("has a name in quotes where a reader could not see what it is: %j", (name, shown) => {
  const property = { type: "string" };
  const schema = { type: "object", properties: { [name]: property, "a b.c": property }, required: [name] };

  expect(rewriteSchema(schema).shown).toEqual({
    ...{ type: "object", properties: { [shown]: property, "a b.c": property }, required: [shown] },
  });
});

it("names the alternative without credentials", () => {
  const operation = { operationId: "a", summary: "A", description: "A.", responses };
  const { document } = createRedocInput({
    ...{ openapi: "3.1.1", info, security: [{}] },
    paths: { "/a": { get: { ...operation, security: [{}, { token: [] }] } } },
    components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
  } as unknown as OpenApiDocument);

  expect(document.security).toEqual([{ none: [] }]);
  expect(document.paths?.["/a"]).toMatchObject({ get: { security: [{ none: [] }, { token: [] }] } });
  expect(document.components?.securitySchemes).toHaveProperty("none");
});

it.each([
  ["Send <token>, not <b>this</b>.<br>", "Send &lt;token>, not <b>this</b>.<br>"],
  ["`<token>` and <token>", "`<token>` and &lt;token>"],
  ["- in a list:\n\n  ```\n  <a-b>\n  ```\n\n  <a-b>", "- in a list:\n\n  ```\n  <a-b>\n  ```\n\n  &lt;a-b>"],
  ["| in a table |\n| --- |\n| `x\\|<y>` <y> |", "| in a table |\n| --- |\n| `x\\|<y>` &lt;y> |"],
  ["<token>\nalone", "&lt;token>\nalone"],
  ["<https://example.org> 1 < 2 <!-- a note -->", "<https://example.org> 1 < 2 <!-- a note -->"],
  ["{% if %} and `{% if %}`", "&#123;% if %} and `{% if %}`"],
])("shows the text of the description %j", (description, given) => {
  const operation = { operationId: "list", summary: "List", description, responses };
  const example = { description };
  const body = { description, content: { "application/json": { schema: { description, default: example }, example } } };
  const { document } = createRedocInput({
    ...{ openapi: "3.1.1", info },
    paths: { "/things": { post: { ...operation, requestBody: body } } },
  } as unknown as OpenApiDocument);

  const { post } =
    (document.paths as Record<string, { post: typeof operation & { requestBody: typeof body } }>)["/things"] ?? {};
  expect(post?.description).toContain(`${given}\n\n[Try it`);
  expect(post?.requestBody).toEqual({
    description: given,
    content: { "application/json": { schema: { description: given, default: example }, example } },
  });
});
