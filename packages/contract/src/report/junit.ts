import XMLBuilder from "fast-xml-builder";
import type { DescribedRequest } from "./described-request.ts";

/** The requests as JUnit's XML: a test suite for each operation, and a test case for each request. */
export function formatJUnit(requests: readonly DescribedRequest[]): string {
  const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: "@", format: true });
  const suites = Map.groupBy(requests, ({ operationId }) => operationId);
  const testsuite = [...suites].map(([name, members]) => ({
    "@name": name,
    ...countTests(members),
    testcase: members.map(createCase),
  }));
  const testsuites = { "@name": "@run-summary/contract", ...countTests(requests), testsuite };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ testsuites })}`;
}

function countTests(requests: readonly DescribedRequest[]): object {
  return { "@tests": requests.length, "@failures": requests.filter(({ mismatches }) => mismatches.length > 0).length };
}

function createCase({ operationId, request, mismatches }: DescribedRequest): object {
  const lines = mismatches.map(replaceUnprintable);
  return {
    "@classname": operationId,
    "@name": replaceUnprintable(request),
    ...(lines.length > 0 && { failure: { "@message": lines[0], "#text": lines.join("\n") } }),
  };
}

/** XML has no way to write most control characters. */
function replaceUnprintable(text: string): string {
  return text.toWellFormed().replace(/[^\t\n\r\u0020-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
}
