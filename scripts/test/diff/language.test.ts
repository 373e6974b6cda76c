// Changes of unions, media types, parameter styles, headers and redirects, in requests and in responses.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { OpenApiDocument } from "@run-summary/openapi";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { compareDocuments, listChanges } from "../../diff/compare/compare-documents.ts";
import { type Edit, renameKey } from "./edit-bundle.ts";

const file = fileURLToPath(new URL("./documents/tasks.yaml", import.meta.url));
const text = readFileSync(file, "utf8");

function editTasks(edit: Edit): OpenApiDocument {
  const document = parseDocument(text);
  edit(document);
  return document.toJS() as OpenApiDocument;
}

const base = editTasks(() => {});
const list = ["paths", "/tasks", "get"];
const create = ["paths", "/tasks", "post"];
const schedule = ["components", "schemas", "Schedule"];
const weekly = { $ref: "#/components/schemas/Weekly" };
const csv = [...list, "responses", "200", "content", "text/csv"];
const form = [...create, "requestBody", "content", "application/x-www-form-urlencoded"];
const both = "(responses of getSchedule; request of setSchedule)";

// The changes that have a direction: those of the messages.
const cases: [name: string, edit: Edit, lines: string[]][] = [
  [
    "one more branch: a response may be of another form, a request too",
    (spec) => spec.addIn([...schedule, "oneOf"], weekly),
    [`major response | schema Schedule · branch Weekly ${both} | added`],
  ],
  [
    "a branch that is gone: a request of this form fails, and code that reads its properties does not compile",
    (spec) => spec.deleteIn([...schedule, "oneOf", 0]),
    [`major both | schema Schedule · branch Daily ${both} | removed`],
  ],
  [
    "another branch in the place of one",
    (spec) => spec.setIn([...schedule, "oneOf", 0], weekly),
    [
      `major both | schema Weekly · kind ${both} | const: daily → weekly`,
      `major both | schema Daily · time ${both} | removed`,
      `minor both | schema Weekly · day ${both} | added`,
    ],
  ],
  [
    "branches in another order",
    (spec) => {
      spec.deleteIn([...schedule, "oneOf", 0]);
      spec.addIn([...schedule, "oneOf"], { $ref: "#/components/schemas/Daily" });
    },
    [],
  ],
  [
    "another discriminator",
    (spec) => spec.setIn([...schedule, "discriminator", "propertyName"], "type"),
    [`major both | schema Schedule · discriminator ${both} | propertyName: kind → type`],
  ],
  [
    "another mapping",
    (spec) => spec.setIn([...schedule, "discriminator", "mapping", "daily"], "#/components/schemas/Weekly"),
    [
      `major both | schema Schedule · discriminator · mapping ${both} | daily: #/components/schemas/Daily → #/components/schemas/Weekly`,
    ],
  ],
  [
    "a branch with another constant",
    (spec) => spec.setIn(["components", "schemas", "Daily", "properties", "kind", "const"], "day"),
    [`major both | schema Daily · kind ${both} | const: daily → day`],
  ],
  [
    "a property of a branch that becomes required",
    (spec) => spec.addIn(["components", "schemas", "Daily", "required"], "time"),
    [`major request | schema Daily ${both} | required: added time`],
  ],
  [
    "a branch of anyOf that is gone",
    (spec) => spec.deleteIn(["components", "schemas", "Hourly", "properties", "minute", "anyOf", 1]),
    [`major request | schema Hourly · minute · branch 1 ${both} | removed`],
  ],
  [
    "a format that is gone",
    (spec) => spec.deleteIn(["components", "schemas", "Daily", "properties", "time", "format"]),
    [`major response | schema Daily · time ${both} | format: removed byte`],
  ],
  [
    "a list that is written in another way",
    (spec) => spec.setIn([...list, "parameters", 0, "explode"], true),
    ["major request | list · parameter $select | explode: false → true"],
  ],
  ["a style that is the default", (spec) => spec.deleteIn([...list, "parameters", 0, "style"]), []],
  [
    "a key of an object in the query that is gone, and a new one",
    (spec) => {
      const properties = [...list, "parameters", 1, "schema", "properties"];
      spec.deleteIn([...properties, "from"]);
      spec.setIn([...properties, "to"], { type: "integer" });
    },
    [
      "major request | list · parameter filter · from | removed",
      "minor request | list · parameter filter · to | added",
    ],
  ],
  [
    "a response of another media type",
    (spec) => renameKey(spec, csv, "text/plain"),
    ["major response | list · response 200 · text/plain | renamed from text/csv to text/plain"],
  ],
  [
    "a request of another media type and schema",
    (spec) => {
      spec.deleteIn(form);
      spec.setIn([...create, "requestBody", "content", "text/plain"], { schema: { type: "string" } });
    },
    [
      "major request | create · request body · application/x-www-form-urlencoded | removed",
      "minor request | create · request body · text/plain | added",
    ],
  ],
  [
    "a header of a success that is gone",
    (spec) => spec.deleteIn([...create, "responses", "202", "headers", "Location"]),
    ["major response | create · response 202 · header Location | removed"],
  ],
  [
    "a header of a success that may be missing, and a new one",
    (spec) => {
      spec.setIn([...create, "responses", "202", "headers", "Location", "required"], false);
      spec.setIn([...create, "responses", "202", "headers", "Retry-After"], { schema: { type: "integer" } });
    },
    [
      "major response | create · response 202 · header Location | required: true → false",
      "minor response | create · response 202 · header Retry-After | added",
    ],
  ],
  [
    "one more redirect",
    (spec) => spec.setIn([...create, "responses", "303"], { description: "Elsewhere." }),
    ["major response | create · response 303 | added"],
  ],
  [
    "a redirect that becomes another",
    (spec) => renameKey(spec, ["paths", "/tasks/schedule", "put", "responses", "302"], "307"),
    ["major response | setSchedule · response 302 | removed", "major response | setSchedule · response 307 | added"],
  ],
];

