import type { OpenApiDocument } from "./document.ts";
import type { Operation } from "./operations.ts";
import { resolveReference } from "./reference.ts";

/** The permissions that a token grants, or that an operation asks for. */
export interface TokenClaims {
  /** Delegated permissions: the token's app acts for a user. */
  readonly scp: readonly string[];
  /** Application permissions: the app acts for itself. */
  readonly roles: readonly string[];
}

/** The permissions of a token in the form of a JWT (RFC 7519); `undefined` for any other token, which only its issuer can read. */
export function readTokenClaims(token: string): TokenClaims | undefined {
  const parts = token.split(".");
  if (parts.length !== 3) return undefined;
  try {
    const payload: unknown = JSON.parse(Buffer.from(parts[1] ?? "", "base64url").toString());
    if (typeof payload !== "object" || payload === null) return undefined;
    const { scp, scope, roles } = payload as { scp?: unknown; scope?: unknown; roles?: unknown };
    // RFC 9068, section 2.2.3: `scope` has the permissions of any flow. Microsoft's tokens have them apart.
    const ofAnyFlow = listNames(scope);
    return {
      scp: [...listNames(scp), ...ofAnyFlow],
      roles: [...(Array.isArray(roles) ? listNames(roles) : []), ...ofAnyFlow],
    };
  } catch {
    return undefined;
  }
}

/** The names in a claim: a list, or a text with spaces between them. */
function listNames(claim: unknown): string[] {
  const names = typeof claim === "string" ? claim.split(" ") : Array.isArray(claim) ? claim : [];
  return names.filter((name) => typeof name === "string" && name !== "");
}

/**
 * The alternatives of an operation's security, each of which is enough; none where a request without a token is taken. For
 * the announced alternatives, pass `{ security: operation.announcedSecurity }`.
 */
export function listRequiredClaims(
  document: OpenApiDocument,
  { security }: Pick<Operation, "security">,
): TokenClaims[] {
  if (security.some((schemes) => Object.keys(schemes).length === 0)) return [];
  return security.map((schemes) => {
    const scp: string[] = [];
    const roles: string[] = [];
    for (const [name, scopes] of Object.entries(schemes)) {
      const scheme = resolveReference(document, document.components?.securitySchemes?.[name] ?? {}) as {
        flows?: object;
      };
      const isApplication = "clientCredentials" in (scheme.flows ?? {});
      (isApplication ? roles : scp).push(...scopes);
    }
    return { scp, roles };
  });
}

/** Whether a token's claims hold all permissions of one of the alternatives. */
export function isGranted(claims: TokenClaims, alternatives: readonly TokenClaims[]): boolean {
  return alternatives.some(
    ({ scp, roles }) =>
      scp.every((scope) => claims.scp.includes(scope)) && roles.every((role) => claims.roles.includes(role)),
  );
}
