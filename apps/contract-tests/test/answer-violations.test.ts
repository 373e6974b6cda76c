import { type Operation, operationsOf, readBundle } from "@run-summary/spec";
import { expect, it } from "vitest";
import { violationsOf } from "../src/answer-violations.ts";
import { createValidator, type Violation } from "../src/validator.ts";

const [operation] = operationsOf(readBundle()) as [Operation];
const answer = { status: 200, headers: new Headers({ "x-own": "1" }), text: '{"a":{"b":2},"c":3}' };
const expectation = { status: "a success", shown: {} } as const;

/** What is reported of the answer where validator and proxy find this. */
function reported(found: Violation[], proxied: { location: string[]; message: string }[]): Violation[] {
  const validator = { ...createValidator(readBundle()), errorsOfAnswer: () => found };
  return violationsOf(
    validator,
    operation,
    answer,
    proxied.map((violation) => ({ ...violation, code: "type" })),
    expectation,
  );
}

it("tells what only the proxy finds in the answer, with what is there", () => {
  const proxied = [
    { location: ["response", "body", "a", "b"], message: "must be string." },
    { location: ["response", "header", "x-own"], message: "must be a UUID." },
    { location: ["request", "body", "a"], message: "must be string." },
  ];

  expect(reported([], proxied)).toEqual([
    { path: "/body/a/b", expected: "must be string.", got: 2 },
    { path: "/header/x-own", expected: "must be a UUID.", got: "1" },
  ]);
});

it("tells once what both find, at a place or within it", () => {
  const found = [{ path: "/body/a/b", expected: "string", got: 2 }];

  expect(reported(found, [{ location: ["response", "body", "a"], message: "must be string." }])).toEqual(found);
  expect(reported(found, [{ location: ["response", "body", "a", "b"], message: "must be string." }])).toEqual(found);
  expect(reported(found, [{ location: ["response", "body", "c"], message: "must be string." }])).toHaveLength(2);
});