it.each(cases)("%s", async (_, edit, lines) => {
  const changes = await compareDocuments(base, editTasks(edit));

  expect(changes.length).toBeGreaterThan(0); // no difference is silent
  const inMessages = changes.filter(({ direction }) => direction !== "none");
  expect(inMessages.map(({ bump, direction, where, what }) => `${bump} ${direction} | ${where} | ${what}`)).toEqual(
    lines,
  );
});

describe("a schema that contains itself", () => {
  /** A document of schemas of which each contains all others, and some contain themselves by their `allOf`. */
  function createRecursive(extra: object): OpenApiDocument {
    const names = Array.from({ length: 16 }, (_, index) => `S${index}`);
    const refer = (name: string) => ({ $ref: `#/components/schemas/${name}` });
    const wrap = (name: string) => (name === "S1" ? { allOf: [refer(name)], description: "One." } : refer(name));
    const properties = Object.fromEntries(names.map((name) => [name, wrap(name)]));
    const schemas = {
      ...Object.fromEntries(
        names.map((name) => [name, { type: "object", properties, ...(name === "S3" ? extra : {}) }]),
      ),
      A: { allOf: [refer("B")], ...extra },
      B: { allOf: [refer("A")], properties: { c: { allOf: [refer("B")] } } },
      C: { type: "object", properties: { c: { allOf: [refer("C")] } }, ...extra },
    };
    const responses = Object.fromEntries(
      ["S0", "A", "B", "C"].map((name, index) => [
        200 + index,
        { description: name, content: { "application/json": { schema: refer(name) } } },
      ]),
    );
    const paths = { "/a": { get: { operationId: "a", responses } } };
    const document = { openapi: "3.1.1", info: { title: "A", version: "1" }, paths, components: { schemas } };
    return JSON.parse(JSON.stringify(document)); // each reference is an object of its own, as in a file
  }

  it("is compared in a time that follows its size", () => {
    const changes = listChanges(createRecursive({}), createRecursive({ required: ["S1"] }));

    expect(changes.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(["#/components/schemas/S3/required", "#/components/schemas/C/required"]),
    );
  }, 5000);

  it.each(["#/paths/~1tasks", "#/paths", "elsewhere.yaml", "#"])("has an end where it is %s", (reference) => {
    const next = editTasks((spec) => spec.setIn([...csv, "schema", "$ref"], reference));

    expect(listChanges(base, next)).not.toEqual([]);
  });

  it("is no change where it stays as it is", () => {
    expect(listChanges(createRecursive({}), createRecursive({}))).toEqual([]);
  });
});
