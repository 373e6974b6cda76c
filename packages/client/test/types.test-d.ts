// What the compiler tells a user: each `@ts-expect-error` fails the type check if the line below it compiles.
import {
  createOperationClient,
  createPathClient,
  createRunSummaryClient,
  createSender,
  type DirectCallOptions,
  type ListMethod,
  type OperationMethod,
  type RunSummary,
} from "../src/index.ts";
import { getRunSummary } from "../src/operations.ts";
import type { RequestBody } from "../src/types/operation-method.ts";

const client = createRunSummaryClient({ token: "token" });
const deviceComplianceScriptId = "0e7e9f7e-3c4c-4f0a-9d3b-7f3f2c1d5a60";
const path = "/deviceManagement/deviceComplianceScripts/{deviceComplianceScriptId}/runSummary";
const params = { path: { deviceComplianceScriptId } };

// Responses
const summary: RunSummary = await client.getRunSummary({ deviceComplianceScriptId });
export const count: number = summary.issueDetectedDeviceCount;
export const lastRun: string | null = summary.lastScriptRunDateTime;
// @ts-expect-error the time stamp of a script that never ran is null
export const wrongLastRun: string = summary.lastScriptRunDateTime;
// @ts-expect-error a property that the API does not have
summary.issueDetectedCount;
// @ts-expect-error the key is read-only
summary.id = "x";

// Requests: only properties that can be written
await client.updateRunSummary({ deviceComplianceScriptId, body: { issueDetectedDeviceCount: 8 } });
await client.updateRunSummary({ deviceComplianceScriptId, body: { lastScriptRunDateTime: null } });
await client.updateRunSummary({ deviceComplianceScriptId, body: {} }, { signal: AbortSignal.timeout(1000) });
// @ts-expect-error the key is read-only
await client.updateRunSummary({ deviceComplianceScriptId, body: { id: "x" } });
// @ts-expect-error a property that the API does not have
await client.updateRunSummary({ deviceComplianceScriptId, body: { issueDetectedCount: 8 } });
// @ts-expect-error a count is a number
await client.updateRunSummary({ deviceComplianceScriptId, body: { issueDetectedDeviceCount: "8" } });
// @ts-expect-error a count is never null
await client.updateRunSummary({ deviceComplianceScriptId, body: { issueDetectedDeviceCount: null } });
// @ts-expect-error the name of another type
await client.updateRunSummary({ deviceComplianceScriptId, body: { "@odata.type": "#microsoft.graph.device" } });
// @ts-expect-error a response holds read-only properties
await client.updateRunSummary({ deviceComplianceScriptId, body: summary });
// @ts-expect-error a changed copy holds them, too
await client.updateRunSummary({ deviceComplianceScriptId, body: { ...summary, issueDetectedDeviceCount: 9 } });
// @ts-expect-error the body is missing
await client.updateRunSummary({ deviceComplianceScriptId });
// @ts-expect-error the path parameter is missing
await client.updateRunSummary({ body: { issueDetectedDeviceCount: 8 } });
// @ts-expect-error a parameter that the operation does not have
await client.getRunSummary({ deviceComplianceScriptId, $select: "id" });
// @ts-expect-error no such option
await client.getRunSummary({ deviceComplianceScriptId }, { signals: undefined });

// A response without a body: only where the caller prefers it
const whole: RunSummary = await client.updateRunSummary({ deviceComplianceScriptId, body: {} });
const representation = { deviceComplianceScriptId, body: {}, Prefer: "return=representation" } as const;
export const stillWhole: RunSummary = await client.updateRunSummary(representation);
const minimal = { deviceComplianceScriptId, body: {}, Prefer: "respond-async, return=minimal" } as const;
export const maybe: RunSummary | undefined = await client.updateRunSummary(minimal);
// @ts-expect-error the response to return=minimal may be empty
export const notWhole: RunSummary = await client.updateRunSummary(minimal);
const unknown = { deviceComplianceScriptId, body: {}, Prefer: ["return=minimal"].join() };
// @ts-expect-error the response to a preference that is known only at run time may be empty
export const notWholeEither: RunSummary = await client.updateRunSummary(unknown);
declare const either: "return=minimal" | "return=representation";
// @ts-expect-error the response to one of two preferences may be empty
export const notWholeAsWell: RunSummary = await client.updateRunSummary({
  deviceComplianceScriptId,
  body: {},
  Prefer: either,
});
// @ts-expect-error a preference is text
await client.updateRunSummary({ deviceComplianceScriptId, body: {}, Prefer: 1 });

