import { isGranted, readTokenClaims, type TokenClaims } from "@run-summary/openapi";
import type { HttpSecurityScheme, IHttpOperation } from "@stoplight/types";
import { createDocumentedError } from "../prism/documented-response.ts";

// RFC 6750, section 2.1. The name of the scheme is case-insensitive, the token is not.
const bearer = /^bearer +([\w\-.~+/]+=*)$/i;

/**
 * Checks the header `Authorization` where the operation asks for a bearer token. A JWT must grant a permission that the
 * operation asks for: delegated ones are in its claim `scp`, application ones in `roles`. Any other token is accepted.
 *
 * @throws {HttpError} 401 without a well-formed token, 403 where a JWT grants no sufficient permission.
 */
export function checkAuthorization(operation: IHttpOperation, header: string | undefined): void {
  const alternatives = operation.security ?? [];
  const isOpen = alternatives.length === 0 || alternatives.some((schemes) => !schemes.some(isBearerScheme));
  if (isOpen) return;
  const token = bearer.exec(header ?? "")?.[1];
  const location = ["request", "header", "authorization"];
  if (token === undefined) {
    const message = `The request has no ${header ? "well-formed " : ""}access token.`;
    const advice = "Send `Authorization: Bearer <token>`.";
    throw createDocumentedError(operation, 401, `${message} ${advice}`, [{ location, code: "401", message }]);
  }
  const claims = readTokenClaims(token);
  if (claims === undefined || isGranted(claims, alternatives.flatMap(listSufficientClaims))) return;
  const sufficient = alternatives.map((schemes) => schemes.map(describeScheme).join(" with ")).join("; ");
  const granted = [...claims.scp, ...claims.roles].join(", ") || "no permission";
  const message = `The token grants ${granted}. One of these would do: ${sufficient}.`;
  throw createDocumentedError(operation, 403, message, [{ location, code: "403", message }]);
}

function isBearerScheme(scheme: HttpSecurityScheme): boolean {
  return (
    scheme.type === "oauth2" ||
    scheme.type === "openIdConnect" ||
    (scheme.type === "http" && scheme.scheme === "bearer")
  );
}

/** Lists the claims of which one is sufficient for schemes that are required together: one flow of each scheme. */
function listSufficientClaims(schemes: readonly HttpSecurityScheme[]): TokenClaims[] {
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
