import { expect, it } from "vitest";
import { type Case, type Edit, lintEdit } from "../lint-copy.ts";

const rule = "run-summary/exact-numbers";

const detail = "components/schemas/GraphErrorDetail.yaml";

const accepted: [string, Edit][] = [
  ["the largest exact number", [detail, "type: string", "type: integer\n    maximum: 9007199254740991"]],
  ["a step of a whole number", [detail, "type: string", "type: integer\n    multipleOf: 10"]],
  ["a step of a quarter", [detail, "type: string", "type: number\n    multipleOf: 0.25"]],
  ["a fraction", [detail, "type: string", "type: number\n    minimum: 0.1"]],
];

const refused: Case[] = [
  [
    "a limit that JavaScript rounds",
    [detail, "type: string", "type: integer\n    maximum: 9223372036854775807"],
    "spec/components/schemas/GraphErrorDetail.yaml:7:14 JavaScript rounds numbers beyond 9007199254740991, so that the client and the mock would use another value of `maximum`.",
  ],
  [
    "a value that JavaScript rounds",
    [detail, "type: string", "type: integer\n    enum: [1, -9007199254740993]"],
    "spec/components/schemas/GraphErrorDetail.yaml:7:11 JavaScript rounds numbers beyond 9007199254740991",
  ],
  [
    "a step of a fraction",
    [detail, "type: string", "type: number\n    multipleOf: 0.01"],
    "spec/components/schemas/GraphErrorDetail.yaml:7:17 JavaScript computes the multiples of 0.01 inexactly: 19.99 would be no multiple of 0.01. Write a whole number, or a half or a quarter",
  ],
];

it.each(accepted)("accepts %s", async (_name, edit) => {
  expect(await lintEdit(edit, rule)).toEqual([]);
});

it.each(refused)("refuses %s", async (_name, edit, problem) => {
  expect(await lintEdit(edit, rule)).toContainEqual(expect.stringContaining(problem));
});
