// `npm run schema-suite` with a suite of our own in the format of the JSON-Schema-Test-Suite.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { formatReport } from "../schema-suite/format-report.ts";
import { runSuite, type SuiteReport } from "../schema-suite/run.ts";

/** Runs a suite with one file. */
async function runGroups(file: string, groups: readonly object[]): Promise<SuiteReport> {
  const folder = await mkdtemp(join(tmpdir(), "suite-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "optional"));
  await writeFile(join(folder, "optional", file), JSON.stringify(groups));
  return runSuite(folder);
}

it("counts the verdicts of client, validator and mock", async () => {
  const tests = [
    { description: "a text", data: "a", valid: true },
    { description: "a number", data: 1, valid: false },
  ];
  const report = await runGroups("type.json", [
    { description: "texts", schema: { type: "string" }, tests },
    { description: "without a type", schema: { minLength: 1 }, tests: [{ description: "1", data: 1, valid: true }] },
  ]);

  const same = { same: 4, onPurpose: new Map(), wrong: [] };
  expect(report).toEqual({
    groups: 3,
    leftOut: new Map(),
    parts: { client: same, validator: same, mock: same },
  });
});

it("shows each wrong verdict", async () => {
  const tests = [{ description: "b", data: "b", valid: false }];

  const report = await runGroups("type.json", [{ description: "texts", schema: { type: "string" }, tests }]);

  const wrong = ['optional/type.json: texts: b: accepted, but invalid\n    {"type":"string"}\n    "b"'];
  const parts = { same: 0, onPurpose: new Map(), wrong };
  expect(report.parts).toEqual({ client: parts, validator: parts, mock: parts });
  expect(formatReport(report)).toContain("wrong, mock: optional/type.json: texts: b: accepted, but invalid");
});

it("takes what differs on purpose for no mistake", async () => {
  const tests = [{ description: "a property", data: JSON.parse('{"__proto__": 1}'), valid: false }];
  const schema = JSON.parse('{"properties": {"__proto__": {"type": "string"}}}');

  const { parts } = await runGroups("properties.json", [{ description: "names", schema, tests }]);

  expect(Object.values(parts).flatMap(({ wrong }) => wrong)).toEqual([]);
});

it("leaves out what a schema of the spec may not have, and says why", async () => {
  const tests = [{ description: "a", data: "a", valid: true }];

  const { groups, leftOut } = await runGroups("other.json", [
    { description: "permitted", schema: { type: "string" }, tests },
    { description: "keyword", schema: { properties: { a: { minContains: 1 } } }, tests },
    { description: "format", schema: { format: "uri" }, tests },
    { description: "boolean", schema: true, tests },
    { description: "not a schema", schema: { enum: [] }, tests },
    { description: "dialect", schema: { $schema: "https://json-schema.org/draft/2019-09/schema" }, tests },
  ]);

  expect(groups).toBe(1);
  expect([...leftOut.keys()]).toEqual([
    "minContains",
    "format: uri",
    "true, false",
    "enum must have non-empty array",
    "$schema",
  ]);
});
