import { expect, it } from "vitest";
import { type Case, type Edit, lintEdit } from "../lint-copy.ts";

const rule = "run-summary/no-invalid-header-examples";

const retryAfter = "components/headers/retryAfter.yaml";

const accepted: [string, Edit][] = [
  ["an example that the schema allows", [retryAfter, 'example: "10"', "example: Mon, 23 Nov 2026 09:30:00 GMT"]],
];

const refused: Case[] = [
  [
    "an example that the schema forbids",
    [retryAfter, 'example: "10"', "example: soon"],
    "spec/components/headers/retryAfter.yaml:8:10 The header's example does not conform to its schema: it must match pattern",
  ],
  [
    "one of several examples that a schema in another file forbids",
    [
      retryAfter,
      /schema:[\s\S]*/,
      "schema:\n  $ref: ../schemas/RunSummaryProperties.yaml#/properties/lastScriptRunDateTime\nexamples:\n  soon: { value: soon }\n",
    ],
    "spec/components/headers/retryAfter.yaml:8:9 The header's example does not conform to its schema: it must match",
  ],
];

it.each(accepted)("accepts %s", async (_name, edit) => {
  expect(await lintEdit(edit, rule)).toEqual([]);
});

it.each(refused)("refuses %s", async (_name, edit, problem) => {
  expect(await lintEdit(edit, rule)).toContainEqual(expect.stringContaining(problem));
});
