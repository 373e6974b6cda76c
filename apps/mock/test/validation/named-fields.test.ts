// What the fields of a form mean, and what a response says of properties that a body may not have.
import { expect, it } from "vitest";
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
