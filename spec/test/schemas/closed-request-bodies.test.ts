import { expect, it } from "vitest";
import { type Case, type Edit, lintEdit } from "../lint-copy.ts";

const rule = "run-summary/closed-request-bodies";

const update = "components/schemas/RunSummaryUpdate.yaml";
const properties = "components/schemas/RunSummaryProperties.yaml";

const accepted: [string, Edit][] = [
  [
    "an object that names the values of its unknown properties",
    [
      properties,
      "properties:",
      "properties:\n  inner: { type: object, description: I., additionalProperties: { type: string } }",
    ],
  ],
];

const refused: Case[] = [
  [
    "a request body that allows unknown properties",
    [update, "unevaluatedProperties: false", "unevaluatedProperties: true"],
    "spec/components/schemas/RunSummaryUpdate.yaml:1:1 The schema of a request body allows unknown properties, so the mock would accept properties that nobody may write. Add `unevaluatedProperties: false` to it.",
  ],
  [
    "an object inside a request body that allows unknown properties",
    [
      update,
      "unevaluatedProperties: false",
      "unevaluatedProperties: false\nproperties:\n  inner: { type: object, description: I. }",
    ],
    "spec/components/schemas/RunSummaryUpdate.yaml:7:10 The object /inner of a request body allows unknown properties",
  ],
  [
    "an object in a file that the file of a request body refers to",
    [properties, "properties:", "properties:\n  inner: { type: object, description: I. }"],
    "spec/components/schemas/RunSummaryProperties.yaml:4:10 The object /inner of a request body allows unknown properties",
  ],
  [
    "a read-only property of a request body",
    [properties, "type: integer", "type: integer\n    readOnly: true"],
    "spec/components/schemas/RunSummaryProperties.yaml:10:5 /noIssueDetectedDeviceCount of a request body is read-only, so nobody may send it. Remove it from the request's schema.",
  ],
];

it.each(accepted)("accepts %s", async (_name, edit) => {
  expect(await lintEdit(edit, rule)).toEqual([]);
});

it.each(refused)("refuses %s", async (_name, edit, problem) => {
  expect(await lintEdit(edit, rule)).toContainEqual(expect.stringContaining(problem));
});
