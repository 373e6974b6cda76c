// Pairs of documents, and the code of callers that each of them breaks when it replaces the other one.
import type { OpenApiDocument } from "@run-summary/openapi";
import { describe, expect, it } from "vitest";
import { type BrokenCode, findBrokenCode } from "../../diff/callers/find-broken-code.ts";

type Part = Readonly<Record<string, unknown>>;

function createDocument(paths: Part, schemas: Part = {}, others: Part = {}): OpenApiDocument {
  const document = { openapi: "3.1.0", info: { title: "Things", version: "1" }, paths };
  return { ...document, components: { schemas }, ...others } as unknown as OpenApiDocument;
}

const json = (schema: Part) => ({ "application/json": { schema } });
const respond = (schema: Part) => ({ description: "", content: json(schema) });
const object = (properties: Part, required: readonly string[] = []) => ({ type: "object", properties, required });
const refer = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const string = { type: "string" };
const number = { type: "number" };
const integer = { type: "integer" };
const boolean = { type: "boolean" };
const done = { 204: { description: "" } };

/** `GET /things` with this operation. */
const get = (operation: Part, schemas?: Part) =>
  createDocument({ "/things": { get: { operationId: "list", responses: done, ...operation } } }, schemas);
/** `GET /things` with this value in its response. */
const receive = (schema: Part, schemas?: Part) => get({ responses: { 200: respond(schema) } }, schemas);
/** `POST /things` with this operation. */
const post = (operation: Part, schemas?: Part) =>
  createDocument({ "/things": { post: { operationId: "create", responses: done, ...operation } } }, schemas);
/** `POST /things` with this body. */
const send = (schema: Part, schemas?: Part) =>
  post({ requestBody: { required: true, content: json(schema) } }, schemas);
const query = (name: string, schema: Part = string, required = false) => ({ in: "query", name, required, schema });

const received = ["get /things response 200 application/json"];
const sent = ["post /things requestBody application/json"];

function format({ operation, part }: BrokenCode): string {
  const place = operation === undefined ? [] : [operation.method, operation.path];
  return [...place, ...Object.values(part)].join(" ");
}

type Pair = [name: string, one: OpenApiDocument, other: OpenApiDocument, there: string[], back: string[]];

const operations: Pair[] = [
  ["an operation", get({}), createDocument({}), ["get /things operation"], []],
  [
    "another method",
    createDocument({ "/things": { put: { responses: done } } }),
    createDocument({ "/things": { patch: { responses: done } } }),
    ["put /things operation"],
    ["patch /things operation"],
  ],
  [
    "another path",
    createDocument({ "/things": { get: { responses: done } } }),
    createDocument({ "/objects": { get: { responses: done } } }),
    ["get /things operation"],
    ["get /objects operation"],
  ],
  [
    "a path's parameter with another name",
    createDocument({
      "/things/{id}": {
        get: { responses: done, parameters: [{ in: "path", name: "id", required: true, schema: string }] },
      },
    }),
    createDocument({
      "/things/{key}": {
        get: { responses: done, parameters: [{ in: "path", name: "key", required: true, schema: string }] },
      },
    }),
    ["get /things/{id} operation"],
    ["get /things/{key} operation"],
  ],
  [
    "another operationId",
    get({ operationId: "list" }),
    get({ operationId: "find" }),
    ["get /things operation"],
    ["get /things operation"],
  ],
  ["an operationId where there was none", get({ operationId: undefined }), get({}), [], ["get /things operation"]],
  [
    "operationIds that change places",
    createDocument({
      "/a": { get: { operationId: "a", responses: done } },
      "/b": { get: { operationId: "b", responses: done } },
    }),
    createDocument({
      "/a": { get: { operationId: "b", responses: done } },
      "/b": { get: { operationId: "a", responses: done } },
    }),
    ["get /a operation", "get /b operation"],
    ["get /a operation", "get /b operation"],
  ],
  [
    "a path item written out",
    createDocument(
      { "/things": { $ref: "#/components/pathItems/Things" } },
      {},
      { components: { pathItems: { Things: { get: { operationId: "list", responses: done } } } } },
    ),
    get({}),
    ["type Things"],
    [],
  ],
  [
    "texts, examples and order",
    get({
      summary: "One",
      parameters: [query("a"), query("b")],
      responses: { 200: respond(object({ a: string, b: string })) },
    }),
    get({
      responses: {
        200: respond({ ...object({ b: { ...string, description: "B" }, a: string }), example: { a: "1" } }),
      },
      parameters: [query("b"), { ...query("a"), description: "A" }],
      description: "Two",
    }),
    [],
    [],
  ],
];

