import type { Location, Oas3Rule, UserContext } from "@redocly/openapi-core";
import { getBodyKind } from "@run-summary/openapi";
import { listResponses } from "../helpers/list-responses.ts";
import { type Part, walkSchema } from "../helpers/walk-schema.ts";

type Content = Readonly<Record<string, { readonly schema?: unknown; readonly encoding?: unknown }>>;
type Use = "request" | "success" | "error";

/** A body has one media type, which the client can write or read, and a schema of values that it can hold. */
export const supportedMediaTypes: Oas3Rule = () => ({
  RequestBody: ({ content = {} }, context) => reportContent("request", content, context.location, context),
  Responses(responses, context) {
    for (const { status, response, location } of listResponses(responses, context)) {
      const use = /^[45]/.test(status) ? "error" : "success";
      reportContent(use, response.content ?? {}, location, context);
    }
  },
});

function reportContent(use: Use, content: Content, location: Location, { report, resolve }: UserContext): void {
  const place = location.child("content");
  const types = Object.keys(content);
  if (types.length > 1) {
    report({
      message: `The client reads and writes one media type of a body, and here are ${types.length}. Keep one of them.`,
      location: place.key(),
    });
    return;
  }
  for (const [type, { schema, encoding }] of Object.entries(content)) {
    const typePlace = place.child(type);
    if (encoding !== undefined) {
      report({
        message: "The client writes the fields of a form in OpenAPI's default style. Remove `encoding`.",
        location: typePlace.child("encoding").key(),
      });
    }
    const message = findUnsupportedType(use, type);
    if (message !== undefined) report({ message, location: typePlace.key() });
    else if (schema !== undefined) {
      const start = { schema, location: typePlace.child("schema") };
      walkSchema(start, resolve, {
        schema(parts, path) {
          const problem = findUnsupportedSchema(type, parts, path);
          if (problem !== undefined) report({ message: problem, location: parts.at(-1)?.location ?? start.location });
        },
      });
    }
  }
}

function findUnsupportedType(use: Use, type: string): string | undefined {
  const kind = getBodyKind(type);
  if (!/^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/.test(type))
    return `\`${type}\` is no single media type in lower case without parameters. Write one such as \`text/csv\`.`;
  if (use === "error" && type !== "application/json")
    return `The client reads errors as JSON only. Write \`application/json\` in place of \`${type}\`.`;
  if (kind === "multipart")
    return `The client does not write \`${type}\`. Write \`application/octet-stream\` for one file, or \`application/x-www-form-urlencoded\` for fields.`;
  if (kind === "form" && use !== "request")
    return `The client does not read \`${type}\`. Write \`application/json\`, or \`text/plain\`.`;
  return undefined;
}

function findUnsupportedSchema(type: string, parts: readonly Part[], path: string): string | undefined {
  const kind = getBodyKind(type);
  const types = parts.flatMap(({ schema }) => (schema.type ?? []) as string | string[]);
  const isBinary = parts.some(({ schema }) => schema.format === "binary");
  const isText = types.length === 1 && types[0] === "string";
  if (kind === "json") {
    return isBinary
      ? "JSON holds no binary content. Write `format: byte` for base64, or another media type."
      : undefined;
  }
  if (kind === "binary") {
    const isAlone = parts.every(({ schema }) =>
      Object.keys(schema).every((name) => ["type", "format", "title", "description"].includes(name)),
    );
    return isBinary && isText && isAlone
      ? undefined
      : `The body of \`${type}\` is binary. Write \`type: string\` and \`format: binary\`, and nothing else.`;
  }
  if (kind === "text") {
    return isText && !isBinary ? undefined : `The body of \`${type}\` is a text. Write \`type: string\`.`;
  }
  if (path === "")
    return types.join() === "object" ? undefined : `The body of \`${type}\` has fields. Write \`type: object\`.`;
  const isList = types.join() === "array";
  const isField = types.length === 1 && ["string", "integer", "number", "boolean"].includes(types[0] ?? "");
  const isTop = !path.slice(1).includes("/");
  return isField || (isList && isTop)
    ? undefined
    : "A field of a form is a text, a number or a boolean, or a list of them. Write its `type`.";
}
