// What somebody reads who makes a mistake in the spec: where it is, and what to write instead.
import { cpSync } from "node:fs";
import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { displayPath } from "../src/display-path.ts";
import { bundleSource, SpecError, sourceFile } from "../src/source.ts";

interface Mistake {
  readonly mistake: string;
  readonly file: string;
  /** The text to replace, and what stands in its place. */
  readonly edit: readonly [string | RegExp, string];
  /** Line and column, or only the line. */
  readonly at: string;
  readonly says: string;
}

const mistakes: Mistake[] = [
  {
    mistake: "an example with a value of the wrong type",
    file: "components/examples/oneCounterRequest.yaml",
    edit: ["8", "eight"],
    at: "3:29",
    says: "`issueDetectedDeviceCount` property type must be integer. Correct the example, or the schema",
  },
  {
    mistake: "an example out of range",
    file: "components/examples/oneCounterRequest.yaml",
    edit: ["8", "2147483648"],
    at: "3:29",
    says: "`issueDetectedDeviceCount` property must be <= 2147483647",
  },
  {
    mistake: "an example of a request with a property that may not be written",
    file: "components/examples/oneCounterRequest.yaml",
    edit: ["issueDetectedDeviceCount: 8", "id: 8"],
    at: "3:3",
    says: "must NOT have unevaluated properties `id`",
  },
  {
    mistake: "a header's example that its schema forbids",
    file: "components/headers/retryAfter.yaml",
    edit: ['example: "10"', "example: soon"],
    at: "8:10",
    says: "The header's example must conform to its schema: it must match pattern",
  },
  {
    mistake: "a pattern that is no regular expression",
    file: "components/headers/retryAfter.yaml",
    edit: ["pattern: ^(", "pattern: ^(("],
    at: "7:12",
    says: "does not compile under JSON Schema 2020-12: Invalid regular expression",
  },
  {
    mistake: "a format that no validator knows",
    file: "components/schemas/RunSummaryProperties.yaml",
    edit: ["format: date-time", "format: datetime"],
    at: "44:13",
    says: 'unknown format "datetime" ignored in schema at path "#". Write a format that a validator knows',
  },
  {
    mistake: "a UUID without a pattern",
    file: "components/headers/requestId.yaml",
    edit: [/\n {2}pattern: .*/, ""],
    at: "5:11",
    says: "The format `uuid` needs a pattern: the mock alone takes values that the RFC forbids. Write `pattern: ^[0-9A-Fa-f]{8}(-",
  },
  {
    mistake: "a pattern of a date-time that allows more than the RFC",
    file: "components/schemas/RunSummaryProperties.yaml",
    edit: ["(Z|[+-]([01]", "(Z|[+-]([012]"],
    at: "45:14",
    says: "The pattern allows `2017-01-01T00:01:17+24:00`, which is no date-time. Write `pattern: ^\\d{4}-",
  },
  {
    mistake: "a keyword with a value that it cannot have",
    file: "components/schemas/GraphErrorDetail.yaml",
    edit: ["required: [code, message]", "required: [code, code]"],
    at: "3:11",
    says: "does not compile under JSON Schema 2020-12: schema is invalid: data/required must NOT have duplicate items",
  },
  {
    mistake: "a type that does not exist",
    file: "components/schemas/RunSummaryProperties.yaml",
    edit: ["type: integer", "type: integr"],
    at: "9:11",
    says: "Did you mean integer?",
  },
  {
    mistake: "a keyword that does not exist",
    file: "paths/runSummary.yaml",
    edit: ["operationId: getRunSummary", "operationID: getRunSummary"],
    at: "6:3",
    says: "Property `operationID` is not expected here. Did you mean operationId?",
  },
  {
    mistake: "OpenAPI 3.0's nullable",
    file: "components/schemas/GraphErrorDetail.yaml",
    edit: ["target:\n", "target:\n    nullable: true\n"],
    at: "12:5",
    says: 'Property `nullable` is not expected here. Write `type: [string, "null"]`',
  },
  {
    mistake: "a reference to a file that does not exist",
    file: "components/schemas/GraphErrorBody.yaml",
    edit: ["$ref: GraphErrorDetail.yaml", "$ref: GraphErorDetail.yaml"],
    at: "23:11",
    says: "GraphErorDetail.yaml'. Correct the path of the reference, or create what it names",
  },
  {
    mistake: "YAML that does not parse",
    file: "paths/runSummary.yaml",
    edit: ["tags: [deviceComplianceScriptRunSummary]", "tags: [deviceComplianceScriptRunSummary"],
    at: "25:3",
    says: "Failed to parse",
  },
  {
    mistake: "an operationId that is no method name",
    file: "paths/runSummary.yaml",
    edit: ["operationId: getRunSummary", "operationId: get"],
    at: "6:16",
    says: "Write a verb and a noun in camelCase",
  },
  {
    mistake: "an operation without security",
    file: "paths/runSummary.yaml",
    edit: ["\n  security:", "\n  x-security:"],
    at: "5:1",
    says: "An operation has an operationId, summary, description, tags, security and responses",
  },
  {
    mistake: "an operation that leaves out a status",
    file: "paths/runSummary.yaml",
    edit: ['    "429":', '    "428":'],
    at: "34:3",
    says: "Every operation documents 400, 401, 403, 404 and 429 by themselves",
  },
  {
    mistake: "a property without a description",
    file: "components/schemas/GraphErrorDetail.yaml",
    edit: ["description: What the error is about.", "deprecated: false"],
    at: "11:3",
    says: "The property `target` has no description",
  },
  {
    mistake: "a permissions table that differs from security",
    file: "paths/runSummary.yaml",
    edit: ["    - application: [DeviceManagementManagedDevices.Read.All]\n", ""],
    at: "8:16",
    says: "Write this cell in the permissions table, or correct `security`: |DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.ReadWrite.All|",
  },
  {
    mistake: "a parameter with the name of another",
    file: "components/parameters/prefer.yaml",
    edit: ["name: Prefer", "name: deviceComplianceScriptId"],
    at: "spec/paths/runSummary.yaml:78:7",
    says: "`deviceComplianceScriptId` (in header) would hide `deviceComplianceScriptId` (in path)",
  },
  {
    mistake: "a request body that takes properties which it does not name",
    file: "components/schemas/RunSummaryUpdate.yaml",
    edit: ["unevaluatedProperties: false", "unevaluatedProperties: true"],
    at: "1:1",
    says: "Add `unevaluatedProperties: false` to it.",
  },
  {
    mistake: "a default that its schema forbids",
    file: "components/parameters/prefer.yaml",
    edit: ["type: string", "type: string\n  default: 1"],
    at: "10:12",
    says: "The default must conform to its schema: it must be string. Correct the default or the schema.",
  },
  {
    mistake: "a parameter without an example",
    file: "components/parameters/prefer.yaml",
    edit: ["example: return=representation\n", ""],
    at: "1:1",
    says: "The parameter `Prefer` has no example. Add an `example`",
  },
  {
    mistake: "an answer without an example",
    file: "components/responses/NotFound.yaml",
    edit: ["    examples:\n      notFound:\n        $ref: ../examples/notFound.yaml\n", ""],
    at: "10:5",
    says: "There is no example. Add `examples` with a name for each",
  },
  {
    mistake: "a parameter in a style that the client does not know",
    file: "components/parameters/prefer.yaml",
    edit: ["required: false", "required: false\nexplode: true"],
    at: "4:10",
    says: "The client does not know `explode`. Leave it out",
  },
  {
    mistake: "a parameter in a place that the client does not know",
    file: "components/parameters/prefer.yaml",
    edit: ["in: header", "in: cookie"],
    at: "2:5",
    says: "The client sends no parameter in: cookie. Use path, query or header.",
  },
  {
    mistake: "a parameter of a type that the client does not send",
    file: "components/parameters/prefer.yaml",
    edit: ["  type: string\nexample: return=representation", "  type: array\n  items: { type: string }\nexample: [a]"],
    at: "9:3",
    says: "The client sends no array in: header. Describe it as a string.",
  },
  {
    mistake: "a media type that the client does not send",
    file: "components/responses/NotFound.yaml",
    edit: ["application/json:", "text/plain:"],
    at: "9:3",
    says: 'Mime type "text/plain" is not allowed. Write `application/json`',
  },
  {
    mistake: "a range of successes",
    file: "paths/runSummary.yaml",
    edit: ['    "204":', "    2XX:"],
    at: "96:5",
    says: "Document each success by itself, as 200, 201 or 204",
  },
  {
    mistake: "a server without a name for its cloud",
    file: "openapi.yaml",
    edit: ["    x-cloud: china\n", ""],
    at: "52:5",
    says: "Write `x-cloud: <name>`: the client's users choose the server by it.",
  },
  {
    mistake: "a second server for a cloud",
    file: "openapi.yaml",
    edit: ["x-cloud: china", "x-cloud: usGov"],
    at: "52:5",
    says: "There is another server with `x-cloud: usGov`. Give one of them another name.",
  },
  {
    mistake: "a first server that is not the client's default",
    file: "openapi.yaml",
    edit: ["x-cloud: global", "x-cloud: main"],
    at: "43:5",
    says: "Write `x-cloud: global`.",
  },
  {
    mistake: "a limit with a wrong name",
    file: "openapi.yaml",
    edit: ["windowSeconds: 20", "windowSecond: 20"],
    at: "37:3",
    says: "`x-throttling` has windowSeconds, requests, writes, each a whole number above 0, and nothing else.",
  },
  {
    mistake: "a limit that the description of 429 does not name",
    file: "openapi.yaml",
    edit: ["requests: 2000", "requests: 3000"],
    at: "spec/paths/runSummary.yaml:46:7",
    says: "The description of 429 does not name 3,000, which `x-throttling` has.",
  },
  {
    mistake: "a request body with an object inside that is open",
    file: "components/schemas/RunSummaryUpdate.yaml",
    edit: [
      "unevaluatedProperties: false",
      "unevaluatedProperties: false\nproperties:\n  inner: { type: object, description: I. }",
    ],
    at: "7:10",
    says: "The object /inner of a request body has to be closed",
  },
  {
    mistake: "a reference that leads back to itself",
    file: "components/schemas/GraphErrorDetail.yaml",
    edit: ["type: object", "$ref: GraphErrorDetail.yaml"],
    at: "1:1",
    says: "The reference GraphErrorDetail.yaml leads back to itself. Write there what it is to name.",
  },
  {
    mistake: "an object inside a file that a request body's file refers to, and that is open",
    file: "components/schemas/RunSummaryProperties.yaml",
    edit: ["properties:", "properties:\n  inner: { type: object, description: I. }"],
    at: "4:10",
    says: "The object /inner of a request body has to be closed",
  },
  {
    mistake: "a keyword that the client cannot check",
    file: "components/schemas/RunSummary.yaml",
    edit: ["type: object", "type: object\nminProperties: 1"],
    at: "2:1",
    says: "The client cannot check the keyword `minProperties`. Use type, const, enum, allOf, items, minItems",
  },
  {
    mistake: "a keyword that the client cannot check, in an error",
    file: "components/schemas/GraphErrorDetail.yaml",
    edit: ["type: string", "type: string\n    not: { const: a }"],
    at: "7:5",
    says: "The client cannot check the keyword `not`.",
  },
  {
    mistake: "a keyword that the client cannot check, in a parameter",
    file: "components/parameters/prefer.yaml",
    edit: ["type: string", "type: string\n  anyOf: [{ minLength: 1 }]"],
    at: "10:3",
    says: "The client cannot check the keyword `anyOf`.",
  },
  {
    mistake: "a keyword of another type",
    file: "components/schemas/GraphErrorDetail.yaml",
    edit: ["type: string", "type: string\n    maximum: 1"],
    at: "7:5",
    says: "`maximum` says nothing without a type that it is about. Write `type: integer` or `number`.",
  },
  {
    mistake: "an object in an enumeration",
    file: "components/schemas/GraphErrorDetail.yaml",
    edit: ["type: string", "type: [string, object]\n    enum: [a, {}]"],
    at: "7:5",
    says: "The client compares no objects and lists. Write a `type` and what belongs to it, not `enum`.",
  },
  {
    mistake: "a schema that is true",
    file: "components/schemas/GraphErrorDetail.yaml",
    edit: ["properties:", "properties:\n  any: true"],
    at: "4:1",
    says: "Write `{}` for any value, not true or false.",
  },
  {
    mistake: "two values of a keyword",
    file: "components/schemas/RunSummary.yaml",
    edit: ["\n  id:", "\n  noIssueDetectedDeviceCount: { type: integer, description: A. }\n  id:"],
    at: "17:3",
    says: "The client cannot check two values of `properties/noIssueDetectedDeviceCount`, in a schema and in its `allOf`.",
  },
  {
    mistake: "a part of a schema that is closed",
    file: "components/schemas/RunSummaryProperties.yaml",
    edit: ["properties:", "unevaluatedProperties: false\nproperties:"],
    at: "3:1",
    says: "`unevaluatedProperties` forbids what the other parts of an `allOf` name.",
  },
  {
    mistake: "a read-only property of a request body",
    file: "components/schemas/RunSummaryProperties.yaml",
    edit: ["type: integer", "type: integer\n    readOnly: true"],
    at: "10:5",
    says: "/noIssueDetectedDeviceCount of a request body is read-only. Take it out of the request's schema",
  },
  {
    mistake: "a format of a request body that the client cannot check",
    file: "components/schemas/RunSummaryProperties.yaml",
    edit: ["format: date-time", "format: date"],
    at: "44:5",
    says: "The client cannot check the format `date` of a request. Use binary, date-time, password, uuid; or a `pattern`.",
  },
  {
    mistake: "a body inside itself",
    file: "components/schemas/RunSummaryProperties.yaml",
    edit: ["properties:", "properties:\n  inner:\n    type: array\n    items: { $ref: RunSummaryProperties.yaml }"],
    at: "6:12",
    says: "The schema is inside itself, at /inner/items: looking at a value would not end.",
  },
  {
    mistake: "a schema that is a part of itself",
    file: "components/schemas/GraphErrorDetail.yaml",
    edit: ["required:", "allOf: [{ $ref: GraphErrorDetail.yaml }]\nrequired:"],
    at: "3:9",
    says: "The schema is inside itself, at /error/details/items: looking at a value would not end.",
  },
  {
    mistake: "something beside a reference",
    file: "components/schemas/GraphErrorBody.yaml",
    edit: ["$ref: GraphInnerError.yaml", "$ref: GraphInnerError.yaml\n        description: More."],
    at: "26:9",
    says: "Nothing looks at what stands beside a `$ref`. Take `description` out; in a schema, put the reference into an `allOf`: `allOf: [{ $ref: GraphInnerError.yaml }]`.",
  },
  {
    mistake: "a GET with a body",
    file: "paths/runSummary.yaml",
    edit: ["operationId: getRunSummary", "operationId: getRunSummary\n  requestBody: { content: {} }"],
    at: "7:3",
    says: "A GET or HEAD has no body, which `fetch` refuses. Take `requestBody` out, or choose another method.",
  },
  {
    mistake: "a method that fetch does not send",
    file: "paths/runSummary.yaml",
    edit: ["get:", "trace:"],
    at: "5:1",
    says: "The client sends no TRACE, which `fetch` refuses",
  },
  {
    mistake: "a redirect",
    file: "paths/runSummary.yaml",
    edit: ['    "204":', '    "302":'],
    at: "96:5",
    says: "Document each success by itself, as 200, 201 or 204",
  },
  {
    mistake: "a document without the dialect of JSON Schema",
    file: "openapi.yaml",
    edit: ["jsonSchemaDialect: https://json-schema.org/draft/2020-12/schema\n", ""],
    at: "1:1",
    says: "without it the mock validates as draft-07",
  },
];

