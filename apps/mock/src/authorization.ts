import type { HttpSecurityScheme, IHttpOperation } from "@stoplight/types";
import { documentedError } from "./documented-error.ts";

// RFC 6750, section 2.1. The scheme's name is case-insensitive, the token is not.
const bearer = /^bearer +([\w\-.~+/]+=*)$/i;

/**
 * Refuses a request without a bearer token where the operation asks for one, and one with a token that looks like a JWT
 * but has none of the permissions: delegated ones are in its `scp`, application ones in its `roles`. A token that is
 * opaque to the mock is taken for a good one.
 */
export function checkAuthorization(operation: IHttpOperation, header: string | undefined): void {
  const alternatives = operation.security ?? [];
  const isOpen = alternatives.length === 0 || alternatives.some((schemes) => !schemes.some(takesBearer));
  if (isOpen) return;
  const [, token] = bearer.exec(header ?? "") ?? [];
  if (token === undefined) {
    const what = header ? "has no well-formed access token" : "has no access token";
    throw documentedError(operation, 401, `The request ${what}. Send \`Authorization: Bearer <token>\`.`, [
      { location: ["request", "header", "authorization"], code: "401", message: `The request ${what}.` },
    ]);
  }
  const claims = claimsOf(token);
  if (claims === undefined || alternatives.some((schemes) => schemes.every((scheme) => isGranted(scheme, claims))))
    return;
  const enough = alternatives.map((schemes) => schemes.map(describe).join(" with ")).join("; ");
  const message = `The token grants ${describeClaims(claims)}. One of these would do: ${enough}.`;
  throw documentedError(operation, 403, message, [
    { location: ["request", "header", "authorization"], code: "403", message },
  ]);
}

interface Claims {
  readonly scp: readonly string[];
  readonly roles: readonly string[];
}

function takesBearer(scheme: HttpSecurityScheme): boolean {
  return (
    scheme.type === "oauth2" ||
    scheme.type === "openIdConnect" ||
    (scheme.type === "http" && scheme.scheme === "bearer")
  );
}

/** The permissions of a token in the form of a JWT; `undefined` for any other. */
function claimsOf(token: string): Claims | undefined {
  const parts = token.split(".");
  if (parts.length !== 3) return undefined;
  try {
    const payload: unknown = JSON.parse(Buffer.from(parts[1] ?? "", "base64url").toString());
    if (typeof payload !== "object" || payload === null) return undefined;
    const { scp, roles } = payload as { scp?: unknown; roles?: unknown };
    return {
      scp: typeof scp === "string" ? scp.split(" ").filter(Boolean) : [],
      roles: Array.isArray(roles) ? roles.map(String) : [],
    };
  } catch {
    return undefined;
  }
}

// The flow of a scheme tells whether its permissions are an app's own or those of a user that it acts for.
function isGranted(scheme: HttpSecurityScheme, { scp, roles }: Claims): boolean {
  if (scheme.type !== "oauth2") return true;
  return Object.entries(scheme.flows).some(([flow, { scopes }]) => {
    const granted = flow === "clientCredentials" ? roles : scp;
    return Object.keys(scopes).every((scope) => granted.includes(scope));
  });
}

function scopesOf(scheme: HttpSecurityScheme): string[] {
  if (scheme.type !== "oauth2") return [];
  return [...new Set(Object.values(scheme.flows).flatMap((flow) => Object.keys(flow.scopes)))];
}

function describe(scheme: HttpSecurityScheme): string {
  return `${scopesOf(scheme).join(" and ")} (${scheme.key})`;
}

function describeClaims({ scp, roles }: Claims): string {
  return [...scp, ...roles].join(", ") || "no permission";
}
