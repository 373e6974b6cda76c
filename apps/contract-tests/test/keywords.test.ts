// The keywords that a schema may have, also those that the spec does not use today. The cases have both sides of each
// boundary, and the mock accepts what the validator accepts.
import { createContract } from "@run-summary/contract";
import {
  createArbitrary,
  createBudget,
  createChangedArbitrary,
  listBodyCases,
  listParameterCases,
  type PreparedOperation,
  sendRequest,
} from "@run-summary/contract/cases";
import { startMock } from "@run-summary/mock";
import type { OpenApiDocument } from "@run-summary/openapi";
import fc from "fast-check";
import { expect, it, onTestFinished } from "vitest";

const example = {
  name: "ab",
  level: 3,
  kind: 7,
  mode: "fast",
  state: null,
  when: "2017-01-01T00:01:17Z",
  ratio: 0.5,
  isOn: true,
  share: 0.5,
  ids: ["7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71", "00000000-0000-0000-0000-000000000000"],
  texts: { a: "b" },
  settings: { "a/b~c": 1, tags: ["x"] },
};
const dateTime = {
  type: "string",
  format: "date-time",
  pattern: "^\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,7})?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)$",
};
const uuid = { type: "string", format: "uuid", pattern: "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$" };
const schema = {
  type: "object",
  required: ["name", "settings"],
  additionalProperties: false,
  properties: {
    name: { type: "string", minLength: 2, maxLength: 3 },
    level: { type: "integer", format: "int32" },
    kind: { const: 7 },
    mode: { type: "string", pattern: "^[a-z]+$" },
    state: { type: ["string", "null"], enum: ["on", null] },
    when: dateTime,
    ratio: { type: "number", minimum: 0, maximum: 1 },
    isOn: { type: "boolean" },
    share: { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1, multipleOf: 0.25 },
    ids: { type: "array", minItems: 2, maxItems: 2, uniqueItems: true, items: uuid },
    texts: { type: "object", additionalProperties: { type: "string" } },
    settings: {
      type: "object",
      required: ["a/b~c"],
      properties: { "a/b~c": { type: "integer" }, tags: { type: "array", items: { enum: ["x", "y"] } } },
    },
  },
};
const document = {
  openapi: "3.1.1",
  jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
  info: { title: "All keywords", version: "1" },
  paths: {
    "/things": {
      post: {
        operationId: "addThing",
        parameters: [
          { name: "top", in: "query", required: true, schema: { type: "integer", minimum: 1, maximum: 9 }, example: 1 },
          { name: "tags", in: "query", schema: { type: "array", items: { enum: ["x", "y"] } }, example: ["x"] },
          { name: "is-on", in: "header", required: true, schema: { type: "boolean" }, example: true },
        ],
        requestBody: { content: { "application/json": { schema, examples: { one: { value: example } } } } },
        responses: { 204: { description: "Added" }, 400: { description: "Not added" } },
      },
    },
  },
} as unknown as OpenApiDocument;
const contract = createContract(document);
const { validator } = contract;
const [operation] = contract.operations as readonly [PreparedOperation];
const full = createBudget({ CONTRACT_FULL: "1" });
const listAllParameterCases = () =>
  operation.parameters.flatMap((one) => listParameterCases(document, validator, contract.paths, operation, one, full));

it.each([
  ['name = "a" → 400', 'name = "aa" → 204', 'name = "aaa" → 204', 'name = "aaaa" → 400', 'name = "😀😀😀" → 204'],
  ["level = 2147483647 → 204", "level = 2147483648 → 400", "level = 1.5 → 400", 'level = "1" → 400'],
  ["kind = 7 → 204", "kind = 1 → 400", 'kind = "1" → 400'],
  ['mode = "fast" → 204', 'mode = "FAST" → 400', 'mode = "fast\\n" → 400'],
  ['state = "on" → 204', "state = null → 204", 'state = "ON" → 400', 'state = "onx" → 400'],
  ['when = "2017-01-01T00:01:17.4310553-08:00" → 204', 'when = "2017-01-01 00:01:17Z" → 400'],
  ['when = "2016-02-29T00:01:17Z" → 204', 'when = "2017-02-30T00:01:17Z" → 400'],
  ["ratio = 0 → 204", "ratio = -0.5 → 400", "ratio = 1 → 204", "ratio = 1.5 → 400"],
  ["share = 0 → 400", "share = 0.5 → 204", "share = 1 → 400", "share = 0.375 → 400"],
  ["ids = [] → 400", 'ids/0 = "1" → 400', 'ids/0 = "7B1F8A52-6C1D-4E0B-8F5A-2D9F0C3E4B71" → 204'],
  ["texts/unknownProperty = 1 → 400"],
  ["isOn = true → 204", 'isOn = "true" → 400', "isOn = 1 → 400"],
  ["without name → 400", "without settings/a/b~c → 400", "settings/unknownProperty = 1 → 204"],
  ['settings/tags/0 = "x" → 204', 'settings/tags/0 = "X" → 400', "settings/tags = [] → 204"],
  ["without the body → 204", "the body = null → 400", "the body = [] → 400", "unknownProperty = 1 → 400"],
])("has the cases %s, %s", (...titles) => {
  const cases = listBodyCases(document, validator, operation, full).map(({ title, status }) => `${title} → ${status}`);

  expect(cases).toEqual(expect.arrayContaining(titles));
});

it.each([
  [
    "top: 0 → 400",
    "top: 1 → 204",
    "top: 9 → 204",
    "top: 10 → 400",
    "top: 1.5 → 400",
    'top: "" → 400',
    "top: 0x1 → 400",
  ],
  ["without top → 400", "without is-on → 400", "is-on: true → 204", "is-on: 1 → 400"],
  ["tags: x → 204", "tags: X → 400"],
])("has the parameters %s, %s", (...titles) => {
  const cases = listAllParameterCases().map(({ title, status }) => `${title} → ${status}`);

  expect(cases).toEqual(expect.arrayContaining(titles));
});

it("the mock comes to the same verdict as the validator on each", async () => {
  const mock = await startMock({ spec: document });
  onTestFinished(() => mock.close());
  const cases = [...listBodyCases(document, validator, operation, full), ...listAllParameterCases()];

  const wrong: string[] = [];
  for (const { title, request, status } of cases) {
    const response = await sendRequest(mock.apiUrl, request);
    if (response.status !== status) wrong.push(`${title}: ${response.status}, not ${status}`);
  }

  expect(wrong).toEqual([]);
});

it("generated values conform; with one change, some of them do not", () => {
  const conforms = (body: unknown) => validator.validateValue(schema, body).length === 0;

  const made = fc.sample(createArbitrary(document, schema), { seed: 1, numRuns: 200 });
  const changed = fc.sample(createChangedArbitrary(document, schema), { seed: 1, numRuns: 200 });

  expect(made.filter((body) => !conforms(body))).toEqual([]);
  expect(new Set(changed.map(conforms))).toEqual(new Set([true, false]));
});
