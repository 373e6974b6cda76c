import { expect, it } from "vitest";
import { type Case, type Edit, lintEdit } from "../lint-copy.ts";

const rule = "run-summary/no-content-of-empty-responses";

const paths = "paths/runSummary.yaml";

const accepted: [string, Edit][] = [["a status with a body", [paths, '"204":', '"201":']]];

const refused: Case[] = [
  [
    "a body of 204",
    [
      paths,
      '"204":\n      $ref: ../components/responses/NoContent.yaml',
      '"204":\n      description: Done.\n      content: { application/json: {} }',
    ],
    "spec/paths/runSummary.yaml:108:7 A response with the status 204 has no body. Remove `content`, or choose another status.",
  ],
  [
    "a body of 204, behind a reference",
    [
      paths,
      '    "200":\n      $ref: ../components/responses/RunSummary.yaml',
      '    "204":\n      $ref: ../components/responses/RunSummary.yaml',
    ],
    "spec/components/responses/RunSummary.yaml:",
  ],
];

it.each(accepted)("accepts %s", async (_name, edit) => {
  expect(await lintEdit(edit, rule)).toEqual([]);
});

it.each(refused)("refuses %s", async (_name, edit, problem) => {
  expect(await lintEdit(edit, rule)).toContainEqual(expect.stringContaining(problem));
});
