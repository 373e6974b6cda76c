import type { Plugin } from "@redocly/openapi-core";
import { defaultValid } from "./default-valid.ts";
import { distinctClouds } from "./distinct-clouds.ts";
import { distinctParameterNames } from "./distinct-parameter-names.ts";
import { examplesGiven } from "./examples-given.ts";
import { headerExampleValid } from "./header-example-valid.ts";
import { limitsInWords } from "./limits-in-words.ts";
import { loneReference } from "./lone-reference.ts";
import { permissionsInWords } from "./permissions-in-words.ts";
import { plainParameter } from "./plain-parameter.ts";
import { plainSchema } from "./plain-schema.ts";
import { propertyDescription } from "./property-description.ts";
import { schemaCompiles } from "./schema-compiles.ts";
import { strictFormats } from "./strict-formats.ts";

/** What `redocly.yaml` adds to Redocly's own rules. */
export default function plugin(): Plugin {
  return {
    id: "run-summary",
    rules: {
      oas3: {
        "default-valid": defaultValid,
        "distinct-clouds": distinctClouds,
        "distinct-parameter-names": distinctParameterNames,
        "examples-given": examplesGiven,
        "header-example-valid": headerExampleValid,
        "limits-in-words": limitsInWords,
        "lone-reference": loneReference,
        "permissions-in-words": permissionsInWords,
        "plain-parameter": plainParameter,
        "plain-schema": plainSchema,
        "property-description": propertyDescription,
        "schema-compiles": schemaCompiles,
        "strict-formats": strictFormats,
      },
    },
  };
}
