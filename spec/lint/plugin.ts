import type { Plugin } from "@redocly/openapi-core";
import { distinctParameterNames } from "./distinct-parameter-names.ts";
import { headerExampleValid } from "./header-example-valid.ts";
import { permissionsInWords } from "./permissions-in-words.ts";
import { propertyDescription } from "./property-description.ts";
import { schemaCompiles } from "./schema-compiles.ts";

/** What `redocly.yaml` adds to Redocly's own rules. */
export default function plugin(): Plugin {
  return {
    id: "run-summary",
    rules: {
      oas3: {
        "distinct-parameter-names": distinctParameterNames,
        "header-example-valid": headerExampleValid,
        "permissions-in-words": permissionsInWords,
        "property-description": propertyDescription,
        "schema-compiles": schemaCompiles,
      },
    },
  };
}
