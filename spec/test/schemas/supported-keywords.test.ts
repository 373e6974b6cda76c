import { expect, it } from "vitest";
import { type Case, type Edit, lintEdit } from "../lint-copy.ts";

const rule = "run-summary/supported-keywords";

const detail = "components/schemas/GraphErrorDetail.yaml";

const accepted: [string, Edit][] = [
  ["a keyword of the schema's type", [detail, "type: string", "type: string\n    minLength: 1"]],
  ["an extension", [detail, "type: string", "type: string\n    x-note: A."]],
  ["an enumeration of texts and null", [detail, "type: string", 'type: [string, "null"]\n    enum: [a, null]']],
  ["a format of a response that the client does not check", [detail, "type: string", "type: string\n    format: date"]],
];

const refused: Case[] = [
  [
    "a keyword that the client cannot check",
    ["components/schemas/RunSummary.yaml", "type: object", "type: object\nminProperties: 1"],
    "spec/components/schemas/RunSummary.yaml:2:1 The client cannot check the keyword `minProperties`. Use type, const, enum, allOf, anyOf, oneOf, items, minItems",
  ],
  [
    "a keyword that the client cannot check, in an error",
    [detail, "type: string", "type: string\n    not: { const: a }"],
    "spec/components/schemas/GraphErrorDetail.yaml:7:5 The client cannot check the keyword `not`.",
  ],
  [
    "a keyword that the client cannot check, in a parameter",
    ["components/parameters/prefer.yaml", "type: string", "type: string\n  not: { const: a }"],
    "spec/components/parameters/prefer.yaml:10:3 The client cannot check the keyword `not`.",
  ],
  [
    "a keyword of another type",
    [detail, "type: string", "type: string\n    maximum: 1"],
    "spec/components/schemas/GraphErrorDetail.yaml:7:5 `maximum` has no effect without a type that it applies to. Write `type: integer` or `number`.",
  ],
  [
    "an object in an enumeration",
    [detail, "type: string", "type: [string, object]\n    enum: [a, {}]"],
    "spec/components/schemas/GraphErrorDetail.yaml:7:5 The client cannot compare objects and lists. Write a `type` and its keywords instead of `enum`.",
  ],
  [
    "a list as a constant",
    [detail, "type: string", "type: array\n    const: [false]"],
    "spec/components/schemas/GraphErrorDetail.yaml:7:5 The client cannot compare objects and lists. Write a `type` and its keywords instead of `const`.",
  ],
  [
    "the schema `true`",
    [detail, "properties:", "properties:\n  any: true"],
    "spec/components/schemas/GraphErrorDetail.yaml:4:1 The client does not support the schemas `true` and `false`. Write `{}` for a schema that allows any value.",
  ],
  [
    "a format of a request body that the client cannot check",
    ["components/schemas/RunSummaryProperties.yaml", "format: date-time", "format: date"],
    "spec/components/schemas/RunSummaryProperties.yaml:44:5 The client cannot check the format `date` of a request. Use binary, byte, date-time, password, uuid; or a `pattern`.",
  ],
];

it.each(accepted)("accepts %s", async (_name, edit) => {
  expect(await lintEdit(edit, rule)).toEqual([]);
});

it.each(refused)("refuses %s", async (_name, edit, problem) => {
  expect(await lintEdit(edit, rule)).toContainEqual(expect.stringContaining(problem));
});
