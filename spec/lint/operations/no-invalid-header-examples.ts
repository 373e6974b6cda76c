import type { Oas3Rule, UserContext } from "@redocly/openapi-core";
import { findValueErrors } from "../helpers/find-value-errors.ts";

/** The examples of a response header conform to its schema. Redocly checks only the examples of parameters and bodies. */
export const noInvalidHeaderExamples: Oas3Rule = () => ({
  Header({ schema = {}, example, examples = {} }, { location, report, resolve }) {
    const resolved = inlineReferences(schema, resolve) as object;
    const named = Object.entries(examples).map(([name, referenced]) => ({
      value: resolve(referenced).node?.value,
      keys: ["examples", name],
    }));
    for (const { value, keys } of [{ value: example, keys: ["example"] }, ...named]) {
      const errors = value === undefined ? undefined : findValueErrors(resolved, value);
      if (errors === undefined) continue;
      report({
        message: `The header's example does not conform to its schema: ${errors}. Correct the example or the schema.`,
        location: location.child(keys),
      });
    }
  },
});

// The references of the hand-written files lead to other files, which only Redocly's `resolve` can read.
function inlineReferences(value: unknown, resolve: UserContext["resolve"], file?: string): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => inlineReferences(item, resolve, file));
  if ("$ref" in value) {
    const { node, location } = resolve<object>(value as { $ref: string }, file);
    return location ? inlineReferences(node, resolve, location.source.absoluteRef) : {};
  }
  const entries = Object.entries(value).map(([key, child]) => [key, inlineReferences(child, resolve, file)]);
  return Object.fromEntries(entries);
}
