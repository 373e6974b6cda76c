import { expect, it } from "vitest";
import { type Case, type Edit, lintEdit } from "../lint-copy.ts";

const rule = "run-summary/announced-security";

const paths = "paths/runSummary.yaml";
const announced = /\n {2}x-announced-security:\n(?: {4}- .*\n)+/;

const accepted: [string, Edit][] = [
  ["an operation without announced permissions", [paths, announced, "\n"]],
  ["an empty list", [paths, announced, "\n  x-announced-security: []\n"]],
];

const refused: Case[] = [
  [
    "a scheme that security does not have",
    [paths, announced, "\n  x-announced-security:\n    - delegate: [A]\n"],
    "spec/paths/runSummary.yaml:36:7 The operation's `security` has no scheme `delegate`. Write one of: delegated, application.",
  ],
  [
    "something other than requirements",
    [paths, announced, "\n  x-announced-security: [DeviceManagementScripts.Read.All]\n"],
    "spec/paths/runSummary.yaml:35:25 Write it like `security`: a list of `{<scheme>: [<permission>]}`.",
  ],
  [
    "a permission that is not in a list",
    [paths, announced, "\n  x-announced-security: [{ delegated: A }]\n"],
    "spec/paths/runSummary.yaml:35:25 Write it like `security`",
  ],
];

it.each(accepted)("accepts %s", async (_name, edit) => {
  expect(await lintEdit(edit, rule)).toEqual([]);
});

it.each(refused)("refuses %s", async (_name, edit, problem) => {
  expect(await lintEdit(edit, rule)).toContainEqual(expect.stringContaining(problem));
});
