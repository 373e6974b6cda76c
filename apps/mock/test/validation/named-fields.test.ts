// What the fields of a form mean, and what a response says of properties that a body may not have.
import { describe, expect, it } from "vitest";
import { createDocument } from "../helpers/documents.ts";
import { listErrorDetails, send, temporaryMock } from "../helpers/requests.ts";

/** The violations of a body, as `/body/name: message`; none where it is valid. */
async function validate(content: object, contentType: string, body: string, read: object = {}): Promise<string[]> {
  const post = {
    requestBody: { required: true, content: { [contentType]: content } },
    responses: {
      200: { description: "done", content: { "application/json": { schema: read, example: {} } } },
      400: { description: "wrong" },
    },
  };
  const mock = await temporaryMock({ spec: createDocument({ "/a": { post } }) });
  const response = await send(`${mock.url}/a`, { method: "POST", headers: { "content-type": contentType }, body });
  if (response.status === 200) return [];
  return listErrorDetails(response);
}

const form = {
  schema: {
    type: "object",
    properties: {
      filter: { type: "object", properties: { a: { type: "integer" } }, additionalProperties: false },
      ids: { type: "array", items: { type: "integer" } },
      tags: { type: "array", items: { type: "string", maxLength: 3 }, maxItems: 2 },
      name: { type: "string" },
      limit: { anyOf: [{ type: "integer" }, { type: "string", enum: ["all"] }] },
      code: { type: ["integer", "string"], enum: ["12"] },
      pair: { type: "array", items: { type: "integer" }, minItems: 2 },
    },
    additionalProperties: { type: "string", maxLength: 3 },
  },
  encoding: {
    filter: { style: "deepObject", explode: true },
    tags: { style: "spaceDelimited" },
    name: { style: "form", allowReserved: false }, // Prism leaves out an encoding without a style
  },
};

it.each([
  ["filter[a]=1&ids=1&ids=2", []],
  ["filter[a]=x", ["/body/filter/a: Request body property filter.a must be integer."]],
  ["filter=1", ["/body/filter: Request body property filter must be object."]],
  ["pair=1&pair=2", []],
  ["limit=5&code=x", ["/body/code: Request body property code must be equal to one of the allowed values: 12."]],
  ["limit=5&name=5", []],
  ["limit=all&name=5", []],
  ["code=12&limit=5", []],
  [
    "pair=1,2",
    [
      "/body/pair: Request body property pair must NOT have fewer than 2 items.",
      "/body/pair/0: Request body property pair.0 must be integer.",
    ],
  ],
  ["tags[0]=abcd", ["/body/tags[0]: Request body property tags[0] must NOT have more than 3 characters."]],
  ["tags=abc%20def", []],
  ["tags=abc%20defg", ["/body/tags/1: Request body property tags.1 must NOT have more than 3 characters."]],
  ["tags=a%20b%20c", ["/body/tags: Request body property tags must NOT have more than 2 items."]],
  ["other=abc", []],
  ["other=abcd", ["/body/other: Request body property other must NOT have more than 3 characters."]],
  ["filters=abcd", ["/body/filters: Request body property filters must NOT have more than 3 characters."]],
  ["name=a%3Ab", []],
  ["name=a:b", ["/body/name: Request body property name has reserved characters, which have to be percent-encoded."]],
])("the form %s", async (text, violations) => {
  expect(await validate(form, "application/x-www-form-urlencoded", text)).toEqual(violations);
});

it("the parts of an object's field are no fields of their own", async () => {
  const closed = { ...form, schema: { ...form.schema, additionalProperties: false } };
  const send = (text: string) => validate(closed, "application/x-www-form-urlencoded", text);

  expect(await send("filter[a]=1&ids=1&ids=2&name=a")).toEqual([]);
  expect(await send("filters[a]=1")).toEqual([expect.stringMatching(/^\/body\/filters\[a\]: /)]);
});

it("a text of a form is a number or a text as the other fields say", async () => {
  const create = (kind: string, type: string) => ({
    type: "object",
    required: ["kind", "value"],
    properties: { kind: { const: kind }, value: { type } },
  });
  const content = { schema: { type: "object", oneOf: [create("number", "integer"), create("text", "string")] } };
  const send = (text: string) => validate(content, "application/x-www-form-urlencoded", text);

  expect(await send("kind=number&value=5")).toEqual([]);
  expect(await send("kind=text&value=5")).toEqual([]);
  expect(await send("kind=number&value=a")).not.toEqual([]);
});

