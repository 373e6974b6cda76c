import { expect, it } from "vitest";
import { type Case, type Edit, lintEdit } from "../lint-copy.ts";

const rule = "run-summary/consistent-all-of";

const runSummary = "components/schemas/RunSummary.yaml";

const accepted: [string, Edit][] = [
  ["a closed schema around an allOf", [runSummary, "type: object", "type: object\nunevaluatedProperties: false"]],
  ["a property that another part requires", [runSummary, "required:", 'required:\n  - "@odata.type"']],
];

const refused: Case[] = [
  [
    "two values of a keyword",
    [runSummary, "\n  id:", "\n  noIssueDetectedDeviceCount: { type: integer, description: A. }\n  id:"],
    "spec/components/schemas/RunSummary.yaml:17:3 The parts of the `allOf` have different values of `properties/noIssueDetectedDeviceCount`, and the client cannot check both. Write it in one part only.",
  ],
  [
    "a closed part",
    ["components/schemas/RunSummaryProperties.yaml", "properties:", "unevaluatedProperties: false\nproperties:"],
    "spec/components/schemas/RunSummaryProperties.yaml:3:1 `unevaluatedProperties` forbids the properties that other parts of the `allOf` name. Write `unevaluatedProperties` beside the outermost `allOf` instead.",
  ],
];

it.each(accepted)("accepts %s", async (_name, edit) => {
  expect(await lintEdit(edit, rule)).toEqual([]);
});

it.each(refused)("refuses %s", async (_name, edit, problem) => {
  expect(await lintEdit(edit, rule)).toContainEqual(expect.stringContaining(problem));
});
