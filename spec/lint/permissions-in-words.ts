import type { Oas3Rule } from "@redocly/openapi-core";

/**
 * The permissions table in an operation's description says what its `security` says: for each security scheme a cell
 * with the scopes in the same order (least privileged first), separated by a comma.
 */
export const permissionsInWords: Oas3Rule = () => ({
  Operation(operation, { location, report }) {
    const scopes = new Map<string, string[]>();
    for (const requirement of operation.security ?? []) {
      for (const [scheme, names] of Object.entries(requirement)) {
        scopes.set(scheme, [...(scopes.get(scheme) ?? []), ...names]);
      }
    }
    for (const [scheme, names] of scopes) {
      const cell = `|${names.join(", ")}|`;
      if (names.length === 0 || operation.description?.includes(cell)) continue;
      report({
        message: `The permissions in the description differ from \`security\` for the scheme \`${scheme}\`. Write this cell in the permissions table, or correct \`security\`: ${cell}`,
        location: location.child("description"),
      });
    }
  },
});
