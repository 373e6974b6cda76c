import { expect, it } from "vitest";
import { type Case, type Edit, lintEdit } from "../lint-copy.ts";

const rule = "run-summary/permissions-described";

const paths = "paths/runSummary.yaml";

const accepted: [string, Edit][] = [
  ["an operation that needs no token", [paths, /\n {2}security:\n(?: {4}- .*\n)+/, "\n  security: []\n"]],
];

const refused: Case[] = [
  [
    "a table that differs from security",
    [paths, "    - application: [DeviceManagementManagedDevices.Read.All]\n", ""],
    "spec/paths/runSummary.yaml:8:16 The permissions table in the description differs from `security` for the scheme `application`. Write this cell in the table, or correct `security`: |DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.ReadWrite.All|",
  ],
];

it.each(accepted)("accepts %s", async (_name, edit) => {
  expect(await lintEdit(edit, rule)).toEqual([]);
});

it.each(refused)("refuses %s", async (_name, edit, problem) => {
  expect(await lintEdit(edit, rule)).toContainEqual(expect.stringContaining(problem));
});
