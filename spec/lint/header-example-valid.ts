import type { Oas3Rule, UserContext } from "@redocly/openapi-core";
import { valueErrors } from "./value-errors.ts";

/** The example of a response header conforms to its schema: Redocly checks those of parameters and bodies only. */
export const headerExampleValid: Oas3Rule = () => ({
  Header(header, { location, report, resolve }) {
    const schema = withoutReferences(header.schema ?? {}, resolve) as object;
    for (const [value, keys] of examplesOf(header, resolve)) {
      const errors = valueErrors(schema, value);
      if (errors === undefined) continue;
      report({
        message: `The header's example must conform to its schema: ${errors}. Correct the example or the schema.`,
        location: location.child(keys),
      });
    }
  },
});

type Resolve = UserContext["resolve"];

function examplesOf(
  { example, examples = {} }: { example?: unknown; examples?: Record<string, unknown> },
  resolve: Resolve,
): [value: unknown, keys: string[]][] {
  const named = Object.entries(examples).map(([name, referenced]): [unknown, string[]] => [
    resolve(referenced as { value?: unknown }).node?.value,
    ["examples", name],
  ]);
  return example === undefined ? named : [[example, ["example"]], ...named];
}

// The validator knows nothing of other files.
function withoutReferences(schema: unknown, resolve: Resolve, from?: string): unknown {
  if (typeof schema !== "object" || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map((item) => withoutReferences(item, resolve, from));
  if ("$ref" in schema) {
    const { node, location } = resolve<object>(schema as { $ref: string }, from);
    return node === undefined ? {} : withoutReferences(node, resolve, location.source.absoluteRef);
  }
  const entries = Object.entries(schema).map(([key, value]) => [key, withoutReferences(value, resolve, from)]);
  return Object.fromEntries(entries);
}
