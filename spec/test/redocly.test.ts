// The rules that spec/redocly.yaml configures: Redocly's own, with the advice that we add, and our assertions.
import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import plugin from "../lint/plugin.ts";
import { type Case, lintEdit } from "./lint-copy.ts";

const paths = "paths/runSummary.yaml";
const oneCounter = "components/examples/oneCounterRequest.yaml";

const refused: Case[] = [
  [
    "an example with a value of the wrong type",
    [oneCounter, "8", "eight"],
    "spec/components/examples/oneCounterRequest.yaml:3:29 Example value must conform to the schema: `issueDetectedDeviceCount` property type must be integer. Correct the example, or the schema",
  ],
  [
    "an example out of range",
    [oneCounter, "8", "2147483648"],
    "spec/components/examples/oneCounterRequest.yaml:3:29 Example value must conform to the schema: `issueDetectedDeviceCount` property must be <= 2147483647",
  ],
  [
    "an example of a request with a property that may not be written",
    [oneCounter, "issueDetectedDeviceCount: 8", "id: 8"],
    "spec/components/examples/oneCounterRequest.yaml:3:3 Example value must conform to the schema: must NOT have unevaluated properties `id`",
  ],
  [
    "a type that does not exist",
    ["components/schemas/RunSummaryProperties.yaml", "type: integer", "type: integr"],
    'spec/components/schemas/RunSummaryProperties.yaml:9:11 `type` can be one of the following only: "object", "array", "string", "number", "integer", "boolean", "null". Did you mean integer?',
  ],
  [
    "a keyword that does not exist",
    [paths, "operationId: getRunSummary", "operationID: getRunSummary"],
    "spec/paths/runSummary.yaml:6:3 Property `operationID` is not expected here. Did you mean operationId?",
  ],
  [
    "OpenAPI 3.0's nullable",
    ["components/schemas/GraphErrorDetail.yaml", "target:\n", "target:\n    nullable: true\n"],
    'spec/components/schemas/GraphErrorDetail.yaml:12:5 Property `nullable` is not expected here. Write `type: [string, "null"]`',
  ],
  [
    "a reference to a file that does not exist",
    ["components/schemas/GraphErrorBody.yaml", "$ref: GraphErrorDetail.yaml", "$ref: GraphErorDetail.yaml"],
    "GraphErorDetail.yaml'. Correct the path of the reference, or create what it names. An empty file names nothing.",
  ],
  [
    "YAML that does not parse",
    [paths, "tags: [deviceComplianceScriptRunSummary]", "tags: [deviceComplianceScriptRunSummary"],
    "spec/paths/runSummary.yaml:25:3 Failed to parse",
  ],
  [
    "a media type that the client does not send",
    ["components/responses/NotFound.yaml", "application/json:", "text/plain:"],
    "spec/components/responses/NotFound.yaml:9:3 The client reads errors as JSON only. Write `application/json` in place of `text/plain`.",
  ],
  [
    "an operationId that is not a method name",
    [paths, "operationId: getRunSummary", "operationId: Get-Run"],
    "spec/paths/runSummary.yaml:6:16 The operationId becomes the name of a client method. Write a name in camelCase",
  ],
  [
    "an operationId that every object has already",
    [paths, "operationId: getRunSummary", "operationId: toString"],
    "spec/paths/runSummary.yaml:6:16 The operationId becomes the name of a client method. Write a name in camelCase",
  ],
  [
    "an operation without security",
    [paths, "\n  security:", "\n  x-security:"],
    "spec/paths/runSummary.yaml:5:1 An operation has an operationId, summary, description, tags, security and responses",
  ],
  [
    "an operation that leaves out a status",
    [paths, '    "429":', '    "428":'],
    "spec/paths/runSummary.yaml:40:3 Every operation documents 400, 401, 403, 404 and 429",
  ],
  [
    "a range of successes",
    [paths, '    "204":', "    2XX:"],
    "spec/paths/runSummary.yaml:106:5 Document each success by its status, such as 200, 201, 204 or 302",
  ],
  [
    "a redirect that asks for a choice",
    [paths, '    "204":', '    "300":'],
    "spec/paths/runSummary.yaml:106:5 Document each success by its status, such as 200, 201, 204 or 302",
  ],
  [
    "webhooks",
    ["openapi.yaml", "jsonSchemaDialect:", "webhooks: {}\njsonSchemaDialect:"],
    "Neither the client nor the contract tests know webhooks",
  ],
  [
    "a server without a name for its cloud",
    ["openapi.yaml", "    x-cloud: china\n", ""],
    "spec/openapi.yaml:52:5 Users of the client choose a server by its `x-cloud`. Write `x-cloud: <name>`",
  ],
  [
    "a server without a host",
    ["openapi.yaml", "url: https://graph.microsoft.com/beta", "url: /beta"],
    "spec/openapi.yaml:43:10 The client sends requests to the address as it is written. Write a whole address without variables",
  ],
  [
    "a server with a variable",
    ["openapi.yaml", "url: https://graph.microsoft.com/beta", "url: https://{region}.example.com/beta"],
    "spec/openapi.yaml:43:10 The client sends requests to the address as it is written. Write a whole address without variables",
  ],
  [
    "a server with a slash at the end",
    ["openapi.yaml", "url: https://graph.microsoft.com/beta", "url: https://graph.microsoft.com/beta/"],
    "spec/openapi.yaml:43:10 The client sends requests to the address as it is written. Write a whole address without variables",
  ],
  [
    "the variables of a server",
    ["openapi.yaml", "x-cloud: global", "x-cloud: global\n    variables: {}"],
    "spec/openapi.yaml:46:5 The client sends requests to the address as it is written. Remove `variables`",
  ],
  [
    "a GET with a body",
    [paths, "operationId: getRunSummary", "operationId: getRunSummary\n  requestBody: { content: {} }"],
    "spec/paths/runSummary.yaml:7:3 `fetch` refuses a GET or HEAD with a body. Remove `requestBody`, or choose another method.",
  ],
  [
    "a method that fetch does not send",
    [paths, "get:", "trace:"],
    "spec/paths/runSummary.yaml:5:1 The client cannot send TRACE, which `fetch` refuses",
  ],
  [
    "a method that the mock responds to by itself",
    [paths, "get:", "options:"],
    "spec/paths/runSummary.yaml:5:1 The mock responds to HEAD wherever there is GET, and to OPTIONS with the methods of the path.",
  ],
  [
    "a document without the dialect of JSON Schema",
    ["openapi.yaml", "jsonSchemaDialect: https://json-schema.org/draft/2020-12/schema\n", ""],
    "spec/openapi.yaml:1:1 The mock validates as draft-07 without a dialect. Write `jsonSchemaDialect:",
  ],
];

it.each(refused)("refuses %s, and says what to write instead", async (_name, edit, problem) => {
  expect(await lintEdit(edit)).toContainEqual(expect.stringContaining(problem));
});

it.each(Object.keys(plugin().rules?.oas3 ?? {}))("turns the rule %s on", async (name) => {
  const config = await readFile(new URL("../redocly.yaml", import.meta.url), "utf8");

  expect(config).toContain(`\n  run-summary/${name}: error\n`);
});
