import { expect, it } from "vitest";
import { type Case, type Edit, lintEdit } from "../lint-copy.ts";

const rule = "run-summary/consistent-enums";

const detail = "components/schemas/GraphErrorDetail.yaml";

const accepted: [string, Edit][] = [
  ["an enumeration with null", [detail, "type: string", 'type: [string, "null"]\n    enum: [low, high, null]']],
  ["a constant", [detail, "type: string", "type: string\n    const: low"]],
  ["values without a type", [detail, "type: string", "enum: [low, 1]"]],
  ["a whole number of a number", [detail, "type: string", "type: number\n    enum: [1, 1.5]"]],
];

const refused: Case[] = [
  [
    "null that no value is",
    [detail, "type: string", 'type: [string, "null"]\n    enum: [low, high]'],
    "spec/components/schemas/GraphErrorDetail.yaml:7:5 No value of `enum` is of the type null, so no value of this type is valid. Add `null` to `enum`, or remove null from `type`.",
  ],
  [
    "a type that no value has",
    [detail, "type: string", "type: [string, integer]\n    enum: [low]"],
    "spec/components/schemas/GraphErrorDetail.yaml:7:5 No value of `enum` is of the type integer, so no value of this type is valid. Add one to `enum`, or remove integer from `type`.",
  ],
  [
    "the constant null without a type",
    [detail, "type: string", "const: null"],
    'spec/components/schemas/GraphErrorDetail.yaml:6:5 The types show any value for `const: null` without a type. Write `type: "null"` in its place.',
  ],
  [
    "a constant of another type",
    [detail, "type: string", "type: string\n    const: 1"],
    "spec/components/schemas/GraphErrorDetail.yaml:7:5 The value 1 of `const` is not of the type string. Correct the value or the type.",
  ],
  [
    "a value of another type",
    [detail, "type: string", 'type: boolean\n    enum: [true, "false"]'],
    'spec/components/schemas/GraphErrorDetail.yaml:7:5 The value "false" of `enum` is not of the type boolean.',
  ],
];

it.each(accepted)("accepts %s", async (_name, edit) => {
  expect(await lintEdit(edit, rule)).toEqual([]);
});

it.each(refused)("refuses %s", async (_name, edit, problem) => {
  expect(await lintEdit(edit, rule)).toContainEqual(expect.stringContaining(problem));
});