const parameters: Pair[] = [
  ["an optional parameter", get({}), get({ parameters: [query("limit")] }), [], ["get /things parameter query limit"]],
  [
    "a required parameter",
    get({}),
    get({ parameters: [query("limit", integer, true)] }),
    ["get /things parameter query limit"],
    ["get /things parameter query limit"],
  ],
  [
    "a parameter that becomes required",
    get({ parameters: [query("limit")] }),
    get({ parameters: [query("limit", string, true)] }),
    ["get /things parameter query limit"],
    [],
  ],
  [
    "a renamed parameter beside a new operation",
    get({ parameters: [query("limit"), query("skip")] }),
    createDocument({
      "/things": {
        get: { operationId: "list", responses: done, parameters: [query("top"), query("skip")] },
        post: { operationId: "create", responses: done, parameters: [query("limit")] },
      },
    }),
    ["get /things parameter query limit"],
    ["get /things parameter query top", "post /things operation"],
  ],
  [
    "a parameter in another place",
    get({ parameters: [query("trace")] }),
    get({ parameters: [{ ...query("trace"), in: "header" }] }),
    ["get /things parameter query trace"],
    ["get /things parameter header trace"],
  ],
  [
    "a header's name in other letters",
    get({ parameters: [{ ...query("X-Trace"), in: "header" }] }),
    get({ parameters: [{ ...query("x-trace"), in: "header" }] }),
    ["get /things parameter header X-Trace"],
    ["get /things parameter header x-trace"],
  ],
  [
    "parameters of the path item that the operation gets",
    createDocument({ "/things": { parameters: [query("limit")], get: { responses: done } } }),
    createDocument({ "/things": { get: { responses: done, parameters: [query("limit")] } } }),
    [],
    [],
  ],
  [
    "a parameter's type",
    get({ parameters: [query("limit", string)] }),
    get({ parameters: [query("limit", integer)] }),
    ["get /things parameter query limit"],
    ["get /things parameter query limit"],
  ],
  [
    "a parameter with more values",
    get({ parameters: [query("sort", { enum: ["name"] })] }),
    get({ parameters: [query("sort", { enum: ["name", "age"] })] }),
    [],
    ["get /things parameter query sort"],
  ],
  [
    "a property of a parameter",
    get({ parameters: [query("filter", object({ name: string, age: integer }))] }),
    get({ parameters: [query("filter", object({ name: string }))] }),
    ["get /things parameter query filter"],
    [],
  ],
];

const requests: Pair[] = [
  [
    "a required body",
    post({}),
    send(object({ name: string })),
    ["post /things requestBody"],
    ["post /things requestBody"],
  ],
  ["an optional body", post({}), post({ requestBody: { content: json(string) } }), [], ["post /things requestBody"]],
  [
    "a body that becomes required",
    post({ requestBody: { content: json(string) } }),
    post({ requestBody: { required: true, content: json(string) } }),
    ["post /things requestBody"],
    [],
  ],
  [
    "a media type",
    send(string),
    post({ requestBody: { required: true, content: { ...json(string), "text/plain": { schema: string } } } }),
    [],
    ["post /things requestBody text/plain"],
  ],
  [
    "a media type that loses its schema",
    send(object({ name: string })),
    post({ requestBody: { required: true, content: { "application/json": {} } } }),
    [],
    sent,
  ],
  ["an optional property", send(object({ a: string })), send(object({ a: string, b: string })), [], sent],
  ["a property that becomes required", send(object({ a: string })), send(object({ a: string }, ["a"])), sent, []],
  [
    "an optional property below a list",
    send(object({ items: { type: "array", items: object({ a: string }) } })),
    send(object({ items: { type: "array", items: object({ a: string, b: string }) } })),
    [],
    sent,
  ],
  ["null", send(object({ a: string })), send(object({ a: { type: ["string", "null"] } })), [], sent],
  ["one more value", send({ enum: ["a"] }), send({ enum: ["a", "b"] }), [], sent],
  [
    "a closed object that is opened",
    send(object({ a: string })),
    send({ ...object({ a: string }), additionalProperties: true }),
    [],
    sent,
  ],
  [
    "a property that an open object need not name",
    send({ ...object({ a: string, b: string }), additionalProperties: true }),
    send({ ...object({ a: string }), additionalProperties: true }),
    [],
    [],
  ],
  [
    "a property that becomes read-only",
    send(object({ a: string })),
    send(object({ a: { ...string, readOnly: true } })),
    sent,
    [],
  ],
  ["a form", send({ oneOf: [string, number] }), send({ oneOf: [string, number, boolean] }), [], sent],
];

