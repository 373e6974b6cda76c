import { expect, it } from "vitest";
import { type Case, type Edit, lintEdit } from "../lint-copy.ts";

const rule = "run-summary/property-description";

const detail = "components/schemas/GraphErrorDetail.yaml";
const body = "components/schemas/GraphErrorBody.yaml";

const accepted: [string, Edit][] = [
  [
    "a property whose schema is described in its own file",
    [body, "target:", "inner:\n        $ref: GraphInnerError.yaml\n      target:"],
  ],
];

const refused: Case[] = [
  [
    "a property without a description",
    [detail, "description: What the error is about.", "deprecated: false"],
    "spec/components/schemas/GraphErrorDetail.yaml:11:3 The property `target` has no description. Write a `description` that tells callers what it means.",
  ],
];

it.each(accepted)("accepts %s", async (_name, edit) => {
  expect(await lintEdit(edit, rule)).toEqual([]);
});

it.each(refused)("refuses %s", async (_name, edit, problem) => {
  expect(await lintEdit(edit, rule)).toContainEqual(expect.stringContaining(problem));
});
