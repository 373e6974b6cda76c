import type { Oas3Rule } from "@redocly/openapi-core";

/** The permissions in `x-announced-security` are those of schemes that the operation's `security` has. */
export const announcedSecurity: Oas3Rule = () => ({
  Operation(operation, { location, report }) {
    const announced = (operation as { "x-announced-security"?: unknown })["x-announced-security"];
    if (announced === undefined) return;
    const place = location.child("x-announced-security");
    const schemes = new Set((operation.security ?? []).flatMap(Object.keys));
    if (!Array.isArray(announced) || !announced.every(isRequirement)) {
      report({ message: "Write it like `security`: a list of `{<scheme>: [<permission>]}`.", location: place });
      return;
    }
    for (const [index, requirement] of announced.entries()) {
      const unknown = Object.keys(requirement).find((scheme) => !schemes.has(scheme));
      if (unknown === undefined) continue;
      const known = [...schemes].join(", ") || "none";
      report({
        message: `The operation's \`security\` has no scheme \`${unknown}\`. Write one of: ${known}.`,
        location: place.child(index),
      });
    }
  },
});

function isRequirement(value: unknown): value is Record<string, string[]> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every(
    (scopes) => Array.isArray(scopes) && scopes.every((scope) => typeof scope === "string"),
  );
}
