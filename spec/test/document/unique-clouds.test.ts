import { expect, it } from "vitest";
import { type Case, type Edit, lintEdit } from "../lint-copy.ts";

const rule = "run-summary/unique-clouds";

const root = "openapi.yaml";

const accepted: [string, Edit][] = [["a new name", [root, "x-cloud: china", "x-cloud: germany"]]];

const refused: Case[] = [
  [
    "a second server with the same name",
    [root, "x-cloud: china", "x-cloud: usGov"],
    "spec/openapi.yaml:52:5 Another server has `x-cloud: usGov` too. Give one of them another name.",
  ],
  [
    "a first server that is not the client's default",
    [root, "x-cloud: global", "x-cloud: main"],
    "spec/openapi.yaml:43:5 The client uses the first server by default. Write `x-cloud: global`.",
  ],
];

it.each(accepted)("accepts %s", async (_name, edit) => {
  expect(await lintEdit(edit, rule)).toEqual([]);
});

it.each(refused)("refuses %s", async (_name, edit, problem) => {
  expect(await lintEdit(edit, rule)).toContainEqual(expect.stringContaining(problem));
});
