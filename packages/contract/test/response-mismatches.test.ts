import { listOperations, type Operation } from "@run-summary/openapi";
import { createValidator, type Mismatch } from "@run-summary/openapi/validation";
import { readBundle } from "@run-summary/spec";
import { expect, it } from "vitest";
import { listMismatches } from "../src/provider-check/response-mismatches.ts";

const [operation] = listOperations(readBundle()) as [Operation];
const response = { status: 200, headers: new Headers({ "x-own": "1" }), body: '{"a":{"b":2},"c":3}' };
const expectation = { status: "a success", values: {} } as const;

/** The mismatches of the response where the validator and the proxy find these. */
function listReported(found: Mismatch[], proxied: { location: string[]; message: string }[]): Mismatch[] {
  const validator = { ...createValidator(readBundle()), validateResponse: () => found };
  return listMismatches(
    validator,
    operation,
    response,
    proxied.map((violation) => ({ ...violation, code: "type" })),
    expectation,
  );
}

it("reports what only the proxy finds in the response, with the value", () => {
  const proxied = [
    { location: ["response", "body", "a", "b"], message: "must be string." },
    { location: ["response", "header", "x-own"], message: "must be a UUID." },
    { location: ["request", "body", "a"], message: "must be string." },
  ];

  expect(listReported([], proxied)).toEqual([
    { pointer: "/body/a/b", expected: "must be string.", actual: 2 },
    { pointer: "/header/x-own", expected: "must be a UUID.", actual: "1" },
  ]);
});

it("reports once what both find, at a location or within it", () => {
  const found = [{ pointer: "/body/a/b", expected: "string", actual: 2 }];

  expect(listReported(found, [{ location: ["response", "body", "a"], message: "must be string." }])).toEqual(found);
  expect(listReported(found, [{ location: ["response", "body", "a", "b"], message: "must be string." }])).toEqual(
    found,
  );
  expect(listReported(found, [{ location: ["response", "body", "c"], message: "must be string." }])).toHaveLength(2);
});
