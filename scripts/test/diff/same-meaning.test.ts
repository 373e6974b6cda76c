// Pairs of documents that differ in what no caller sees, and pairs that look alike and mean something else.
import type { OpenApiDocument } from "@run-summary/openapi";
import { expect, it } from "vitest";
import { compareDocuments } from "../../diff/compare/compare-documents.ts";
import { findBump, json, ok, type Pair, type Part, post, receive, send, text } from "./pairs.ts";

const refer = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: Part, others: Part = {}) => ({ type: "object", properties, ...others });
const short = { ...text, maxLength: 5 };
const long = { ...text, maxLength: 9 };
const one = [{ url: "https://one.example" }];
const other = [{ url: "https://other.example" }];

/** A document whose only path item has these parts beside its operation. */
function item(pathItem: Part, operation: Part = {}, others: Part = {}): OpenApiDocument {
  const paths = { "/a": { ...pathItem, post: { operationId: "send", responses: ok, ...operation } } };
  return { ...post({}, others), paths } as never;
}

const key = { type: "apiKey", in: "header", name: "X-Key" };
const bearer = { type: "http", scheme: "bearer" };
const secure = (security: unknown, securitySchemes: Part) => post({ security }, { components: { securitySchemes } });

/** A schema with two definitions, of which the first contains itself. */
const define = (tree: string, leaf: string, properties: Part = {}) => {
  const $defs = {
    [tree]: object({ inner: { $ref: `#/components/schemas/T/$defs/${tree}` }, ...properties }),
    [leaf]: text,
  };
  const names = {
    a: { $ref: `#/components/schemas/T/$defs/${tree}` },
    b: { $ref: `#/components/schemas/T/$defs/${leaf}` },
  };
  return { schemas: { T: object(names, { $defs }) } };
};

const part = (contentType: string | undefined, schema: Part = {}) => ({
  content: {
    "multipart/form-data": {
      schema: object({ file: schema }),
      ...(contentType !== undefined && { encoding: { file: { contentType } } }),
    },
  },
});
const upload = (...args: Parameters<typeof part>) => post({ requestBody: part(...args) });
const download = (...args: Parameters<typeof part>) =>
  post({ responses: { 200: { description: "OK", ...part(...args) } } });
const call = (schema: Part) => ({ "{$request.body#/url}": { post: { requestBody: json(schema), responses: ok } } });

