import { parse } from "node:querystring";
import { isGranted, readTokenClaims, type TokenClaims } from "@run-summary/openapi";
import type { HttpSecurityScheme } from "@stoplight/types";
import { parseCookie } from "cookie";
import { createDocumentedError } from "../prism/documented-response.ts";
import type { Operation } from "../prism/operation.ts";
import type { Address } from "../prism/routes.ts";
import type { MockRequest } from "../server/message.ts";

/**
 * Which permissions are sufficient: those of the operation's `security` and those of its `x-announced-security`, or only the
 * announced ones where it has any.
 */
export type AcceptedPermissions = "all" | "announced";

/** Security schemes that are required together. */
type Alternative = readonly HttpSecurityScheme[];

// RFC 6750, section 2.1. The name of the scheme is case-insensitive, the token is not.
const bearer = /^bearer +([\w\-.~+/]+=*)$/i;
// RFC 7617, section 2.
const basic = /^basic +([\w+/-]+=*)$/i;

/**
 * Checks the credentials of a request where the operation asks for some. A JWT must grant a permission that the operation
 * asks for: delegated ones are in its claim `scp`, application ones in `roles`, both in `scope`. Any other token is accepted.
 *
 * @throws {HttpError} 401 without well-formed credentials, 403 where a JWT grants no sufficient permission.
 */
export function checkAuthorization(
  operation: Operation,
  { query }: Address,
  { headers }: MockRequest,
  permissions: AcceptedPermissions,
): void {
  const alternatives = listAlternatives(operation, permissions);
  if (alternatives.length === 0) return;
  const presented = alternatives.filter((schemes) => schemes.every((scheme) => hasCredentials(scheme, query, headers)));
  if (presented.length === 0) throw createUnauthorizedError(operation, alternatives, headers.authorization);
  const token = readToken(headers.authorization);
  const claims = token === undefined ? undefined : readTokenClaims(token);
  if (claims === undefined || isGranted(claims, presented.flatMap(listSufficientClaims))) return;
  const sufficient = alternatives.map((schemes) => schemes.map(describeScheme).join(" with ")).join("; ");
  const granted = [...new Set([...claims.scp, ...claims.roles])].join(", ") || "no permission";
  const message = `The token grants ${granted}. One of these would do: ${sufficient}.`;
  const location = ["request", "header", "authorization"];
  throw createDocumentedError(operation, 403, message, [{ location, code: "403", message }]);
}

function listAlternatives({ security, extensions }: Operation, permissions: AcceptedPermissions) {
  const schemes = new Map(security.flat().map((scheme) => [scheme.key, scheme]));
  const requirements = (extensions["x-announced-security"] ?? []) as Readonly<Record<string, readonly string[]>>[];
  const announced: Alternative[] = requirements.map((requirement) =>
    Object.entries(requirement).flatMap(([key, scopes]) => {
      const scheme = schemes.get(key);
      return scheme === undefined ? [] : [replaceScopes(scheme, scopes)];
    }),
  );
  return permissions === "announced" && announced.length > 0 ? announced : [...security, ...announced];
}

function replaceScopes(scheme: HttpSecurityScheme, scopes: readonly string[]): HttpSecurityScheme {
  if (scheme.type !== "oauth2") return scheme;
  const names = Object.fromEntries(scopes.map((scope) => [scope, ""]));
  const flows = Object.entries(scheme.flows).map(([flow, rest]) => [flow, { ...rest, scopes: names }]);
  return { ...scheme, flows: Object.fromEntries(flows) };
}

// Prism's own check refuses a password with a colon, and the form of Digest that browsers and curl send.
function hasCredentials(scheme: HttpSecurityScheme, query: string, headers: MockRequest["headers"]): boolean {
  const { authorization } = headers;
  if (isBearerScheme(scheme)) return readToken(authorization) !== undefined;
  if (scheme.type === "apiKey") return Boolean(readApiKey(scheme, query, headers));
  if (scheme.type !== "http") return true; // mutual TLS is below HTTP
  if (scheme.scheme !== "basic") return Boolean(authorization?.toLowerCase().startsWith(`${scheme.scheme} `));
  const credentials = authorization?.match(basic)?.[1];
  return credentials !== undefined && Buffer.from(credentials, "base64").includes(":");
}

