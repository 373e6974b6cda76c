// What a reader of the docs reads from the page, where a name or a text of the document looks like a mark of the page.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchBrowser } from "@run-summary/browser";
import { buildDocs } from "@run-summary/docs";
import type { OpenApiDocument } from "@run-summary/openapi";
import { expect, it, onTestFinished } from "vitest";
import { createTable, findDisagreements, listSpecFacts, readSiteFacts } from "../src/agreement/index.ts";

const text = { type: "string" };
const node = { $ref: "#/components/schemas/Node" };
const empty = { type: "null" };
const properties = {
  required: { ...text, pattern: "read-only", description: "Enum: a" },
  "read-only": { ...text, const: "a", description: "Value: b" },
  "additional property": { ...text, title: "required" },
  request: {
    type: "object",
    properties: { body: { const: "x" }, headers: { type: "object", properties: { a: text } } },
  },
  "&oneof=1": { ...text, description: "```\nArray [\n```" },
  "Array [": { type: "array", items: { ...text, const: "q" }, maxItems: 3 },
  "": { type: "array", items: { type: "array", items: { type: "object", properties: { "x.": empty } } } },
  "a[]": { type: "object", properties: { "[i]": text, " ": text } },
  "\u200b": { type: "number", minimum: 1, exclusiveMinimum: 3, maximum: 5, exclusiveMaximum: 9 },
  half: { type: ["integer", "string"], exclusiveMinimum: 0, maximum: 9, minLength: 2 },
  values: { enum: ["a", 1, null] },
  "many values": { ...text, enum: [..."abcdefghijklmnopqrst"] },
  list: { type: ["array", "null"], items: text },
  items: { type: "array", items: { type: ["string", "null"] } },
  nothing: { type: "array", items: empty },
  word: { anyOf: [{ ...text, minLength: 2, pattern: "^a" }, empty], description: "A word." },
  "property name*": text,
  map: { type: "object", additionalProperties: { type: "object", properties: { a: text } } },
  tree: { oneOf: [node, empty] },
  trees: { type: "array", items: { oneOf: [node, empty] } },
  mixed: { oneOf: [{ ...text, title: "a or null" }, { type: "number" }] },
};
const content = {
  "application/json": { schema: { type: "object", properties, required: ["required", ""] }, example: {} },
};
const document = {
  openapi: "3.1.1",
  info: { title: "Things", version: "1" },
  tags: [{ name: "things" }],
  paths: {
    "/things": {
      post: {
        ...{ operationId: "addThing", summary: "Add", description: "Adds.", tags: ["things"] },
        security: [{}, { application: ["Things.Read"] }],
        parameters: [{ name: " ", in: "query", schema: { type: "array", items: text }, example: ["a"] }],
        requestBody: { required: true, content, description: "```\nArray [\n```" },
        responses: { "200": { description: "It.", content } },
      },
    },
  },
  components: {
    schemas: { Node: { type: "object", properties: { next: { oneOf: [node, empty] }, size: { type: "integer" } } } },
    securitySchemes: {
      application: {
        type: "oauth2",
        flows: { clientCredentials: { tokenUrl: "https://a.example", scopes: { "Things.Read": "Reads." } } },
      },
    },
  },
} as unknown as OpenApiDocument;

it("reads the same as the document says", async () => {
  const folder = await mkdtemp(join(tmpdir(), "docs-facts-"));
  const browser = await launchBrowser();
  onTestFinished(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });
  await writeFile(join(folder, "openapi.json"), JSON.stringify(document));
  await buildDocs(join(folder, "openapi.json"), join(folder, "site"));

  const docs = await readSiteFacts(await browser.newPage(), join(folder, "site"));

  const table = createTable({ document, spec: listSpecFacts(document), types: [], docs, results: [] });
  expect(findDisagreements(table).filter(({ source }) => source === "docs")).toEqual([]);
  expect(docs).toContainEqual({
    operation: "addthing",
    subject: [],
    attribute: "security",
    value: "none or application Things.Read",
  });
  expect(docs).toContainEqual({
    operation: "addthing",
    subject: ["body", "half"],
    attribute: "exclusiveMinimum",
    value: "0",
  });
  expect(docs).toContainEqual({
    operation: "addthing",
    subject: ["body", "items", "[]"],
    attribute: "nullable",
    value: "yes",
  });
});