describe("the parts of a form", () => {
  const object = { type: "object", required: ["a"], properties: { a: { type: "integer" } } };
  const parts = {
    schema: {
      type: "object",
      properties: {
        filter: object,
        list: { type: "array", items: object },
        ids: { type: "array", items: { type: "integer" } },
        "x/y": { type: "integer" },
        deep: object,
        name: { type: "string", maxLength: 3 },
      },
      additionalProperties: false,
    },
    encoding: { deep: { style: "deepObject", explode: true }, name: { style: "form", allowReserved: false } },
  };
  const createBody = (fields: readonly [name: string, value: string, rest?: string][]) =>
    `${fields
      .map(
        ([name, value, rest = ""]) =>
          `--X\r\ncontent-disposition: form-data; name="${name}"${rest}\r\n\r\n${value}\r\n`,
      )
      .join("")}--X--\r\n`;
  const file = '; filename="a.json"\r\ncontent-type: application/json';

  it.each<[string, [name: string, value: string, rest?: string][], string[]]>([
    ["none", [], []],
    ["a text", [["name", "äöü"]], []],
    [
      "a longer text",
      [["name", "abcd"]],
      ["/body/name: Request body property name must NOT have more than 3 characters."],
    ],
    [
      "a text with reserved characters",
      [["name", "a:b"]],
      ["/body/name: Request body property name has reserved characters, which have to be percent-encoded."],
    ],
    ["a number", [["x/y", "5"]], []],
    ["no number", [["x/y", "a"]], ["/body/x~1y: Request body property x/y must be integer."]],
    [
      "a list",
      [
        ["ids", "1"],
        ["ids", "2"],
      ],
      [],
    ],
    ["a list of one", [["ids", "1"]], []],
    [
      "a list with a text",
      [
        ["ids", "1"],
        ["ids", "a"],
      ],
      ["/body/ids/1: Request body property ids.1 must be integer."],
    ],
    ["an object in JSON", [["filter", '{"a":1}']], []],
    ["an object in a file", [["filter", '{"a":1}', file]], []],
    ["a wrong object", [["filter", '{"a":"1"}']], ["/body/filter/a: Request body property filter.a must be integer."]],
    ["no object", [["filter", "[1]"]], ["/body/filter: Request body property filter must be object."]],
    ["no JSON", [["filter", "{"]], ["/body/filter: Request body property filter must be object."]],
    [
      "two objects",
      [
        ["filter", '{"a":1}'],
        ["filter", '{"a":1}'],
      ],
      ["/body/filter: Request body property filter must be object."],
    ],
    [
      "a list of objects",
      [
        ["list", '{"a":1}'],
        ["list", '{"a":2}'],
      ],
      [],
    ],
    ["a list of one object", [["list", '{"a":1}']], []],
    [
      "a list with a wrong object",
      [
        ["list", '{"a":1}'],
        ["list", "{}"],
      ],
      ["/body/list/1/a: Request body property list.1 must have required property 'a'."],
    ],
    [
      "a list of texts like objects",
      [["ids", '{"a":1}']],
      ["/body/ids/0: Request body property ids.0 must be integer."],
    ],
    ["an object in its own style", [["deep[a]", "1"]], []],
    [
      "an object in JSON in place of its own style",
      [["deep", '{"a":1}']],
      ["/body/deep: Request body property deep must be object."],
    ],
    [
      "a part that there is not",
      [["other", "1"]],
      [expect.stringMatching(/^\/body\/other: There is no property 'other' to write/)],
    ],
  ])("%s", async (_what, fields, violations) => {
    expect(await validate(parts, "multipart/form-data; boundary=X", createBody(fields))).toEqual(violations);
  });

  it("an object in JSON may be in a form of x-www-form-urlencoded, too", async () => {
    const send = (filter: string) =>
      validate(parts, "application/x-www-form-urlencoded", new URLSearchParams({ filter }).toString());

    expect(await send('{"a":1}')).toEqual([]);
    expect(await send('{"a":"1"}')).toEqual(["/body/filter/a: Request body property filter.a must be integer."]);
  });
});

const inner = {
  type: "object",
  properties: { b: { type: "object", additionalProperties: false } },
  additionalProperties: false,
};
const written = { schema: { type: "object", properties: { a: inner, name: {} }, additionalProperties: false } };
const read = { type: "object", properties: { id: { type: "string", readOnly: true }, size: { type: "integer" } } };

it.each([
  [{ a: { x: 1 } }, ["There is no property 'x' to write in /a."]],
  [{ a: { b: { x: 1 } } }, ["There is no property 'x' to write in /a/b."]],
  [{ id: "1" }, ["The property 'id' is read-only."]],
  [{ size: 1 }, ["There is no property 'size' to write; the body takes a, name."]],
  [
    { x: 1, y: 2 },
    ["There is no property 'x' to write; the body takes a, name.", "There is no property 'y' to write."],
  ],
])("a body that has %j", async (body, messages) => {
  const violations = await validate(written, "application/json", JSON.stringify(body), read);

  expect(violations.map((line) => line.replace(/^\S+: /, ""))).toEqual(messages);
});
