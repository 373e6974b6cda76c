import { expect, it } from "vitest";
import { type Case, type Edit, lintEdit } from "../lint-copy.ts";

const rule = "run-summary/strict-formats";

const uuid = "components/headers/requestId.yaml";
const dateTime = "components/schemas/RunSummaryProperties.yaml";

const accepted: [string, Edit][] = [
  [
    "a pattern of a UUID that allows lower case only",
    [uuid, /pattern: .*/, "pattern: ^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"],
  ],
  ["a pattern of a date-time that allows UTC only", [dateTime, "(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)$", "Z$"]],
];

const refused: Case[] = [
  [
    "a UUID without a pattern",
    [uuid, /\n {2}pattern: .*/, ""],
    "spec/components/headers/requestId.yaml:5:11 The format `uuid` needs a pattern, because many validators accept values of it that the RFC forbids. Write `pattern: ^[0-9A-Fa-f]{8}(-",
  ],
  [
    "a date-time without a pattern",
    [dateTime, /\n {4}pattern: .*/, ""],
    "spec/components/schemas/RunSummaryProperties.yaml:44:13 The format `date-time` needs a pattern",
  ],
  [
    "a pattern of a UUID that allows a URN",
    [uuid, "pattern: ^[", "pattern: ^(urn:uuid:)?["],
    "spec/components/headers/requestId.yaml:6:12 The pattern allows `urn:uuid:7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71`, which is not a valid uuid. Write",
  ],
  [
    "a pattern of a date-time that allows an offset of a day",
    [dateTime, "(Z|[+-]([01]", "(Z|[+-]([012]"],
    "spec/components/schemas/RunSummaryProperties.yaml:45:14 The pattern allows `2017-01-01T00:01:17+24:00`, which is not a valid date-time. Write `pattern: ^\\d{4}-",
  ],
];

it.each(accepted)("accepts %s", async (_name, edit) => {
  expect(await lintEdit(edit, rule)).toEqual([]);
});

it.each(refused)("refuses %s", async (_name, edit, problem) => {
  expect(await lintEdit(edit, rule)).toContainEqual(expect.stringContaining(problem));
});
