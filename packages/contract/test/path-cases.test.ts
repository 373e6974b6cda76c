// The value `a/b` of a path parameter, not encoded, is 404, unless it makes another path.
import { parseDocument } from "@run-summary/openapi";
import { expect, it } from "vitest";
import { listPathCases } from "../src/cases/parameter-cases.ts";
import { createContract } from "../src/contract.ts";

/** The targets of the cases of `/{id}/parts`, beside `/{name}` and others. */
function listTargets(servers: string, others = ""): string[] {
  const responses = '{ "204": { description: Done. } }';
  const { operations, paths } = createContract(
    parseDocument(`
openapi: 3.1.0
servers: ${servers}
paths:
  /{id}/parts:
    parameters: [{ name: id, in: path, required: true, schema: { type: string }, example: "1" }]
    get: { operationId: list, responses: ${responses} }
  /{name}:
    parameters: [{ name: name, in: path, required: true, schema: { type: string }, example: "1" }]
    delete: { operationId: remove, responses: ${responses} }
${others}
`),
  );
  const [list] = operations;
  return list === undefined ? [] : listPathCases(paths, list).map(({ request }) => request.target);
}

const target = "/a/b/parts";

it.each([
  ["one server", "[{ url: https://api.example.com/a/b }]"],
  ["another path of a server", "[{ url: https://api.example.com }, { url: https://api.example.com/a/bc }]"],
])("is tried with %s", (_what, servers) => {
  expect(listTargets(servers)).toEqual([target]);
});

it.each([
  ["another path", "[]", "  /a/b/{part}: {}"],
  [
    "a path behind that of another server",
    "[{ url: https://api.example.com }, { url: https://api.example.com/a/b/ }]",
    "",
  ],
  ["a path behind both", "[{ url: https://api.example.com/v1/ }, { url: /v1/a/b }]", ""],
])("is left out where it makes %s", (_what, servers, others) => {
  expect(listTargets(servers, others)).toEqual([]);
});
