import { isDeepStrictEqual } from "node:util";
import type { Oas3Rule } from "@redocly/openapi-core";

/** All successes of an operation with a body have the same schema: the client checks a success by its operation alone. */
export const oneSuccessSchema: Oas3Rule = () => ({
  Responses(responses, { location, report, resolve }) {
    let first: { status: string; schema: unknown } | undefined;
    for (const [status, response] of Object.entries(responses)) {
      if (!status.startsWith("2")) continue;
      for (const { schema: referenced } of Object.values(resolve(response).node?.content ?? {})) {
        const schema = referenced && resolve(referenced).node;
        first ??= { status, schema };
        if (isDeepStrictEqual(schema, first.schema)) continue;
        report({
          message: `The client checks a success by its operation, and ${status} has another schema than ${first.status}. Write the same schema, or an operation of its own.`,
          location: location.child(status).key(),
        });
      }
    }
  },
});
