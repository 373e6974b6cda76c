import { expect, it } from "vitest";
import { type Case, type Edit, lintEdit } from "../lint-copy.ts";

const rule = "run-summary/no-invalid-defaults";

const prefer = "components/parameters/prefer.yaml";

const accepted: [string, Edit][] = [
  ["a default that the schema allows", [prefer, "type: string", "type: string\n  default: return=minimal"]],
];

const refused: Case[] = [
  [
    "a default that the schema forbids",
    [prefer, "type: string", "type: string\n  default: 1"],
    "spec/components/parameters/prefer.yaml:10:12 The default does not conform to its schema: it must be string. Correct the default or the schema.",
  ],
];

it.each(accepted)("accepts %s", async (_name, edit) => {
  expect(await lintEdit(edit, rule)).toEqual([]);
});

it.each(refused)("refuses %s", async (_name, edit, problem) => {
  expect(await lintEdit(edit, rule)).toContainEqual(expect.stringContaining(problem));
});
