import { expect, it } from "vitest";
import { type Case, type Edit, lintEdit } from "../lint-copy.ts";

const rule = "run-summary/no-ref-siblings";

const body = "components/schemas/GraphErrorBody.yaml";

const accepted: [string, Edit][] = [
  [
    "a reference in an allOf",
    [
      body,
      "innerError:\n        $ref: GraphInnerError.yaml",
      "innerError:\n        description: More.\n        allOf: [{ $ref: GraphInnerError.yaml }]",
    ],
  ],
];

const refused: Case[] = [
  [
    "a description beside a reference",
    [body, "$ref: GraphInnerError.yaml", "$ref: GraphInnerError.yaml\n        description: More."],
    "spec/components/schemas/GraphErrorBody.yaml:26:9 Types, client and mock ignore the keys beside a `$ref`. Remove `description`. In a schema, you can put the reference into an `allOf`: `allOf: [{ $ref: GraphInnerError.yaml }]`.",
  ],
];

it.each(accepted)("accepts %s", async (_name, edit) => {
  expect(await lintEdit(edit, rule)).toEqual([]);
});

it.each(refused)("refuses %s", async (_name, edit, problem) => {
  expect(await lintEdit(edit, rule)).toContainEqual(expect.stringContaining(problem));
});
