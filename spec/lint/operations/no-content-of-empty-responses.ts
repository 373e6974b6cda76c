import type { Oas3Rule } from "@redocly/openapi-core";
import { listResponses } from "../helpers/list-responses.ts";

// RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5: no response with these statuses has a body.
const empty = ["204", "205", "304"];

/** A response whose status has no body describes none. */
export const noContentOfEmptyResponses: Oas3Rule = () => ({
  Responses(responses, context) {
    for (const { status, response, location } of listResponses(responses, context)) {
      if (!empty.includes(status) || Object.keys(response.content ?? {}).length === 0) continue;
      context.report({
        message: `A response with the status ${status} has no body. Remove \`content\`, or choose another status.`,
        location: location.child("content").key(),
      });
    }
  },
});
