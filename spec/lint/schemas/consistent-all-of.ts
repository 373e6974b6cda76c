import { isDeepStrictEqual } from "node:util";
import type { Oas3Rule, UserContext } from "@redocly/openapi-core";
import { isAnnotation } from "@run-summary/openapi";
import { visitSchemas } from "../helpers/visit-schemas.ts";
import type { Part } from "../helpers/walk-schema.ts";

/** The parts of an `allOf` can be merged into one schema: they agree, and none of them forbids what another one names. */
export const consistentAllOf: Oas3Rule = visitSchemas((_usage, { report }) => ({
  schema(parts) {
    if (parts.length < 2) return;
    reportClosedParts(parts, report);
    reportConflicts(parts, report);
  },
}));

function reportClosedParts(parts: readonly Part[], report: UserContext["report"]): void {
  for (const [index, { schema, location }] of parts.entries()) {
    const isOutermost = index === parts.length - 1;
    const closing = ["additionalProperties", ...(isOutermost ? [] : ["unevaluatedProperties"])];
    for (const keyword of closing.filter((name) => name in schema)) {
      report({
        message: `\`${keyword}\` forbids the properties that other parts of the \`allOf\` name. Write \`unevaluatedProperties\` beside the outermost \`allOf\` instead.`,
        location: location.child(keyword).key(),
      });
    }
  }
}

function reportConflicts(parts: readonly Part[], report: UserContext["report"]): void {
  const known = new Map<string, unknown>();
  for (const { schema, location } of parts) {
    for (const [keys, value] of listAssertions(schema)) {
      const name = keys.join("/");
      if (known.has(name) && !isDeepStrictEqual(known.get(name), value)) {
        report({
          message: `The parts of the \`allOf\` have different values of \`${name}\`, and the client cannot check both. Write it in one part only.`,
          location: location.child(keys).key(),
        });
      }
      known.set(name, value);
    }
  }
}

// A property is required where any part requires it, and `reportClosedParts` reports the last two.
const mergedKeywords = ["allOf", "required", "additionalProperties", "unevaluatedProperties"];

/** The keywords whose values must agree, each property by itself. */
function listAssertions(schema: Part["schema"]): [keys: string[], value: unknown][] {
  return Object.entries(schema).flatMap(([keyword, value]): [string[], unknown][] => {
    if (keyword === "properties") {
      return Object.entries(value as object).map(([name, property]) => [[keyword, name], property]);
    }
    return mergedKeywords.includes(keyword) || isAnnotation(keyword) ? [] : [[[keyword], value]];
  });
}