// An operation without input
declare const ping: OperationMethod<{ responses: { 204: { content?: never } } }>;
await ping();
await ping({}, { signal: AbortSignal.timeout(1000) });
// @ts-expect-error the operation has no parameters
await ping({ deviceComplianceScriptId });
declare const list: OperationMethod<{
  parameters: { query?: { $top?: number } };
  responses: { 204: { content?: never } };
}>;
await list();
await list({ $top: 1 });
// @ts-expect-error no such parameter
await list({ $skip: 1 });

// A response without an entity, by what is documented: 204, or a preference without 204
declare const maybeGone: OperationMethod<{ responses: { 200: Json<Thing>; 204: { content?: never } } }>;
export const gone: Thing | undefined = await maybeGone();
// @ts-expect-error the response may have no body
export const notGone: Thing = await maybeGone();
declare const preferred: OperationMethod<{
  parameters: { header?: { Prefer?: string } };
  responses: { 200: Json<Thing> };
}>;
export const preferredWhole: Thing = await preferred();
export const preferredNothing: Thing | undefined = await preferred({ Prefer: "return=minimal" });
// @ts-expect-error the response to return=minimal may be empty
export const preferredWrong: Thing = await preferred({ Prefer: "return=minimal" });
// @ts-expect-error no such parameter
await preferred({ $select: ["id"] });

// Selected properties
declare const getThing: OperationMethod<{
  parameters: { query?: { $select?: ("id" | "name")[]; $expand?: string }; path: { id: string } };
  responses: { 200: Json<Thing> };
}>;
export const wholeThing: Thing = await getThing({ id: "1" });
export const expanded: Thing = await getThing({ id: "1", $expand: "parts" });
export const selectedId: number | undefined = (await getThing({ id: "1", $select: ["id"] })).id;
// @ts-expect-error the name was not selected
export const selectedName: string = (await getThing({ id: "1", $select: ["id"] })).name;
declare const names: ("id" | "name")[] | undefined;
// @ts-expect-error the caller may have selected properties
export const perhapsSelected: Thing = await getThing({ id: "1", ...(names && { $select: names }) });
// @ts-expect-error no such property
await getThing({ id: "1", $select: ["colour"] });
// @ts-expect-error no such parameter
await getThing({ id: "1", $top: 1 });
// @ts-expect-error the path parameter is missing
await getThing({ $select: ["id"] });

declare const getSetting: OperationMethod<{
  parameters: { query?: { $select?: string[] } };
  responses: { 200: Json<{ name: string; value: string }> };
}>;
const setting = await getSetting({ $select: ["value"] });
export const settingValue: string | undefined = setting.value;
// @ts-expect-error the name was not selected
export const settingName: string = setting.name;

// Lists
declare const listThings: ListMethod<{
  parameters: { query?: { $select?: ("id" | "name")[]; $top?: number } };
  responses: { 200: Json<{ value: Thing[]; "@odata.nextLink"?: string }> };
}>;
for await (const thing of listThings.all()) thing satisfies Thing;
for await (const { id } of listThings.all({ $top: 1, $select: ["id"] }, { signal: AbortSignal.timeout(1) })) {
  id satisfies number | undefined;
  // @ts-expect-error the number was perhaps not selected
  id satisfies number;
}
// @ts-expect-error no such parameter
listThings.all({ $skip: 1 });
const firstPage = await listThings({ $select: ["id"] });
export const nextLink: string | undefined = firstPage["@odata.nextLink"];
export const selectedItem: number | undefined = firstPage.value[0]?.id;
// @ts-expect-error the name was not selected
export const unselectedName: string | undefined = firstPage.value.map(({ name }): string => name)[0];
export const wholeItem: Thing | undefined = (await listThings()).value[0];
declare const listAgain: ListMethod<{ responses: { 200: Json<{ value?: Thing[] }> } }, DirectCallOptions>;
for await (const { name } of listAgain.all({}, { signal: AbortSignal.timeout(1) })) name satisfies string;
// @ts-expect-error each request is sent once, without a time limit
listAgain.all({}, { timeout: 1000 });

