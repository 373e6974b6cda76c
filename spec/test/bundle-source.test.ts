// The checks of files, and what the message of an error looks like.
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { bundleSource, type SpecError } from "../src/source.ts";
import { copySpec, lintCopy, lintEdit } from "./lint-copy.ts";

it("refuses a reference that leads back to itself", async () => {
  const problems = await lintEdit([
    "components/schemas/GraphErrorDetail.yaml",
    "type: object",
    "$ref: GraphErrorDetail.yaml",
  ]);

  expect(problems).toEqual([
    "spec/components/schemas/GraphErrorDetail.yaml:1:1 The reference GraphErrorDetail.yaml leads back to itself. Write the definition in its place, or refer to one.",
  ]);
});

it.each(["toString", "hasOwnProperty", "__proto__"])("refuses the key %s, which each object has", async (key) => {
  const problems = await lintEdit([
    "components/schemas/GraphErrorDetail.yaml",
    "properties:",
    `properties:\n  ${key}: { type: string, description: A text. }`,
  ]);

  expect(problems).toEqual([
    `spec/components/schemas/GraphErrorDetail.yaml:5:1 In JavaScript each object has a \`${key}\`, so that client and validators find it where it is missing. Write another name.`,
  ]);
});

it("refuses a parameter with a name that each object has", async () => {
  const problems = await lintEdit(["components/parameters/prefer.yaml", "name: Prefer", "name: constructor"]);

  expect(problems).toEqual([
    expect.stringContaining("spec/components/parameters/prefer.yaml:1:1 In JavaScript each object has a `constructor`"),
  ]);
});

it("refuses a file that nothing refers to", async () => {
  const spec = await copySpec();
  await writeFile(join(spec, "components/headers/unused.yaml"), "schema: { type: string }\n");

  expect(await lintCopy(spec)).toEqual([
    "spec/components/headers/unused.yaml:1:1 Nothing refers to this file. Refer to it from openapi.yaml, directly or indirectly, or delete it.",
  ]);
});

it.each(["runSummary", "Record", "ParameterPrefer"])("refuses a schema that is called %s", async (name) => {
  const spec = await copySpec();
  const schemas = join(spec, "components/schemas");
  await rename(join(schemas, "GraphErrorDetail.yaml"), join(schemas, `${name}.yaml`));
  const body = join(schemas, "GraphErrorBody.yaml");
  await writeFile(body, (await readFile(body, "utf8")).replace("GraphErrorDetail.yaml", `${name}.yaml`));

  expect(await lintCopy(spec)).toEqual([
    expect.stringContaining(
      `spec/components/schemas/${name}.yaml:1:1 The schema's name \`${name}\` cannot be the name of a generated type. Name the file in PascalCase`,
    ),
  ]);
});

it.each(["", "[]", "just text", "openapi: 3.1.1\n"])("refuses the root document %j", async (text) => {
  const spec = await copySpec();
  await writeFile(join(spec, "openapi.yaml"), text);

  const [first] = await lintCopy(spec);

  expect(first).toMatch(/^spec\/openapi\.yaml:1:1 /);
});

it.each([
  ["paths/runSummary.yaml", "get: [", /^spec\/paths\/runSummary\.yaml:1:\d+ Failed to parse/],
  [
    "components/schemas/RunSummary.yaml",
    "type: object\ndescription: A.\nallOf:\n  - $ref: None.yaml\nrequired: [id]\n",
    /^spec\/components\/schemas\/RunSummary\.yaml:4:5 Can't resolve \$ref/,
  ],
])("reports a mistake in %s once, without the problems that follow from it", async (file, text, problem) => {
  const spec = await copySpec();
  await writeFile(join(spec, file), text);

  expect(await lintCopy(spec)).toEqual([expect.stringMatching(problem)]);
});

it("shows the lines around the mistake, and counts the problems", async () => {
  const spec = await copySpec();
  const example = join(spec, "components/examples/oneCounterRequest.yaml");
  await writeFile(example, "value:\n  issueDetectedDeviceCount: eight\n");

  const error: unknown = await bundleSource(join(spec, "openapi.yaml")).catch((thrown: unknown) => thrown);

  expect((error as SpecError).message).toMatch(/> ?|2 \| {3}issueDetectedDeviceCount: eight\n.*\^{5}/);
  expect((error as SpecError).message).toMatch(/\n1 problem in the spec\.$/);
});