const pairs: Pair[] = [
  // Servers
  [
    "servers of the document, or of its operations",
    post({}, { servers: one }),
    post({ servers: one }),
    "patch",
    "patch",
  ],
  ["servers of a path item, or of its operations", item({ servers: one }), post({ servers: one }), "patch", "patch"],
  [
    "servers that no operation uses",
    post({ servers: one }),
    post({ servers: one }, { servers: other }),
    "patch",
    "patch",
  ],
  ["an empty list of servers", post({}), post({}, { servers: [] }), "patch", "patch"],
  ["the default server", post({}), post({}, { servers: [{ url: "/" }] }), "patch", "patch"],
  ["another server than the default one", post({}), post({}, { servers: one }), "major", "major"],
  [
    "one more server in another place",
    post({}, { servers: one }),
    post({ servers: [...one, ...other] }),
    "minor",
    "major",
  ],
  [
    "an operation that leaves the document's servers",
    post({}, { servers: one }),
    post({ servers: other }, { servers: one }),
    "major",
    "major",
  ],
  // Security schemes
  ["another name of a scheme", secure([{ a: [] }], { a: key }), secure([{ b: [] }], { b: key }), "patch", "patch"],
  [
    "names of schemes that change places",
    secure([{ a: [] }, { b: [] }], { a: key, b: bearer }),
    secure([{ b: [] }, { a: [] }], { b: key, a: bearer }),
    "patch",
    "patch",
  ],
  [
    "schemes that change places behind their names",
    secure([{ a: [] }], { a: key, b: bearer }),
    secure([{ a: [] }], { b: key, a: bearer }),
    "major",
    "major",
  ],
  [
    "a scheme with the name of one that was needed",
    secure([{ b: [] }], { a: key, b: bearer }),
    secure([{ b: [] }], { b: key }),
    "major",
    "major",
  ],
  [
    "a scheme behind a reference",
    secure([{ a: [] }], { a: key }),
    secure([{ a: [] }], { a: { $ref: "#/components/securitySchemes/b" }, b: key }),
    "minor",
    "patch",
  ],
  // Names of schemas
  ["other names in $defs", send(refer("T"), define("A", "B")), send(refer("T"), define("C", "D")), "patch", "patch"],
  [
    "names in $defs that change places",
    receive(refer("T"), define("A", "B")),
    receive(refer("T"), define("B", "A")),
    "patch",
    "patch",
  ],
  [
    "other names in $defs, and one more property",
    send(refer("T"), define("A", "B")),
    send(refer("T"), define("C", "D", { size: text })),
    "minor",
    "major",
  ],
  [
    "another name below a keyword that is not compared",
    send({ not: { $ref: "#/components/schemas/T/$defs/A" } }, define("B", "A")),
    send({ not: { $ref: "#/components/schemas/T/$defs/C" } }, define("B", "C")),
    "patch",
    "patch",
  ],
  [
    "an anchor in the place of a pointer",
    send({ $ref: "#n" }, { schemas: { N: { $anchor: "n", ...text } } }),
    send(refer("N"), { schemas: { N: text } }),
    "patch",
    "patch",
  ],
  [
    "what an anchor leads to",
    send({ $ref: "#n" }, { schemas: { N: { $anchor: "n", ...short } } }),
    send({ $ref: "#n" }, { schemas: { N: { $anchor: "n", ...long } } }),
    "minor",
    "major",
  ],
  [
    "what a dynamic anchor of one schema leads to",
    receive({ $dynamicRef: "#n" }, { schemas: { N: { $dynamicAnchor: "n", ...short } } }),
    receive({ $dynamicRef: "#n" }, { schemas: { N: { $dynamicAnchor: "n", ...long } } }),
    "major",
    "minor",
  ],
  [
    "what a dynamic anchor of several schemas leads to, which cannot be told",
    send({ $dynamicRef: "#n" }, { schemas: { N: { $dynamicAnchor: "n", ...short }, M: { $dynamicAnchor: "n" } } }),
    send({ $dynamicRef: "#n" }, { schemas: { N: { $dynamicAnchor: "n", ...long }, M: { $dynamicAnchor: "n" } } }),
    "major",
    "major",
  ],
  [
    "what an address relative to an $id leads to",
    send(refer("T"), {
      schemas: {
        T: object({ a: { $ref: "u" } }, { $id: "https://a.example/t" }),
        U: { $id: "https://a.example/u", ...short },
      },
    }),
    send(refer("T"), {
      schemas: {
        T: object({ a: { $ref: "u" } }, { $id: "https://a.example/t" }),
        U: { $id: "https://a.example/u", ...long },
      },
    }),
    "minor",
    "major",
  ],
  ["a reference to nothing, which cannot be told", receive({ $ref: "#none" }), receive(text), "major", "major"],
  [
    "a pointer in the form of a URI",
    send(refer("Long%20name"), { schemas: { "Long name": short } }),
    send(refer("Long%20name"), { schemas: { "Long name": long } }),
    "minor",
    "major",
  ],
  [
    "a schema in each place of its references",
    send(object({ a: refer("A"), b: refer("A") }), { schemas: { A: object({ c: text }) } }),
    send(object({ a: object({ c: text }), b: object({ c: text }) }), { schemas: { A: object({ c: text }) } }),
    "patch",
    "patch",
  ],
  [
    "a target whose keyword also stands beside the reference",
    send({ ...refer("A"), maxLength: 20 }, { schemas: { A: short } }),
    send({ ...refer("A"), maxLength: 20 }, { schemas: { A: long } }),
    "minor",
    "major",
  ],
  [
    "what stands beside a reference on the way to the target",
    send(refer("A"), { schemas: { A: { ...refer("B"), maxLength: 5 }, B: text } }),
    send(refer("A"), { schemas: { A: { ...refer("B"), maxLength: 9 }, B: text } }),
    "minor",
    "major",
  ],
  [
    "what stands beside a reference in allOf",
    send({ allOf: [{ ...refer("A"), maxLength: 5 }, { minLength: 1 }] }, { schemas: { A: text } }),
    send({ allOf: [{ ...refer("A"), maxLength: 9 }, { minLength: 1 }] }, { schemas: { A: text } }),
    "minor",
    "major",
  ],
  [
    "schemas that contain each other, in a request and in a response",
    post(
      { requestBody: json(refer("A")), responses: { 200: { description: "OK", ...json(refer("B")) } } },
      { components: { schemas: { A: object({ b: refer("B"), c: short }), B: object({ a: refer("A") }) } } },
    ),
    post(
      { requestBody: json(refer("A")), responses: { 200: { description: "OK", ...json(refer("B")) } } },
      { components: { schemas: { A: object({ b: refer("B"), c: long }), B: object({ a: refer("A") }) } } },
    ),
    "major",
    "major",
  ],
  [
    "another name of a callback component",
    post(
      { callbacks: { done: { $ref: "#/components/callbacks/a" } } },
      { components: { callbacks: { a: call(text) } } },
    ),
    post(
      { callbacks: { done: { $ref: "#/components/callbacks/b" } } },
      { components: { callbacks: { b: call(text) } } },
    ),
    "patch",
    "patch",
  ],
  [
    "what a callback component sends",
    post(
      { callbacks: { done: { $ref: "#/components/callbacks/a" } } },
      { components: { callbacks: { a: call(short) } } },
    ),
    post(
      { callbacks: { done: { $ref: "#/components/callbacks/a" } } },
      { components: { callbacks: { a: call(long) } } },
    ),
    "major",
    "minor",
  ],
  // Media types of parts
  ["one more media type of a part", upload("image/png"), upload("image/png, image/jpeg"), "minor", "major"],
  ["a range of media types of a part", upload("image/png"), upload("image/*"), "minor", "major"],
  [
    "one more media type of a received part",
    download("image/png"),
    download("image/png, image/jpeg"),
    "major",
    "minor",
  ],
  ["another media type of a part", upload("image/png"), upload("image/jpeg"), "major", "major"],
  ["media types of a part in another order", upload("a/b, a/c"), upload("a/C,a/b"), "patch", "patch"],
  ["the default media type of a part", upload(undefined, text), upload("text/plain", text), "patch", "patch"],
  // Values
  [
    "an enum with null, or a union with it",
    send({ type: ["string", "null"], enum: ["a", null] }),
    send({ anyOf: [{ enum: ["a"] }, { type: "null" }] }),
    "patch",
    "patch",
  ],
  [
    "an exclusive limit of OpenAPI 3.0",
    send({ type: "number", minimum: 1, exclusiveMinimum: true }),
    send({ type: "number", exclusiveMinimum: 1 }),
    "patch",
    "patch",
  ],
  ["a format of any number", send({ type: "number" }), send({ type: "number", format: "double" }), "patch", "patch"],
  ["multiples of 1", send({ type: "integer" }), send({ type: "number", multipleOf: 1 }), "patch", "patch"],
  // What is empty
  ["no callbacks", post({}), post({ callbacks: {} }), "patch", "patch"],
  ["no webhooks", post({}), post({}, { webhooks: {} }), "patch", "patch"],
  ["an extension among the responses", post({}), post({ responses: { ...ok, "x-a": 1 } }), "patch", "patch"],
  [
    "an extension among the paths",
    post({}),
    { ...post({}), paths: { ...post({}).paths, "x-a": 1 } } as never,
    "patch",
    "patch",
  ],
];

it.each(pairs)("%s", async (_name, base, next, forth, back) => {
  expect([await findBump(base, next), await findBump(next, base)]).toEqual([forth, back]);
});

it.each([{}, { paths: {} }])("tells once of each operation that %j has no more", async (others) => {
  const { paths: _, ...document } = post({});
  const paths = {
    "/a": { summary: "A", servers: one, get: { operationId: "get", responses: ok }, put: { responses: ok } },
  };

  const changes = await compareDocuments({ ...document, paths } as never, { ...document, ...others } as never);

  expect(changes.map(({ bump, rule, operations }) => [bump, rule, ...operations])).toEqual([
    ["major", "operation", "get"],
    ["major", "operation", "PUT /a"],
  ]);
});
