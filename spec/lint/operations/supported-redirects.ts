import { isRef, type Oas3Rule } from "@redocly/openapi-core";

/** A redirect has no body and a required header `Location`: the client returns it and does not follow it. */
export const supportedRedirects: Oas3Rule = () => ({
  Responses(responses, { location, report, resolve }) {
    for (const [status, response] of Object.entries(responses)) {
      if (!/^3\d\d$/.test(status)) continue;
      const { node, location: target } = resolve(response);
      const place = isRef(response) && target ? target : location.child(status);
      const header = Object.entries(node?.headers ?? {}).find(([name]) => name.toLowerCase() === "location")?.[1];
      if (header === undefined || resolve(header).node?.required !== true) {
        report({
          message: `A redirect without a \`Location\` leads nowhere. Add the header \`Location\` with \`required: true\`.`,
          location: place,
        });
      }
      if (Object.keys(node?.content ?? {}).length > 0) {
        report({
          message: "The client does not read the body of a redirect. Remove `content`.",
          location: place.child("content").key(),
        });
      }
    }
  },
});
