import { isRef, type Oas3Rule, type UserContext } from "@redocly/openapi-core";
import { findValueErrors } from "../helpers/find-value-errors.ts";

// Fetch standard, "forbidden request-header": a browser sends its own, or none.
const forbidden = new Set([
  ...["accept-charset", "accept-encoding", "access-control-request-headers", "access-control-request-method"],
  ...["connection", "content-length", "cookie", "cookie2", "date", "dnt", "expect", "host", "keep-alive", "origin"],
  ...["referer", "set-cookie", "te", "trailer", "transfer-encoding", "upgrade", "via"],
]);
// HTTP itself gives these headers of a response. OpenAPI ignores `Content-Type` (Response Object, `headers`).
const given = new Set([
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "keep-alive",
  "transfer-encoding",
]);
// What the client or the mock writes into a header, whatever its schema says.
const id = "7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71";
const written = new Map([
  ["client-request-id", id],
  ["request-id", id],
  ["date", "Sun, 01 Jan 2017 00:01:17 GMT"],
  ["vary", "origin"],
]);

/** Headers that HTTP, `fetch`, the client or the mock set themselves are not described as something else. */
export const standardHeaders: Oas3Rule = () => ({
  Parameter({ name = "", in: place, schema }, context) {
    if (place !== "header") return;
    const problem = findParameterProblem(name, schema, context);
    if (problem !== undefined) context.report({ message: problem, location: context.location.child("name") });
  },
  Response({ headers = {} }, context) {
    for (const [name, header] of Object.entries(headers)) {
      const { schema } = context.resolve(header).node ?? {};
      const problem = given.has(name.toLowerCase())
        ? `HTTP itself gives the header \`${name}\` of a response. Remove it.`
        : (findNameProblem(name) ?? findValueProblem(name, schema, context));
      if (problem === undefined) continue;
      context.report({ message: problem, location: context.location.child(["headers", name]).key() });
    }
    reportRepeated(Object.keys(headers), context);
  },
});

function reportRepeated(names: readonly string[], { location, report }: UserContext): void {
  const known = new Set<string>();
  for (const name of names) {
    const lower = name.toLowerCase();
    if (known.has(lower)) {
      report({
        message: `The name of a header has no case, so that \`${name}\` is described twice. Remove one of them.`,
        location: location.child(["headers", name]).key(),
      });
    }
    known.add(lower);
  }
}

function findParameterProblem(name: string, schema: unknown, context: UserContext): string | undefined {
  const lower = name.toLowerCase();
  if (lower === "content-encoding") return "HTTP itself gives the header `Content-Encoding` of a request. Remove it.";
  if (forbidden.has(lower) || /^(proxy|sec)-/.test(lower))
    return `\`fetch\` does not let a program send the header \`${name}\`. Remove it.`;
  if (lower === "mock-fault") return "The mock reads the header `Mock-Fault` itself. Give the parameter another name.";
  // RFC 7240, section 2: a server ignores preferences that it does not know.
  if (lower === "prefer" && !takes(schema, "code=200, example=a", context))
    return "The header `Prefer` may hold any preference, such as those for the mock. Write `type: string` without other keywords, and explain the preferences in the `description`.";
  return findNameProblem(name) ?? findValueProblem(name, schema, context);
}

function findNameProblem(name: string): string | undefined {
  // RFC 9110, section 5.6.2.
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name)
    ? undefined
    : `\`${name}\` cannot be the name of a header. Write a name of letters, digits and hyphens.`;
}

function findValueProblem(name: string, schema: unknown, context: UserContext): string | undefined {
  const value = written.get(name.toLowerCase());
  if (value === undefined || takes(schema, value, context)) return undefined;
  return `The client or the mock writes a value such as \`${value}\` into the header \`${name}\`, and its schema refuses it. Write \`type: string\` without other keywords, or a \`format\` and a \`pattern\` of such values.`;
}

function takes(schema: unknown, value: string, { resolve }: UserContext): boolean {
  const node = isRef(schema) ? resolve<object>(schema).node : schema;
  return findValueErrors((node as object | undefined) ?? {}, value) === undefined;
}
