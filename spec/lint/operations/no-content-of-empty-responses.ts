import { isRef, type Oas3Rule } from "@redocly/openapi-core";

// RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5: no response with these statuses has a body.
const empty = ["204", "205", "304"];

/** A response whose status has no body describes none. */
export const noContentOfEmptyResponses: Oas3Rule = () => ({
  Responses(responses, { location, report, resolve }) {
    for (const [status, response] of Object.entries(responses)) {
      const resolved = resolve(response);
      if (!empty.includes(status) || Object.keys(resolved.node?.content ?? {}).length === 0) continue;
      report({
        message: `A response with the status ${status} has no body. Remove \`content\`, or choose another status.`,
        location: (isRef(response) && resolved.location ? resolved.location : location.child(status))
          .child("content")
          .key(),
      });
    }
  },
});
