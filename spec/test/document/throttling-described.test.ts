import { expect, it } from "vitest";
import { type Case, type Edit, lintEdit } from "../lint-copy.ts";

const rule = "run-summary/throttling-described";

const root = "openapi.yaml";

const accepted: [string, Edit][] = [["a document without limits", [root, /x-throttling:\n(?: {2}.*\n)+/, ""]]];

const refused: Case[] = [
  [
    "a limit with a wrong name",
    [root, "windowSeconds: 20", "windowSecond: 20"],
    "spec/openapi.yaml:37:3 `x-throttling` needs windowSeconds, requests, writes, each a whole number above 0, and allows nothing else.",
  ],
  [
    "a limit that the description of 429 does not name",
    [root, "requests: 2000", "requests: 3000"],
    "spec/paths/runSummary.yaml:52:7 The description of 429 does not name 3,000 from `x-throttling`. Correct",
  ],
];

it.each(accepted)("accepts %s", async (_name, edit) => {
  expect(await lintEdit(edit, rule)).toEqual([]);
});

it.each(refused)("refuses %s", async (_name, edit, problem) => {
  expect(await lintEdit(edit, rule)).toContainEqual(expect.stringContaining(problem));
});
