import type { Oas3Rule } from "@redocly/openapi-core";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** The example of a response header conforms to its schema: Redocly checks those of parameters and bodies only. */
export const headerExampleValid: Oas3Rule = () => {
  const ajv = addFormats.default(new Ajv2020({ strict: false }));

  return {
    Header(header, { location, report, resolve }) {
      if (header.schema === undefined) return;
      const schema = resolve(header.schema).node;
      if (schema === undefined) return;
      for (const [value, pointer] of examplesOf(header)) {
        let valid: unknown;
        try {
          valid = ajv.validate(schema, value);
        } catch {
          return; // `schema-compiles` reports it
        }
        if (valid) continue;
        report({
          message: `The header's example must conform to its schema: ${ajv.errorsText(ajv.errors, { dataVar: "it" })}. Correct the example or the schema.`,
          location: location.child(pointer),
        });
      }
    },
  };
};

function examplesOf(header: { example?: unknown; examples?: Record<string, unknown> }): [unknown, string[]][] {
  const named = Object.entries(header.examples ?? {}).map(([name, example]): [unknown, string[]] => [
    (example as { value?: unknown }).value,
    ["examples", name, "value"],
  ]);
  return header.example === undefined ? named : [[header.example, ["example"]], ...named];
}
