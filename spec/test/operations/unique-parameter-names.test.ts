import { expect, it } from "vitest";
import { type Case, type Edit, lintEdit } from "../lint-copy.ts";

const rule = "run-summary/unique-parameter-names";

const prefer = "components/parameters/prefer.yaml";

const accepted: [string, Edit][] = [
  ["a name that no other parameter has", [prefer, "name: Prefer", "name: Preference"]],
];

const refused: Case[] = [
  [
    "the name of a parameter elsewhere in the request",
    [prefer, "name: Prefer", "name: deviceComplianceScriptId"],
    "spec/paths/runSummary.yaml:88:7 A method of the client takes the parameters and the body as properties of one object, and two of them are called `deviceComplianceScriptId` (in path, in header). Rename one of them.",
  ],
  [
    "the name of the body",
    [prefer, "name: Prefer", "name: body"],
    "spec/paths/runSummary.yaml:88:7 A method of the client takes the parameters and the body as properties of one object, and two of them are called `body`",
  ],
];

it.each(accepted)("accepts %s", async (_name, edit) => {
  expect(await lintEdit(edit, rule)).toEqual([]);
});

it.each(refused)("refuses %s", async (_name, edit, problem) => {
  expect(await lintEdit(edit, rule)).toContainEqual(expect.stringContaining(problem));
});
