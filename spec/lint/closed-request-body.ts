import type { Oas3Rule } from "@redocly/openapi-core";

/** The schema of a request body takes no property that it does not name: what may not be written is refused. */
export const closedRequestBody: Oas3Rule = () => ({
  RequestBody: {
    MediaType(mediaType, { location, report, resolve }) {
      if (mediaType.schema === undefined) return;
      const schema = resolve(mediaType.schema).node;
      if (schema === undefined || !isOpen(schema)) return;
      report({
        message:
          "The schema of a request body has to be closed, or else the mock lets properties pass that nobody may write. Add `unevaluatedProperties: false` to it.",
        location: location.child("schema"),
      });
    },
  },
});

function isOpen(schema: { additionalProperties?: unknown; unevaluatedProperties?: unknown }): boolean {
  return schema.additionalProperties !== false && schema.unevaluatedProperties !== false;
}
