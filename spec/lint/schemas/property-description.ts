import type { Oas3Rule } from "@redocly/openapi-core";

/** Every property has a description: its own, or that of the schema that it refers to. */
export const propertyDescription: Oas3Rule = () => ({
  SchemaProperties(properties, { location, report, resolve }) {
    for (const [name, property] of Object.entries(properties)) {
      if (resolve(property).node?.description) continue;
      report({
        message: `The property \`${name}\` has no description. Write a \`description\` that tells callers what it means.`,
        location: location.child(name).key(),
      });
    }
  },
});
