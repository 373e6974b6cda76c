import type { Oas3Rule } from "@redocly/openapi-core";

/**
 * The permissions table in an operation's description agrees with its `security`: for each security scheme it has a cell
 * with the scopes in the same order (least privileged first), separated by a comma.
 */
export const permissionsDescribed: Oas3Rule = () => ({
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
        message: `The permissions table in the description differs from \`security\` for the scheme \`${scheme}\`. Write this cell in the table, or correct \`security\`: ${cell}`,
        location: location.child("description"),
      });
    }
  },
});
