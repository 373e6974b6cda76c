import type { Oas3Rule } from "@redocly/openapi-core";
import { listResponses } from "../helpers/list-responses.ts";

/** A redirect has no body and a required header `Location`: the client returns it and does not follow it. */
export const supportedRedirects: Oas3Rule = () => ({
  Responses(responses, context) {
    const { report, resolve } = context;
    for (const { status, response, location } of listResponses(responses, context)) {
      if (!/^3\d\d$/.test(status)) continue;
      const header = Object.entries(response.headers ?? {}).find(([name]) => name.toLowerCase() === "location")?.[1];
      if (header === undefined || resolve(header).node?.required !== true) {
        report({
          message: `A redirect without a \`Location\` leads nowhere. Add the header \`Location\` with \`required: true\`.`,
          location,
        });
      }
      if (Object.keys(response.content ?? {}).length > 0) {
        report({
          message: "The client does not read the body of a redirect. Remove `content`.",
          location: location.child("content").key(),
        });
      }
    }
  },
});
