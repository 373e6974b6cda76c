import type { Oas3Rule } from "@redocly/openapi-core";

/** Parameters, request bodies and responses have examples: the docs show them, the mock and the contract tests send them. */
export const examplesDefined: Oas3Rule = () => ({
  Parameter(parameter, { location, report, resolve }) {
    const schema = parameter.schema && resolve(parameter.schema).node;
    if (parameter.example !== undefined || parameter.examples !== undefined || schema?.enum !== undefined) return;
    report({
      message: `The parameter \`${parameter.name}\` has no example. Add an \`example\`: the contract tests send it.`,
      location,
    });
  },
  MediaType(mediaType, { location, report }) {
    if (Object.keys(mediaType.examples ?? {}).length > 0) return;
    report({
      message:
        "The media type has no example. Add `examples` with a name for each: the mock and the contract tests send them.",
      location,
    });
  },
});
