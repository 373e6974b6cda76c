import { XMLParser } from "fast-xml-parser";
import { expect, it } from "vitest";
import { formatJUnit } from "../src/report/junit.ts";

it("has a suite for each operation and a case for each request, with what is wrong", () => {
  const right = { operationId: "a", request: "GET /a · with a token", mismatches: [] };
  const wrong = { operationId: "b", request: 'GET /b · "<&>"', mismatches: ["/body: expected 1", "/header: ]]>"] };

  const text = formatJUnit([right, wrong, right]);

  const { testsuites } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "@" }).parse(text);
  expect(testsuites).toEqual({
    "@name": "@run-summary/contract",
    "@tests": "3",
    "@failures": "1",
    testsuite: [
      {
        ...{ "@name": "a", "@tests": "2", "@failures": "0" },
        testcase: [right, right].map(({ request }) => ({ "@classname": "a", "@name": request })),
      },
      {
        ...{ "@name": "b", "@tests": "1", "@failures": "1" },
        testcase: {
          ...{ "@classname": "b", "@name": wrong.request },
          failure: { "@message": "/body: expected 1", "#text": "/body: expected 1\n/header: ]]>" },
        },
      },
    ],
  });
});

it("has no characters that XML forbids", () => {
  const text = formatJUnit([{ operationId: "a", request: "\u0000\u001b\ud800", mismatches: ["\ufffe"] }]);

  expect(text).toContain('name="\ufffd\ufffd\ufffd"');
  expect(text).toContain('message="\ufffd"');
});