interface Thing {
  readonly id: number;
  name: string;
}
interface Json<Body> {
  content: { "application/json": Body };
}

// The path style
const pathClient = createPathClient(client);
createPathClient({ token: "token" });
const { data, error } = await pathClient.GET(path, { params });
export const fromPath: number | string = data ? data.issueDetectedDeviceCount : error.error.code;
await pathClient.PATCH(path, { params, body: { issueDetectedDeviceCount: 8 } });
const streamed = await pathClient.GET(path, { params, parseAs: "stream" });
export const stream: ReadableStream | null | undefined = streamed.data;
// @ts-expect-error the key is read-only
await pathClient.PATCH(path, { params, body: { id: "x" } });
// @ts-expect-error a property that the API does not have
await pathClient.PATCH(path, { params, body: { issueDetectedCount: 8 } });
// @ts-expect-error a response holds read-only properties
await pathClient.PATCH(path, { params, body: whole });
// @ts-expect-error the body is missing
await pathClient.PATCH(path, { params });
// @ts-expect-error the parameters are missing
await pathClient.GET(path);
// @ts-expect-error no such path
await pathClient.GET("/no-such-path", {});
// @ts-expect-error no such method on the path
await pathClient.TRACE(path, { params });
// @ts-expect-error a fetch of the call, which would send the request without the token
await pathClient.GET(path, { params, fetch });
// @ts-expect-error the time limit is the client's
await pathClient.GET(path, { params, timeout: 1000 });
// @ts-expect-error neither a token nor a client
createPathClient({ baseUrl: "https://graph.microsoft.com/beta" });

// Imported operations
const some = createOperationClient({ getRunSummary }, { token: "token" });
export const sentOnce: RunSummary = await some.getRunSummary({ deviceComplianceScriptId });
await some.getRunSummary({ deviceComplianceScriptId }, { signal: AbortSignal.timeout(1000) });
// @ts-expect-error each request is sent once, without a time limit
await some.getRunSummary({ deviceComplianceScriptId }, { timeout: 1000 });
// @ts-expect-error an operation that was not imported
some.updateRunSummary;
const again = createOperationClient({ getRunSummary }, createSender({ token: "token" }));
export const sentAgain: RunSummary = await again.getRunSummary({ deviceComplianceScriptId }, { timeout: 1000 });
// @ts-expect-error no operation
createOperationClient({ getRunSummary: "getRunSummary" }, { token: "token" });

// Bodies and responses of other kinds
declare const convert: OperationMethod<{
  requestBody: { content: { "text/csv": string } };
  responses: { 200: { content: { "application/octet-stream": string } }; 202: { content?: never; headers: Accepted } };
}>;
interface Accepted {
  Location: string;
  "Retry-After"?: number;
  [name: string]: unknown;
}
const converted = await convert({ body: "a,b" });
export const result: string | ReadableStream = "Location" in converted ? converted.Location : converted;
// @ts-expect-error a header that is not described
"Location" in converted ? converted.Other : undefined;
// @ts-expect-error a text
await convert({ body: { a: "b" } });
declare const upload: OperationMethod<{
  requestBody?: { content: { "image/png": string } };
  responses: { 303: { headers: { Location: string } } };
}>;
export const uploaded: { Location: string } = await upload({ body: new Blob([]) });
await upload();
// @ts-expect-error each attempt reads the body anew
await upload({ body: new ReadableStream() });
declare const order: OperationMethod<{
  requestBody: { content: { "application/vnd.order+json": { kind: "a"; a: 1 } | { kind: "b"; b: 2 } } };
  responses: { 200: { content: { "application/json": { kind: "a"; a: 1; readonly id: 1 } | { kind: "b"; b: 2 } } } };
}>;
await order({ body: { kind: "b", b: 2 } });
// @ts-expect-error a property that only the response has
await order({ body: { kind: "a", a: 1, id: 1 } });

// Bodies of operations whose response is not an object: a number, a list, nothing
export const counted: RequestBody<{ a: string }, number> = { a: "b" };
export const listed: RequestBody<{ length: number }, string[]> = { length: 1 };
export const withoutResponse: RequestBody<{ a: string }[], never> = [{ a: "b" }];
