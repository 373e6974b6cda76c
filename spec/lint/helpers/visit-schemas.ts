import type { Location, Oas3Rule, UserContext } from "@redocly/openapi-core";
import { listResponses } from "./list-responses.ts";
import { type Visitor, walkSchema } from "./walk-schema.ts";

/**
 * What a schema describes: a body, or the text of a parameter or header. The client checks a request's body always, a
 * success's body on demand, and nothing else.
 */
export type Usage = "request" | "success" | "error" | "text";

/** A rule that visits the schemas of all bodies, parameters and headers. */
export function visitSchemas(createVisitor: (usage: Usage, context: UserContext) => Visitor): Oas3Rule {
  const visit = (usage: Usage, schema: unknown, location: Location, context: UserContext) =>
    walkSchema({ schema, location }, context.resolve, createVisitor(usage, context));

  const visitContent = (
    usage: Usage,
    { content = {} }: { content?: object },
    location: Location,
    context: UserContext,
  ) => {
    for (const [type, { schema }] of Object.entries(content)) {
      visit(usage, schema, location.child(["content", type, "schema"]), context);
    }
  };

  const visitSchema = ({ schema }: { schema?: unknown }, context: UserContext) =>
    visit("text", schema, context.location.child("schema"), context);

  return () => {
    const visited = { success: new Set<unknown>(), error: new Set<unknown>() }; // operations share responses
    return {
      RequestBody: (body, context) => visitContent("request", body, context.location, context),
      Responses(responses, context) {
        for (const { status, response, location } of listResponses(responses, context)) {
          const usage = status.startsWith("2") ? "success" : "error";
          if (visited[usage].has(response)) continue;
          visited[usage].add(response);
          visitContent(usage, response, location, context);
        }
      },
      Parameter: visitSchema,
      Header: visitSchema,
    };
  };
}
