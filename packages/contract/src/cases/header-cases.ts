import {
  isGranted,
  listRequiredClaims,
  type OpenApiDocument,
  resolveReference,
  type TokenClaims,
} from "@run-summary/openapi";
import { takesBearerOnly } from "../operations/credentials.ts";
import type { PreparedOperation } from "../operations/prepare-operation.ts";
import type { FactName, RequestCase } from "./contract-case.ts";
import { buildAuthorizedRequest, createFirstInput, getSuccessStatus } from "./example-cases.ts";

const notTokens = [undefined, "", "Bearer", "Bearer a b", "Bearer <a>", "Bearera", "Basic dTpw", "Token a", "a"];
const tokens = ["Bearer a", "bearer a", "BEARER a", "Bearer  a", "Bearer a.b.c", "Bearer a-._~+/1=="];

/** The value of a header, `undefined` for none, and the title of its case where the value is too long for one. */
type HeaderValue = string | undefined | { readonly value: string; readonly title: string };
type CreateCases = (status: number, values: readonly HeaderValue[]) => RequestCase[];

/** Requests with right and wrong values of the headers that HTTP defines: `Content-Type`, `Accept`, `Prefer`, `Authorization`. */
export function listHeaderCases(document: OpenApiDocument, operation: PreparedOperation): RequestCase[] {
  const request = buildAuthorizedRequest(operation, createFirstInput(operation));
  const success = getSuccessStatus(operation);
  const bindCases =
    (name: string, fact: FactName): CreateCases =>
    (status, values) =>
      values.map((given) => {
        const { value, title } = typeof given === "object" ? given : { value: given, title: describe(name, given) };
        const { [name]: _, ...others } = request.headers;
        const headers = value === undefined ? others : { ...others, [name]: value };
        return { title, request: { ...request, headers }, status, location: `/header/${name}`, facts: [fact] };
      });
  const ofResponse = (status: number): FactName => ({ subject: [`response ${status}`], attribute: "media types" });
  const successes = Object.entries(operation.responses).filter(([status]) => status.startsWith("2"));
  const accepted = new Set(successes.flatMap(([, { content }]) => Object.keys(content)));
  const takesPrefer = operation.parameters.some(({ name }) => name.toLowerCase() === "prefer");
  return [
    ...Object.keys(operation.requestBody?.content ?? {}).flatMap((type) =>
      listContentTypeCases(bindCases("content-type", { subject: ["body"], attribute: "media types" }), success, type),
    ),
    ...listAcceptCases(bindCases("accept", ofResponse(success)), success, [...accepted]),
    // RFC 7240, section 4.2: a response without a body, where the operation documents one.
    ...(takesPrefer && "204" in operation.responses
      ? bindCases("prefer", ofResponse(204))(204, ["return=minimal"])
      : []),
    ...listTokenCases(bindCases("authorization", { subject: [], attribute: "token" }), document, operation),
    ...listClaimCases(bindCases("authorization", { subject: [], attribute: "security" }), document, operation),
  ];
}

function describe(name: string, value: string | undefined): string {
  return value === undefined ? `without ${name}` : `${name}: ${value || '""'}`;
}

function listContentTypeCases(createCases: CreateCases, success: number, type: string): RequestCase[] {
  const others = ["text/plain", "application/merge-patch+json", "application/x-www-form-urlencoded"];
  return [
    ...createCases(success, [type, `${type}; charset=utf-8`, `${type};a="b"`, type.toUpperCase()]),
    ...createCases(415, [undefined, "", `${type}x`, ...others.filter((other) => other !== type)]),
    ...createCases(415, [
      "multipart/form-data; boundary=a",
      "application/",
      "*/*",
      "application",
      `text/html, ${type}`,
    ]),
  ];
}

/** @param types the media types of the successes */
function listAcceptCases(createCases: CreateCases, success: number, types: readonly string[]): RequestCase[] {
  const [type, ...others] = types;
  if (type === undefined || others.includes("text/html")) return [];
  const none = types.map((one) => `${one};q=0`).join();
  return [
    ...createCases(success, [undefined, "", type, type.toUpperCase(), "*/*", `${type.split("/")[0]}/*`]),
    ...createCases(success, [`text/html, ${type};q=0.1`, `${type}; charset=utf-8`, "text/html, */*;q=0.1"]),
    ...createCases(406, ["text/html", "audio/*", `${type}x`, none, `*/*, ${none}`, "zzz"]),
  ];
}

function listTokenCases(
  createCases: CreateCases,
  document: OpenApiDocument,
  operation: PreparedOperation,
): RequestCase[] {
  const success = getSuccessStatus(operation);
  if (listRequiredClaims(document, operation).length === 0) return createCases(success, [undefined]);
  if (!takesBearerOnly(document, operation)) return [];
  return [...createCases(401, notTokens), ...createCases(success, tokens)];
}

/**
 * Tokens that grant enough, tokens that grant it in the other claim, tokens that grant something else, and a token for each other
 * permission that the document knows.
 */
function listClaimCases(
  createCases: CreateCases,
  document: OpenApiDocument,
  operation: PreparedOperation,
): RequestCase[] {
  const alternatives = listRequiredClaims(document, operation);
  if (alternatives.length === 0 || !takesBearerOnly(document, operation)) return [];
  const claims = alternatives.flatMap(({ scp, roles }) => [
    { scp, roles },
    { scp: roles, roles: scp },
    { scp: scp.map((scope) => `${scope}x`), roles: roles.map((role) => role.toLowerCase()) },
  ]);
  const announced = listRequiredClaims(document, { security: operation.announcedSecurity });
  const sufficient = [...alternatives, ...announced];
  const none: TokenClaims = { scp: [], roles: [] };
  const distinct = new Map([none, ...claims, ...listKnownClaims(document)].map((one) => [JSON.stringify(one), one]));
  return [...distinct].flatMap(([json, one]) =>
    createCases(isGranted(one, sufficient) ? getSuccessStatus(operation) : 403, [
      { value: `Bearer ${createToken(one)}`, title: `a token with ${json}` },
    ]),
  );
}

/** The claims of each permission that a security scheme of the document names. */
function listKnownClaims(document: OpenApiDocument): TokenClaims[] {
  return Object.entries(document.components?.securitySchemes ?? {}).flatMap(([name, referenced]) => {
    const { flows = {} } = resolveReference<object>(document, referenced) as { flows?: Record<string, Flow> };
    const scopes = new Set(Object.values(flows).flatMap((flow) => Object.keys(flow.scopes ?? {})));
    return listRequiredClaims(document, { security: [...scopes].map((scope) => ({ [name]: [scope] })) });
  });
}

interface Flow {
  readonly scopes?: Readonly<Record<string, string>>;
}

function createToken({ scp, roles }: TokenClaims): string {
  const parts = [{ alg: "none" }, { scp: scp.join(" "), roles }, {}];
  return parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
}