const error = object({ code: string }, ["code"]);
const otherError = object({ problem: string }, ["problem"]);

const responses: Pair[] = [
  ["an optional property", receive(object({ a: string })), receive(object({ a: string, b: string })), [], received],
  [
    "a required property that becomes optional",
    receive(object({ a: string }, ["a"])),
    receive(object({ a: string })),
    received,
    [],
  ],
  [
    "an optional property deep in the value",
    receive(
      object({ a: object({ b: { type: "array", items: object({ c: object({ d: object({ e: string }) }) }) } }) }),
    ),
    receive(
      object({
        a: object({ b: { type: "array", items: object({ c: object({ d: object({ e: string, f: string }) }) }) } }),
      }),
    ),
    [],
    received,
  ],
  ["null", receive(object({ a: string })), receive(object({ a: { type: ["string", "null"] } })), received, []],
  ["a whole number", receive(object({ a: integer })), receive(object({ a: number })), [], []],
  [
    "an enum of one value",
    receive(object({ a: { const: "x" } })),
    receive(object({ a: { type: "string", enum: ["x"] } })),
    [],
    [],
  ],
  [
    "one more value, which is compared with or unexpected",
    receive(object({ a: { enum: ["x"] } })),
    receive(object({ a: { enum: ["x", "y"] } })),
    received,
    received,
  ],
  ["a value of the list", receive({ enum: [1, 2] }), receive({ enum: [1] }), received, received],
  ["any text in place of some", receive(object({ a: { enum: ["x"] } })), receive(object({ a: string })), received, []],
  [
    "a closed object that is opened",
    receive(object({ a: string })),
    receive({ ...object({ a: string }), additionalProperties: true }),
    [],
    [],
  ],
  [
    "an object of which nothing is said",
    receive({ type: "object" }),
    receive({ type: "object", additionalProperties: true }),
    [],
    [],
  ],
  ["an object that gets a property", receive({ type: "object" }), receive(object({ a: string })), [], received],
  [
    "a map",
    receive({ type: "object", additionalProperties: string }),
    receive(object({ a: string })),
    received,
    received,
  ],
  [
    "a property that writes only",
    receive(object({ a: string })),
    receive(object({ a: { ...string, writeOnly: true } })),
    [],
    [],
  ],
  [
    "a read-only property",
    receive(object({ a: string })),
    receive(object({ a: { ...string, readOnly: true } })),
    [],
    [],
  ],
  [
    "a media type that loses its schema",
    receive(string),
    get({ responses: { 200: { description: "", content: { "application/json": {} } } } }),
    received,
    [],
  ],
  [
    "a media type",
    receive(string),
    get({ responses: { 200: { description: "", content: { ...json(string), "application/pdf": {} } } } }),
    ["get /things response 200 application/pdf"],
    ["get /things response 200 application/pdf"],
  ],
  [
    "a success",
    receive(string),
    get({ responses: { 200: respond(string), ...done } }),
    [],
    ["get /things response 204"],
  ],
  ["a body", get({ responses: { 200: { description: "" } } }), receive(string), received, received],
  [
    "409 with the body of 4XX",
    get({ responses: { ...done, "4XX": respond(error) } }),
    get({ responses: { ...done, 409: respond(error), "4XX": respond(error) } }),
    [],
    [],
  ],
  [
    "409 with another body than 4XX",
    get({ responses: { ...done, "4XX": respond(error) } }),
    get({ responses: { ...done, 409: respond(otherError), "4XX": respond(error) } }),
    ["get /things response 409 application/json"],
    ["get /things response 409"],
  ],
  [
    "500 with another body than the default response",
    get({ responses: { ...done, default: respond(error) } }),
    get({ responses: { ...done, 500: respond(otherError), default: respond(error) } }),
    ["get /things response 500 application/json"],
    ["get /things response 500"],
  ],
  [
    "409 without the body of 4XX",
    get({ responses: { ...done, "4XX": respond(error) } }),
    get({ responses: { ...done, 409: { description: "" }, "4XX": respond(error) } }),
    ["get /things response 409"],
    [],
  ],
  [
    "an error that nothing was said about",
    get({ responses: done }),
    get({ responses: { ...done, 404: respond(error) } }),
    [],
    [],
  ],
  ["an error without a body", get({}), get({ responses: { ...done, 404: { description: "" } } }), [], []],
  [
    "a header",
    get({ responses: { 204: { description: "" } } }),
    get({ responses: { 204: { description: "", headers: { ETag: { schema: string } } } } }),
    [],
    ["get /things response 204"],
  ],
  ["a form", receive({ oneOf: [string, number] }), receive({ oneOf: [string, number, boolean] }), received, received],
  [
    "a text that is an object",
    receive(object({ a: string })),
    receive(object({ a: object({ b: string }) })),
    received,
    received,
  ],
];

