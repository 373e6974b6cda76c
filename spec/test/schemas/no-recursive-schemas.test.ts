import { expect, it } from "vitest";
import { type Case, type Edit, lintEdit } from "../lint-copy.ts";

const rule = "run-summary/no-recursive-schemas";

const properties = "components/schemas/RunSummaryProperties.yaml";
const detail = "components/schemas/GraphErrorDetail.yaml";

const accepted: [string, Edit][] = [
  [
    "an error that contains errors",
    [
      detail,
      "properties:",
      "properties:\n  details:\n    type: array\n    description: More.\n    items: { $ref: GraphErrorDetail.yaml }",
    ],
  ],
];

const refused: Case[] = [
  [
    "a request body that contains itself",
    [
      properties,
      "properties:",
      "properties:\n  inner:\n    type: array\n    items: { $ref: RunSummaryProperties.yaml }",
    ],
    "spec/components/schemas/RunSummaryProperties.yaml:6:12 The schema contains itself, at /inner/items, so a check of a value would not end. Write each level as a schema of its own.",
  ],
  [
    "a schema that is a part of its own allOf",
    [detail, "required:", "allOf: [{ $ref: GraphErrorDetail.yaml }]\nrequired:"],
    "spec/components/schemas/GraphErrorDetail.yaml:3:9 The schema contains itself, at /error/details/items, so a check",
  ],
];

it.each(accepted)("accepts %s", async (_name, edit) => {
  expect(await lintEdit(edit, rule)).toEqual([]);
});

it.each(refused)("refuses %s", async (_name, edit, problem) => {
  expect(await lintEdit(edit, rule)).toContainEqual(expect.stringContaining(problem));
});
