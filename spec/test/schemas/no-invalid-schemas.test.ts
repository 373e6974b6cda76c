import { expect, it } from "vitest";
import { type Case, type Edit, lintEdit } from "../lint-copy.ts";

const rule = "run-summary/no-invalid-schemas";

const retryAfter = "components/headers/retryAfter.yaml";
const detail = "components/schemas/GraphErrorDetail.yaml";

const accepted: [string, Edit][] = [
  ["a pattern with a group", [retryAfter, "pattern: ^(", "pattern: ^(?:"]],
  ["a format that a validator knows", [detail, "type: string", "type: string\n    format: uri"]],
];

const refused: Case[] = [
  [
    "a pattern that is not a regular expression",
    [retryAfter, "pattern: ^(", "pattern: ^(("],
    "spec/components/headers/retryAfter.yaml:7:12 The schema does not compile under JSON Schema 2020-12: Invalid regular expression",
  ],
  [
    "a format that no validator knows",
    ["components/schemas/RunSummaryProperties.yaml", "format: date-time", "format: datetime"],
    'spec/components/schemas/RunSummaryProperties.yaml:44:13 The schema does not compile under JSON Schema 2020-12: unknown format "datetime" ignored in schema at path "#". Write a format that a validator knows',
  ],
  [
    "a keyword with a value that it cannot have",
    [detail, "required: [code, message]", "required: [code, code]"],
    "spec/components/schemas/GraphErrorDetail.yaml:3:11 The schema does not compile under JSON Schema 2020-12: schema is invalid: data/required must NOT have duplicate items",
  ],
];

it.each(accepted)("accepts %s", async (_name, edit) => {
  expect(await lintEdit(edit, rule)).toEqual([]);
});

it.each(refused)("refuses %s", async (_name, edit, problem) => {
  expect(await lintEdit(edit, rule)).toContainEqual(expect.stringContaining(problem));
});
