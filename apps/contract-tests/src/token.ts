import { type OpenApiDocument, type Operation, resolve } from "@run-summary/spec";

/** What a token in the form of a JWT grants, or what an operation asks for. */
export interface Claims {
  /** The permissions to act for a user. */
  readonly scp: readonly string[];
  /** The permissions of the app itself. */
  readonly roles: readonly string[];
}

/** What a token grants; `undefined` where it is no JWT, so that only its issuer can read it. */
export function claimsOf(token: string): Claims | undefined {
  const parts = token.split(".");
  if (parts.length !== 3) return undefined;
  try {
    const { scp = "", roles = [] } = JSON.parse(Buffer.from(parts[1] ?? "", "base64url").toString());
    return { scp: String(scp).split(" "), roles: [roles].flat().map(String) };
  } catch {
    return undefined;
  }
}

/** The claims of which one is enough for an operation; none where it takes a request without a token. */
export function claimsFor(document: OpenApiDocument, { security }: Operation): Claims[] {
  const alternatives = security.map((schemes) => {
    const permissions = Object.entries(schemes).flatMap(([name, scopes]) => {
      const scheme = resolve(document, document.components?.securitySchemes?.[name] ?? {}) as { flows?: object };
      // The flow tells whether the permissions are the app's own.
      const claim: keyof Claims = "clientCredentials" in (scheme.flows ?? {}) ? "roles" : "scp";
      return scopes.map((scope) => ({ claim, scope }));
    });
    const of = (wanted: keyof Claims) => permissions.flatMap(({ claim, scope }) => (claim === wanted ? [scope] : []));
    return { scp: of("scp"), roles: of("roles") };
  });
  return security.some((schemes) => Object.keys(schemes).length === 0) ? [] : alternatives;
}

/** Whether what a token grants is enough for one of the alternatives. */
export function isEnough(granted: Claims, alternatives: readonly Claims[]): boolean {
  return alternatives.some(
    ({ scp, roles }) =>
      scp.every((scope) => granted.scp.includes(scope)) && roles.every((role) => granted.roles.includes(role)),
  );
}
