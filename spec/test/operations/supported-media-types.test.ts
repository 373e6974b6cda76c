import { expect, it } from "vitest";
import { lintDocument } from "../lint-document.ts";

const rule = "run-summary/supported-media-types";

const text = { type: "string" };
const file = { type: "string", format: "binary" };
const form = {
  type: "object",
  properties: { name: text, ids: { type: "array", items: { type: "integer" } } },
  additionalProperties: false,
};

function lintRequest(content: object): Promise<string[]> {
  return lintDocument({ paths: { "/": { post: { requestBody: { content }, responses: {} } } } }, rule);
}
function lintResponse(status: string, content: object): Promise<string[]> {
  const responses = { [status]: { description: "", content } };
  return lintDocument({ paths: { "/": { get: { responses } } } }, rule);
}

it.each([
  ["application/merge-patch+json", { type: "object" }],
  ["text/csv", { type: "string", maxLength: 5 }],
  ["application/octet-stream", file],
  ["application/x-www-form-urlencoded", form],
])("accepts a request of %s", async (mediaType, schema) => {
  expect(await lintRequest({ [mediaType]: { schema } })).toEqual([]);
});

it.each([
  ["multipart/form-data", form, "The client does not write `multipart/form-data`. Write `application/octet-stream`"],
  ["text/*", text, "`text/*` is no single media type"],
  ["text/plain; charset=utf-8", text, "is no single media type in lower case without parameters"],
  ["text/plain", { type: "integer" }, "The body of `text/plain` is a text. Write `type: string`."],
  ["text/plain", file, "The body of `text/plain` is a text. Write `type: string`."],
  [
    "image/png",
    text,
    "The body of `image/png` is binary. Write `type: string` and `format: binary`, and nothing else.",
  ],
  ["image/png", { ...file, maxLength: 5 }, "The body of `image/png` is binary."],
  ["application/json", { type: "object", properties: { a: file } }, "JSON holds no binary content."],
  ["application/x-www-form-urlencoded", text, "has fields. Write `type: object`."],
  [
    "application/x-www-form-urlencoded",
    { type: "object", properties: { a: { type: "object" } } },
    "A field of a form is a text, a number or a boolean, or a list of them.",
  ],
  [
    "application/x-www-form-urlencoded",
    { type: "object", properties: { a: { type: "array", items: { type: "array", items: text } } } },
    "A field of a form is a text, a number or a boolean, or a list of them.",
  ],
])("refuses a request of %s with the schema %j", async (mediaType, schema, problem) => {
  expect(await lintRequest({ [mediaType]: { schema } })).toContainEqual(expect.stringContaining(problem));
});

it("refuses another encoding of a form", async () => {
  const content = { schema: form, encoding: { ids: { explode: false } } };

  expect(await lintRequest({ "application/x-www-form-urlencoded": content })).toEqual([
    expect.stringContaining("The client writes the fields of a form in OpenAPI's default style. Remove `encoding`."),
  ]);
});

it("refuses a body of two media types", async () => {
  expect(await lintRequest({ "application/json": { schema: {} }, "text/csv": { schema: text } })).toEqual([
    expect.stringContaining("The client reads and writes one media type of a body, and here are 2."),
  ]);
});

it.each([
  ["200", "text/plain", text, []],
  ["200", "application/x-www-form-urlencoded", form, ["The client does not read `application/x-www-form-urlencoded`."]],
  ["4XX", "application/problem+json", {}, ["The client reads errors as JSON only. Write `application/json`"]],
])("checks the response %s of %s", async (status, mediaType, schema, problems) => {
  const found = await lintResponse(status, { [mediaType]: { schema } });

  expect(found).toEqual(problems.map((problem) => expect.stringContaining(problem)));
});
