import { expect, it } from "vitest";
import { type Case, type Edit, lintEdit } from "../lint-copy.ts";
import { lintDocument } from "../lint-document.ts";

const rule = "run-summary/supported-parameters";

const prefer = "components/parameters/prefer.yaml";

const accepted: [string, Edit][] = [["a parameter in the query", [prefer, "in: header", "in: query"]]];

const refused: Case[] = [
  [
    "a style that the client does not support",
    [prefer, "required: false", "required: false\nallowReserved: true"],
    "spec/components/parameters/prefer.yaml:4:16 The client does not support `allowReserved`. Remove it.",
  ],
  [
    "a header that OpenAPI ignores",
    [prefer, "name: Prefer", "name: content-Type"],
    "spec/components/parameters/prefer.yaml:1:7 OpenAPI ignores a header parameter `content-Type`. Remove it, and describe it by the media types of the request body.",
  ],
  [
    "a header of the security scheme",
    [prefer, "name: Prefer", "name: Authorization"],
    "spec/components/parameters/prefer.yaml:1:7 OpenAPI ignores a header parameter `Authorization`. Remove it, and describe it by `security`.",
  ],
  [
    "a cookie",
    [prefer, "in: header", "in: cookie"],
    "spec/components/parameters/prefer.yaml:2:5 The client does not send parameters in: cookie. Use path, query or header.",
  ],
  [
    "a list in a header",
    [
      prefer,
      "  type: string\nexample: return=representation",
      "  type: array\n  items: { type: string }\nexample: [a]",
    ],
    "spec/components/parameters/prefer.yaml:9:3 The client does not send the type array in: header. Write `type: string`.",
  ],
];

it.each(accepted)("accepts %s", async (_name, edit) => {
  expect(await lintEdit(edit, rule)).toEqual([]);
});

it.each(refused)("refuses %s", async (_name, edit, problem) => {
  expect(await lintEdit(edit, rule)).toContainEqual(expect.stringContaining(problem));
});

const list = { type: "array", items: { type: "string" } };
const flat = { type: "object", properties: { a: { type: "integer" } }, additionalProperties: false };

it.each([
  [{ schema: list }, []],
  [{ explode: false, schema: list }, []],
  [{ style: "form", explode: true, schema: { type: "string" } }, []],
  [{ style: "deepObject", explode: true, schema: flat }, []],
  [
    { style: "pipeDelimited", schema: list },
    ["with the style pipeDelimited. Remove it; write `explode: false` for `a,b`."],
  ],
  [{ schema: { type: "array", items: list } }, ["An item of a list in the query is a text, a number or a boolean."]],
  [{ schema: flat }, ["The client writes an object only as `name[key]=value`. Write `style: deepObject`"]],
  [{ style: "deepObject", schema: { ...flat, additionalProperties: true } }, ["has named properties"]],
  [{ style: "deepObject", schema: { ...flat, properties: { a: list } } }, ["has named properties"]],
  [{ style: "deepObject", schema: { ...flat, properties: { "01": { type: "string" } } } }, ["has named properties"]],
  [{ style: "deepObject", schema: { ...flat, properties: { "a[b]": { type: "string" } } } }, ["has named properties"]],
  [
    { style: "deepObject", schema: { type: "string" } },
    ["The client does not write the type string with the style deepObject"],
  ],
  [{ schema: {} }, ["The client does not send the type of any value in: query. Write `type: string`."]],
  [{ schema: { type: ["string", "null"] } }, ["The client does not send the type string,null in: query."]],
])("checks the style of a query parameter with %j", async (parameter, problems) => {
  const parameters = [{ name: "a", in: "query", ...parameter }];

  const found = await lintDocument({ paths: { "/": { get: { parameters, responses: {} } } } }, rule);

  expect(found).toEqual(problems.map((problem) => expect.stringContaining(problem)));
});
