import { expect, it } from "vitest";
import { lintDocument } from "../lint-document.ts";

const rule = "run-summary/standard-headers";
const text = { schema: { type: "string" } };
const uuid = "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$";

function lintParameter(name: string, parameter: object): Promise<string[]> {
  return lintDocument({ paths: { "/a": { parameters: [{ name, in: "header", ...parameter }] } } }, rule);
}

function lintHeaders(headers: object): Promise<string[]> {
  return lintDocument({ paths: { "/a": { get: { responses: { 200: { description: "", headers } } } } } }, rule);
}

it.each<[string, object]>([
  ["If-Match", text],
  ["X-Level", { schema: { type: "integer" } }],
  ["Prefer", text],
  ["client-request-id", { schema: { type: "string", format: "uuid", pattern: uuid } }],
])("accepts the parameter %s with %j", async (name, parameter) => {
  expect(await lintParameter(name, parameter)).toEqual([]);
});

it("takes a parameter of the query for no header", async () => {
  expect(await lintParameter("Cookie", { in: "query", ...text })).toEqual([]);
});

it.each<[string, object, string]>([
  ["Cookie", text, "`fetch` does not let a program send the header `Cookie`. Remove it."],
  ["content-length", text, "`fetch` does not let a program send the header `content-length`."],
  ["Sec-A", text, "`fetch` does not let a program send the header `Sec-A`."],
  ["Mock-Fault", text, "The mock reads the header `Mock-Fault` itself."],
  ["Prefer", { schema: { enum: ["return=minimal"] } }, "The header `Prefer` may hold any preference"],
  ["a b", text, "`a b` cannot be the name of a header."],
  [
    "client-request-id",
    { schema: { type: "integer" } },
    "into the header `client-request-id`, and its schema refuses it.",
  ],
])("refuses the parameter %s with %j", async (name, parameter, problem) => {
  expect(await lintParameter(name, parameter)).toEqual([expect.stringContaining(problem)]);
});

it.each([
  { "request-id": { schema: { type: "string" } }, "Retry-After": { schema: { type: "integer" } } },
  { Vary: { schema: { type: "string" } }, Date: { schema: { type: "string" } } },
])("accepts the headers %j of a response", async (headers) => {
  expect(await lintHeaders(headers)).toEqual([]);
});

it.each<[object, string]>([
  [{ "Content-Type": text }, "HTTP itself gives the header `Content-Type` of a response. Remove it."],
  [{ "request-id": { schema: { type: "integer" } } }, "into the header `request-id`, and its schema refuses it."],
  [{ vary: { schema: { type: "integer" } } }, "writes a value such as `origin` into the header `vary`"],
  [{ "a:b": text }, "`a:b` cannot be the name of a header."],
  [{ "X-A": text, "x-a": text }, "The name of a header has no case, so that `x-a` is described twice."],
])("refuses the headers %j of a response", async (headers, problem) => {
  expect(await lintHeaders(headers)).toEqual([expect.stringContaining(problem)]);
});