const tree = object({ name: string, children: { type: "array", items: refer("Tree") } });

const types: Pair[] = [
  [
    "a type without a use",
    createDocument({}, { Thing: object({ a: string }) }),
    createDocument({}, { Other: object({ a: string }) }),
    ["type Thing"],
    ["type Other"],
  ],
  [
    "another meaning of an unused type",
    createDocument({}, { Thing: string }),
    createDocument({}, { Thing: number }),
    [],
    [],
  ],
  [
    "a schema written out, while its type stays",
    receive(refer("Thing"), { Thing: object({ a: string }) }),
    receive(object({ a: string }), { Thing: object({ a: string }) }),
    [],
    [],
  ],
  [
    "allOf written out",
    receive({ allOf: [object({ a: string }, ["a"]), object({ b: string })] }),
    receive(object({ a: string, b: string }, ["a"])),
    [],
    [],
  ],
  [
    "a property that another part of allOf has",
    receive({ allOf: [refer("Base"), object({ c: string })] }, { Base: object({ a: string, b: string }) }),
    receive({ allOf: [refer("Base"), object({ b: string, c: string })] }, { Base: object({ a: string }) }),
    ["type Base"],
    [],
  ],
  [
    "a type that callers send",
    send(refer("Thing"), { Thing: object({ a: string }) }),
    send(refer("Thing"), { Thing: object({ a: string, b: string }) }),
    [],
    [...sent, "type Thing"],
  ],
  [
    "the same schema that contains itself",
    receive(refer("Tree"), { Tree: tree }),
    receive(refer("Tree"), { Tree: { ...tree } }),
    [],
    [],
  ],
  [
    "a schema that contains itself",
    receive(refer("Tree"), { Tree: tree }),
    receive(refer("Tree"), { Tree: { ...tree, properties: { ...tree.properties, age: integer } } }),
    [],
    [...received, "type Tree"],
  ],
  [
    "a parameter's type",
    createDocument({}, {}, { components: { parameters: { limit: query("limit") } } }),
    createDocument({}),
    ["type limit"],
    [],
  ],
  [
    "names that are no JavaScript",
    receive(refer("my.thing-1"), { "my.thing-1": object({ "it's": string }) }),
    receive(refer("my.thing-1"), { "my.thing-1": object({ "it's": string, "a\u2028b": string }) }),
    [],
    [...received, "type my.thing-1"],
  ],
  [
    "OpenAPI 3.0 and 3.1",
    { ...receive(object({ a: { ...string, nullable: true } })), openapi: "3.0.3" } as OpenApiDocument,
    receive(object({ a: { type: ["string", "null"] } })),
    [],
    [],
  ],
];

describe.each([
  ["operations", operations],
  ["parameters", parameters],
  ["requests", requests],
  ["responses", responses],
  ["types", types],
])("%s", (_, pairs) => {
  it.each(pairs)("%s", async (_name, one, other, there, back) => {
    expect((await findBrokenCode({ base: one, next: other })).map(format)).toEqual(there);
    expect((await findBrokenCode({ base: other, next: one })).map(format)).toEqual(back);
  });
});

