import type { Oas3Rule, UserContext } from "@redocly/openapi-core";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** The example of a response header conforms to its schema: Redocly checks those of parameters and bodies only. */
export const headerExampleValid: Oas3Rule = () => {
  const ajv = addFormats.default(new Ajv2020({ strict: false, logger: false }));

  return {
    Header(header, { location, report, resolve }) {
      const schema = withoutReferences(header.schema ?? {}, resolve);
      for (const [value, keys] of examplesOf(header, resolve)) {
        let isValid: unknown;
        try {
          isValid = ajv.validate(schema as object, value);
        } catch {
          return; // `schema-compiles` reports it
        }
        if (isValid) continue;
        report({
          message: `The header's example must conform to its schema: ${ajv.errorsText(ajv.errors, { dataVar: "it" })}. Correct the example or the schema.`,
          location: location.child(keys),
        });
      }
    },
  };
};

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

// Ajv knows nothing of other files.
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
