import { startMock } from "../../src/index.ts";
import { describeResponse, type PlainResponse } from "../http/message.ts";
import { sendRequest } from "../http/send.ts";
import type { CaseResult, SuiteReport } from "../report.ts";
import { addType, readGroups, type Schema, type SchemaCase, type SchemaGroup } from "./read-groups.ts";
import { findRule } from "./rules.ts";

/** Sends each value of the suite as a JSON body: valid ones have to be accepted, invalid ones refused. */
export async function runJsonSchemaSuite(folder: string): Promise<SuiteReport> {
  const groups = await readGroups(folder);
  const typed = groups.flatMap((group) => addType(group) ?? []);
  const results = [...(await runGroups(groups)), ...(await runGroups(typed))];
  const notes = [
    `${groups.length} groups with permitted keywords, and ${typed.length} of them again with the type that the keywords are for ("typed"). Values of another type are then invalid.`,
  ];
  return { title: "JSON-Schema-Test-Suite", notes, results };
}

/** Serves the groups as paths of one document; of two where one of the schemas keeps the document from being served. */
async function runGroups(groups: readonly SchemaGroup[]): Promise<CaseResult[]> {
  const paths = Object.fromEntries(groups.map(({ schema }, index) => [`/${index}`, createPathItem(schema)]));
  const mock = await startMock({ spec: { ...document, paths } }).catch((error: Error) => error);
  if (mock instanceof Error) {
    if (groups.length <= 1) return groups.flatMap((group) => group.cases.map((one) => judge(group, one, mock.message)));
    const half = Math.ceil(groups.length / 2);
    return [...(await runGroups(groups.slice(0, half))), ...(await runGroups(groups.slice(half)))];
  }
  const results: CaseResult[] = [];
  for (const [index, group] of groups.entries())
    for (const one of group.cases) results.push(judge(group, one, await sendValue(mock.url, `/${index}`, one.data)));
  await mock.close();
  return results;
}

const document = {
  openapi: "3.1.1",
  jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
  info: { title: "Schemas", version: "1" },
};

function createPathItem(schema: Schema): object {
  return {
    post: {
      requestBody: { required: true, content: { "application/json": { schema } } },
      responses: { 204: { description: "The value is valid." } },
    },
  };
}

function sendValue(url: string, target: string, data: unknown): Promise<PlainResponse> {
  const body = JSON.stringify(data);
  const length = String(Buffer.byteLength(body));
  const headers = ["Host", "localhost", "Accept", "*/*", "Content-Type", "application/json", "Content-Length", length];
  return sendRequest(url, { method: "POST", target, headers, body });
}

/** Judges a response; a text says why the document is refused. */
function judge(
  { schema }: SchemaGroup,
  { name, data, valid }: SchemaCase,
  response: PlainResponse | string,
): CaseResult {
  const { status, headers } = typeof response === "string" ? { status: 501, headers: {} } : response;
  const isRefused = (status === 400 || status === 422) && "sl-violations" in headers;
  if (valid ? status === 204 : isRefused) return { name, verdict: "same" };
  const rule = findRule({ name, schema, data, valid, status });
  if (rule !== undefined) return { name, verdict: "on purpose", reason: rule };
  const outcome = typeof response === "string" ? response : describeResponse(response);
  const detail = `${JSON.stringify(schema)}\n  ${JSON.stringify(data).slice(0, 300)}\n  ${outcome}`;
  return { name, verdict: "worse", reason: `${valid ? "valid" : "invalid"}, but ${status}`, detail };
}
