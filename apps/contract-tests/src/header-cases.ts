import type { OpenApiDocument, Operation } from "@run-summary/spec";
import { inputOf, requestExamplesOf, successOf } from "./cases.ts";
import type { RequestCase } from "./request-case.ts";
import { type Claims, claimsFor, isEnough } from "./token.ts";
import { wireRequestOf } from "./wire.ts";

const noTokens = [undefined, "", "Bearer", "Bearer a b", "Bearer <a>", "Bearera", "Basic dTpw", "Token a", "a"];
const tokens = ["Bearer a", "bearer a", "BEARER a", "Bearer  a", "Bearer a.b.c", "Bearer a-._~+/1=="];

/** Requests with a header of HTTP's own, as it should be and otherwise: `Content-Type`, `Accept`, `Prefer`, `Authorization`. */
export function headerCasesOf(document: OpenApiDocument, operation: Operation): RequestCase[] {
  const { requestBody, responses } = operation;
  const [[, body] = []] = requestExamplesOf(operation);
  const request = wireRequestOf(operation, inputOf(operation, body));
  const success = successOf(operation);
  const casesFor = (name: string, status: number, values: readonly (string | undefined)[]): RequestCase[] =>
    values.map((value) =>
      caseFor(name, value, status, value === undefined ? `without ${name}` : `${name}: ${value || '""'}`),
    );
  const caseFor = (name: string, value: string | undefined, status: number, what: string): RequestCase => {
    const { [name]: _, ...others } = request.headers;
    return {
      what,
      request: { ...request, headers: value === undefined ? others : { ...others, [name]: value } },
      status,
      names: `/header/${name}`,
    };
  };

  const contentTypes = Object.keys(requestBody?.content ?? {}).flatMap((type) => [
    ...casesFor("content-type", success, [type, `${type}; charset=utf-8`, `${type};a="b"`, type.toUpperCase()]),
    ...casesFor("content-type", 415, [undefined, "", "text/plain", `${type}x`, "application/merge-patch+json"]),
    ...casesFor("content-type", 415, ["application/x-www-form-urlencoded", "multipart/form-data; boundary=a"]),
    ...casesFor("content-type", 415, ["application/", "*/*", "application", `text/plain, ${type}`]),
  ]);
  const [type = ""] = Object.values(responses).flatMap(({ content }) => Object.keys(content));
  const accepts = [
    ...casesFor("accept", success, [undefined, "", type, type.toUpperCase(), "*/*", type.replace(/[^/]+$/, "*")]),
    ...casesFor("accept", success, [`text/html, ${type};q=0.1`, `${type}; charset=utf-8`, "text/html, */*;q=0.1"]),
    ...casesFor("accept", 406, ["text/html", "text/*", `${type}x`, `${type};q=0`, `*/*, ${type};q=0`, "zzz"]),
  ];
  // RFC 7240, section 4.2: no body where it is documented.
  const takesPrefer = operation.parameters.some(({ name }) => name.toLowerCase() === "prefer");
  const preferences = takesPrefer && "204" in responses ? casesFor("prefer", 204, ["return=minimal"]) : [];
  const others = [...contentTypes, ...accepts, ...preferences];
  const alternatives = claimsFor(document, operation);
  if (alternatives.length === 0) return others;
  return [
    ...others,
    ...casesFor("authorization", 401, noTokens),
    ...casesFor("authorization", success, tokens),
    ...claimsAround(alternatives).map((claims) =>
      caseFor(
        "authorization",
        `Bearer ${jwt(claims)}`,
        isEnough(claims, alternatives) ? success : 403,
        `a token with ${JSON.stringify(claims)}`,
      ),
    ),
  ];
}

/** Claims that are enough, that are in the other claim's place, and that are not enough. */
function claimsAround(alternatives: readonly Claims[]): Claims[] {
  const none: Claims = { scp: [], roles: [] };
  const claims = alternatives.flatMap(({ scp, roles }) => [
    { scp, roles },
    { scp: roles, roles: scp },
    { scp: scp.map((scope) => `${scope}x`), roles: roles.map((role) => role.toLowerCase()) },
  ]);
  return [...new Map([none, ...claims].map((claim) => [JSON.stringify(claim), claim])).values()];
}

function jwt({ scp, roles }: Claims): string {
  const parts = [{ alg: "none" }, { scp: scp.join(" "), roles }, {}];
  return parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
}
