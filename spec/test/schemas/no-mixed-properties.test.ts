import { expect, it } from "vitest";
import { type Case, type Edit, lintEdit } from "../lint-copy.ts";

const rule = "run-summary/no-mixed-properties";

const detail = "components/schemas/GraphErrorDetail.yaml";

const accepted: [string, Edit][] = [
  ["an object of any properties beside named ones", [detail, "type: object", "type: object\nadditionalProperties: {}"]],
  ["a map", [detail, "type: string", "type: object\n    additionalProperties: { type: string }"]],
];

const refused: Case[] = [
  [
    "a map with named properties",
    [detail, "type: object", "type: object\nadditionalProperties: { type: string }"],
    "spec/components/schemas/GraphErrorDetail.yaml:2:1 TypeScript applies the schema of `additionalProperties` to the named properties, too, so that no value has the type.",
  ],
];

it.each(accepted)("accepts %s", async (_name, edit) => {
  expect(await lintEdit(edit, rule)).toEqual([]);
});

it.each(refused)("refuses %s", async (_name, edit, problem) => {
  expect(await lintEdit(edit, rule)).toContainEqual(expect.stringContaining(problem));
});