describe("the reason", () => {
  it.each<[name: string, base: OpenApiDocument, next: OpenApiDocument, reason: string]>([
    ["names a path", get({}), createDocument({}), "Property '/things' does not exist on the new type."],
    [
      "names a method",
      createDocument({ "/things": { put: {}, get: {} } }),
      createDocument({ "/things": { get: {} } }),
      "Property 'put' does not exist on the new type.",
    ],
    [
      "names a client's method",
      get({ operationId: "list" }),
      get({ operationId: "find" }),
      "Property 'list' does not exist on type 'NewMethods'.",
    ],
    [
      "says that a path has other names only",
      createDocument({ "/things/{id}": { get: {} } }),
      createDocument({ "/things/{key}": { get: {} } }),
      "Property '/things/{id}' does not exist on the new type. The path is /things/{key} now.",
    ],
    [
      "names a parameter",
      get({ parameters: [query("limit")] }),
      get({}),
      "Property 'limit' does not exist on the new type.",
    ],
    [
      "names a required parameter",
      get({}),
      get({ parameters: [query("limit", string, true)] }),
      "Property 'limit' is missing in the old type but required in the new type.",
    ],
    [
      "says that a body is required",
      post({}),
      send(string),
      "Property 'requestBody' is optional in the old type but required in the new type.",
    ],
    [
      "names a property and its types",
      receive(object({ a: object({ b: string }) })),
      receive(object({ a: object({ b: number }) })),
      "Types of property 'a' are incompatible. Types of property 'b' are incompatible. Type 'number' is not assignable to type 'string'.",
    ],
    [
      "names a property that is gone",
      receive(object({ a: object({ b: string }) })),
      receive(object({ a: object({}) })),
      "Types of property 'a' are incompatible. Property 'b' is missing in the new type but required in the old type.",
    ],
    [
      "names a schema's property",
      receive(refer("A"), { A: object({ b: string }) }),
      receive(refer("A"), { A: object({}) }),
      "Property 'b' is missing in the new type but required in the old type.",
    ],
    [
      "names a literal",
      receive(object({ a: { enum: ["b", "c"] } })),
      receive(object({ a: { enum: ["b"] } })),
      "Types of property 'a' are incompatible. Type '\"c\"' is not assignable to type '\"b\"'.",
    ],
    [
      "names a property that is read-only",
      send(object({ a: string })),
      send(object({ a: { ...string, readOnly: true } })),
      "Types of property 'a' are incompatible. The old type is not assignable to type '\"read-only\"'.",
    ],
    [
      "says that any name was allowed",
      send({ type: "object", additionalProperties: string }),
      send(object({ a: string })),
      "Property '\"[name: string]\"' is missing in the new type but required in the old type.",
    ],
  ])("%s", async (_name, base, next, reason) => {
    expect((await findBrokenCode({ base, next }))[0]?.reason).toBe(reason);
  });
});

describe("a document that has no types", () => {
  const documents: [name: string, document: unknown][] = [
    ["of Swagger 2", { swagger: "2.0", info: {}, paths: {} }],
    ["that is empty", {}],
    [
      "that has an operationId twice",
      createDocument({ "/a": { get: { operationId: "a" }, put: { operationId: "a" } } }),
    ],
  ];

  it.each(documents)("%s", async (_name, document) => {
    const unknown = [{ part: { kind: "document" }, reason: expect.any(String) }];

    expect(await findBrokenCode({ base: document as OpenApiDocument, next: get({}) })).toEqual(unknown);
    expect(await findBrokenCode({ base: get({}), next: document as OpenApiDocument })).toEqual(unknown);
  });
});

describe("a part that is not as OpenAPI has it", () => {
  const parts: [name: string, document: OpenApiDocument][] = [
    [
      "a reference to nothing",
      get({ parameters: [{ $ref: "#/components/parameters/none" }], responses: { 200: respond(refer("None")) } }),
    ],
    ["a schema that is only itself", receive(refer("A"), { A: refer("A") })],
    ["a list of itself", receive(refer("A"), { A: { type: "array", items: refer("A") } })],
    ["a part of its own allOf", receive(refer("A"), { A: { allOf: [refer("A"), object({ a: string })] } })],
    [
      "parameters of Swagger 2",
      post({
        parameters: [
          { in: "body", name: "body", schema: string },
          { in: "formData", name: "file" },
        ],
      }),
    ],
    ["no responses", get({ responses: undefined })],
    ["null", createDocument({ "/things": null, "/others": { get: null } })],
  ];

  it.each(parts)("%s", async (_name, document) => {
    const other = { ...document, info: { title: "Other", version: "1" } };
    const broken = await findBrokenCode({ base: document, next: other });

    expect(broken.filter(({ part }) => part.kind !== "document")).toEqual([]); // some have no types
  });
});