it.each(mistakes)("$mistake is reported with its place and what to write", async ({ file, edit, at, says }) => {
  const spec = await copyOfSpec();
  const text = await readFile(join(spec, file), "utf8");
  const edited = text.replace(edit[0], () => edit[1]);
  expect(edited).not.toBe(text);
  await writeFile(join(spec, file), edited);

  const problems = await problemsOf(spec);

  const place = at.startsWith("spec/") ? at : `spec/${file}:${at}`;
  const expected = new RegExp(`^${RegExp.escape(place)}\\b.*${RegExp.escape(says)}`);
  expect(problems).toContainEqual(expect.stringMatching(expected));
});

it("a file that nothing refers to is reported", async () => {
  const spec = await copyOfSpec();
  await writeFile(join(spec, "components/headers/unused.yaml"), "schema: { type: string }\n");

  const problems = await problemsOf(spec);

  expect(problems).toEqual([
    "spec/components/headers/unused.yaml:1:1 Nothing refers to this file. Refer to it from openapi.yaml or a file that it refers to, or delete it.",
  ]);
});

it.each([
  ["runSummary", "The schema's name `runSummary` cannot be the name of a type of its own. Name the file in PascalCase"],
  ["Record", "The schema's name `Record` cannot be the name of a type of its own."],
  ["ParameterPrefer", "The schema's name `ParameterPrefer` cannot be the name of a type of its own."],
])("a schema called %s is reported", async (name, says) => {
  const spec = await copyOfSpec();
  const schemas = join(spec, "components/schemas");
  await rename(join(schemas, "GraphErrorDetail.yaml"), join(schemas, `${name}.yaml`));
  const body = join(schemas, "GraphErrorBody.yaml");
  await writeFile(body, (await readFile(body, "utf8")).replace("GraphErrorDetail.yaml", `${name}.yaml`));

  const problems = await problemsOf(spec);

  expect(problems).toEqual([expect.stringContaining(`spec/components/schemas/${name}.yaml:1:1 ${says}`)]);
});

