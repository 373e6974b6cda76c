import { expect, it } from "vitest";
import { type Case, type Edit, lintEdit } from "../lint-copy.ts";

const rule = "run-summary/supported-parameters";

const prefer = "components/parameters/prefer.yaml";

const accepted: [string, Edit][] = [["a parameter in the query", [prefer, "in: header", "in: query"]]];

const refused: Case[] = [
  [
    "a style that the client does not support",
    [prefer, "required: false", "required: false\nexplode: true"],
    "spec/components/parameters/prefer.yaml:4:10 The client does not support `explode`. Remove it.",
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
    "spec/components/parameters/prefer.yaml:9:3 The client does not send the type array in: header. Describe the parameter as a string.",
  ],
];

it.each(accepted)("accepts %s", async (_name, edit) => {
  expect(await lintEdit(edit, rule)).toEqual([]);
});

it.each(refused)("refuses %s", async (_name, edit, problem) => {
  expect(await lintEdit(edit, rule)).toContainEqual(expect.stringContaining(problem));
});
