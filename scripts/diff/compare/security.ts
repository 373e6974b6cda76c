import { isRecord } from "@run-summary/openapi";

/** The scopes of security schemes that are needed together. */
type Requirement = Readonly<Record<string, readonly string[]>>;

/** The alternatives of a `security`, of which one is enough; the empty requirement where no token is needed. */
export function listAlternatives(security: unknown): readonly Requirement[] {
  const listed = Array.isArray(security) ? security.filter(isRecord) : [];
  return listed.length === 0 ? [{}] : (listed as Requirement[]);
}

/** Whether each token that is enough for one of the other alternatives is enough for one of these. */
export function acceptsAll(alternatives: readonly Requirement[], others: readonly Requirement[]): boolean {
  return others.every((other) => alternatives.some((alternative) => isWithin(alternative, other)));
}

function isWithin(requirement: Requirement, granted: Requirement): boolean {
  return Object.entries(requirement).every(([scheme, scopes]) => {
    const given = granted[scheme];
    return given !== undefined && listScopes(scopes).every((scope) => listScopes(given).includes(scope));
  });
}

function listScopes(scopes: unknown): readonly unknown[] {
  return Array.isArray(scopes) ? scopes : [];
}