it.each(["", "[]", "just text", "openapi: 3.1.1\n"])("a root document that is %j is reported", async (text) => {
  const spec = await copyOfSpec();
  await writeFile(join(spec, "openapi.yaml"), text);

  const problems = await problemsOf(spec);

  expect(problems).not.toEqual([]);
  expect(problems[0]).toMatch(/^spec\/openapi\.yaml:1:1 /);
});

it.each([
  ["paths/runSummary.yaml", "get: [", /^spec\/paths\/runSummary\.yaml:1:\d+ Failed to parse/],
  [
    "components/schemas/RunSummary.yaml",
    "type: object\ndescription: A.\nallOf:\n  - $ref: None.yaml\nrequired: [id]\n",
    /^spec\/components\/schemas\/RunSummary\.yaml:4:5 Can't resolve \$ref/,
  ],
])("one mistake in %s is reported once, not again wherever it is felt", async (file, text, says) => {
  const spec = await copyOfSpec();
  await writeFile(join(spec, file), text);

  const problems = await problemsOf(spec);

  expect(problems).toEqual([expect.stringMatching(says)]);
});

it("the message shows the lines around the place, and counts the mistakes", async () => {
  const spec = await copyOfSpec();
  await writeFile(
    join(spec, "components/examples/oneCounterRequest.yaml"),
    "value:\n  issueDetectedDeviceCount: eight\n",
  );

  const error = await bundleSource(join(spec, "openapi.yaml")).catch((error: unknown) => error);

  expect((error as SpecError).message).toMatch(/> ?|2 \| {3}issueDetectedDeviceCount: eight\n.*\^{5}/);
  expect((error as SpecError).message).toMatch(/\n1 mistake in the spec\.$/);
});

async function copyOfSpec(): Promise<string> {
  const spec = await mkdtemp(join(tmpdir(), "spec-"));
  onTestFinished(() => rm(spec, { recursive: true }));
  for (const name of ["openapi.yaml", "paths", "components"]) {
    // A tenth of the time that its twin with a promise takes.
    cpSync(join(dirname(sourceFile), name), join(spec, name), { recursive: true });
  }
  return spec;
}

/** The problems as `place message`, with the copy's path as that of the project's own spec. */
async function problemsOf(spec: string): Promise<string[]> {
  const error = await bundleSource(join(spec, "openapi.yaml")).catch((error: unknown) => error);
  const problems = error instanceof SpecError ? error.problems : [];
  return problems.map(({ place, message }) => `${place} ${message}`.replaceAll(displayPath(spec), "spec"));
}
