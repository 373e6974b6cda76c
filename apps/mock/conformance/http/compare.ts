import { isDeepStrictEqual } from "node:util";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { getEssence } from "../../src/validation/media-type.ts";
import type { PlainResponse } from "./message.ts";

/** How strictly a body is compared: its values, its structure, or the keys of an object, as Prism's harness names them. */
export type Comparison = "expect" | "expect-loose" | "expect-keysOnly";

/** A part of a response that is not as expected: `status`, `content-type`, `body`, or `header <name>`. */
export type Difference = string;

// Their values belong to the message, and not to the API.
const ignoredHeaders = ["date", "connection", "content-length"];

/** Lists what differs from the expected response. The media type has to be the same, other headers have to be there. */
export function compareResponses(comparison: Comparison, expected: PlainResponse, actual: PlainResponse): Difference[] {
  const { "content-type": expectedType, ...headers } = expected.headers;
  const names = Object.keys(headers).filter((name) => !ignoredHeaders.includes(name));
  const differences: [Difference, boolean][] = [
    ["status", expected.status !== actual.status],
    [
      "content-type",
      expectedType !== undefined && getEssence(expectedType) !== getEssence(actual.headers["content-type"] ?? ""),
    ],
    ...names.map((name): [Difference, boolean] => [`header ${name}`, actual.headers[name] === undefined]),
    ["body", !isSameBody(comparison, expected, actual.body)],
  ];
  return differences.filter(([, isDifferent]) => isDifferent).map(([name]) => name);
}

function isSameBody(comparison: Comparison, { headers, body: expected }: PlainResponse, actual: string): boolean {
  if (/[/+]xml\b/.test(headers["content-type"] ?? "") || XMLValidator.validate(expected) === true)
    return isDeepStrictEqual(listElements(expected), listElements(actual));
  const values = [parseJson(expected), parseJson(actual)] as const;
  if (values[0] === undefined || values[1] === undefined) return expected === actual;
  if (comparison === "expect") return isDeepStrictEqual(...values);
  if (comparison === "expect-loose") return hasStructure(...values);
  return isDeepStrictEqual(...(values.map((value) => Object.keys(value as object)) as [string[], string[]]));
}

/** Whether a value has all members of the expected one. Their values may be others. */
function hasStructure(expected: unknown, actual: unknown): boolean {
  if (typeof expected !== "object" || expected === null) return typeof actual !== "object" || actual === null;
  if (typeof actual !== "object" || actual === null || Array.isArray(expected) !== Array.isArray(actual)) return false;
  const members = Object.entries(expected).filter(([key]) => !Array.isArray(expected) || key in actual);
  return members.every(
    ([key, value]) => key in actual && hasStructure(value, (actual as Record<string, unknown>)[key]),
  );
}

/** Lists the elements of an XML document by their paths, in alphabetical order; the texts are left out. */
function listElements(xml: string): string[] {
  const walk = (value: unknown, path: string): string[] => {
    if (Array.isArray(value)) return value.flatMap((item) => walk(item, path));
    if (typeof value !== "object" || value === null) return [path];
    return [path, ...Object.entries(value).flatMap(([name, child]) => walk(child, `${path}/${name}`))];
  };
  return XMLValidator.validate(xml) === true
    ? walk(new XMLParser({ ignoreDeclaration: true }).parse(xml), "").toSorted()
    : [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