function readToken(authorization: string | undefined): string | undefined {
  return authorization?.match(bearer)?.[1];
}

function readApiKey(
  { in: source, name }: { in: string; name: string },
  query: string,
  headers: MockRequest["headers"],
): string | undefined {
  if (source === "query") return parse(query)[name]?.toString();
  if (source === "header") return headers[name.toLowerCase()];
  return parseCookie(headers.cookie ?? "")[name];
}

function createUnauthorizedError(
  operation: Operation,
  alternatives: readonly Alternative[],
  authorization: string | undefined,
) {
  const isToken = alternatives.flat().every(isBearerScheme);
  const subject = isToken ? "access token" : "sufficient credentials";
  const message = `The request has no ${authorization && isToken ? "well-formed " : ""}${subject}.`;
  const ways = new Set(alternatives.map((schemes) => [...new Set(schemes.map(describeCredentials))].join(" with ")));
  const challenges = new Set(alternatives.flat().flatMap(createChallenge));
  return createDocumentedError(
    operation,
    401,
    `${message} Send ${[...ways].join(", or ")}.`,
    [{ location: ["request", "header", "authorization"], code: "401", message }],
    challenges.size === 0 ? {} : { "www-authenticate": [...challenges].join(", ") },
  );
}

function describeCredentials(scheme: HttpSecurityScheme): string {
  if (isBearerScheme(scheme)) return "`Authorization: Bearer <token>`";
  if (scheme.type === "http") return `\`Authorization: ${capitalize(scheme.scheme)} <credentials>\``;
  if (scheme.type !== "apiKey") return "a client certificate";
  return `the ${scheme.in === "query" ? "query parameter" : scheme.in} \`${scheme.name}\``;
}

/** Creates the challenge of a scheme (RFC 9110, section 11.6.1). A key in a header, a query or a cookie has none. */
function createChallenge(scheme: HttpSecurityScheme): string[] {
  if (isBearerScheme(scheme)) return ["Bearer"];
  return scheme.type === "http" ? [`${capitalize(scheme.scheme)} realm="mock"`] : [];
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isBearerScheme(scheme: HttpSecurityScheme): boolean {
  return (
    scheme.type === "oauth2" ||
    scheme.type === "openIdConnect" ||
    (scheme.type === "http" && scheme.scheme === "bearer")
  );
}

/** Lists the claims of which one is sufficient for schemes that are required together: one flow of each scheme. */
function listSufficientClaims(schemes: Alternative): TokenClaims[] {
  return schemes.reduce<TokenClaims[]>(
    (combinations, scheme) =>
      combinations.flatMap(({ scp, roles }) =>
        listFlowClaims(scheme).map((flow) => ({ scp: [...scp, ...flow.scp], roles: [...roles, ...flow.roles] })),
      ),
    [{ scp: [], roles: [] }],
  );
}

// The permissions of the flow `clientCredentials` are the app's own; those of other flows are a user's.
function listFlowClaims(scheme: HttpSecurityScheme): TokenClaims[] {
  if (scheme.type !== "oauth2") return [{ scp: [], roles: [] }];
  return Object.entries(scheme.flows).map(([flow, { scopes }]) => {
    const names = Object.keys(scopes);
    return flow === "clientCredentials" ? { scp: [], roles: names } : { scp: names, roles: [] };
  });
}

function describeScheme(scheme: HttpSecurityScheme): string {
  const flows = scheme.type === "oauth2" ? Object.values(scheme.flows) : [];
  const scopes = new Set(flows.flatMap((flow) => Object.keys(flow.scopes)));
  return scopes.size === 0 ? scheme.key : `${[...scopes].join(" and ")} (${scheme.key})`;
}
