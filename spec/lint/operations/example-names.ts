import type { Oas3Rule } from "@redocly/openapi-core";

/** The name of a body's example is one that a caller of the mock can write: `Prefer: example=<name>`. */
export const exampleNames: Oas3Rule = () => ({
  MediaType({ examples = {} }, { location, report }) {
    for (const name of Object.keys(examples)) {
      if (/^[A-Za-z0-9._-]+$/.test(name)) continue;
      report({
        message: `A request to the mock cannot name the example \`${name}\` in \`Prefer: example=…\`. Write a name of letters, digits, dots, hyphens and underscores.`,
        location: location.child(["examples", name]).key(),
      });
    }
  },
});
