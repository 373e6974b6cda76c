import { isDeepStrictEqual } from "node:util";
import { isRef, type Location, type Oas3Rule, type UserContext } from "@redocly/openapi-core";
import { annotations, formatsByType, keywordsByType, keywordsOfAnyType } from "@run-summary/openapi";
import { type Part, walkSchema } from "./walk-schema.ts";

/** What a schema describes: the client looks at a request wholly, at a success where it is asked to, at the rest never. */
type Use = "request" | "success" | "rest";

/**
 * A schema says what it says with the keywords that types, client, docs and tests know; and the objects of a request take no
 * property that they do not name: what may not be written is refused.
 */
export const plainSchema: Oas3Rule = () => ({
  RequestBody(body, context) {
    lookAtContent("request", body, context.location, context);
  },
  Responses(responses, context) {
    for (const [status, response] of Object.entries(responses)) {
      const { node, location } = context.resolve(response);
      const at = isRef(response) ? location : context.location.child(status);
      if (node && at) lookAtContent(status.startsWith("2") ? "success" : "rest", node, at, context);
    }
  },
  Parameter: lookAtText,
  Header: lookAtText,
});

function lookAtContent(
  use: Use,
  { content = {} }: { content?: object },
  location: Location,
  context: UserContext,
): void {
  for (const [type, { schema }] of Object.entries(content)) {
    look(use, schema, location.child(["content", type, "schema"]), context);
  }
}

function lookAtText({ schema }: { schema?: unknown }, context: UserContext): void {
  look("rest", schema, context.location.child("schema"), context);
}

function look(use: Use, schema: unknown, location: Location, { report, resolve }: UserContext): void {
  walkSchema({ schema, location }, resolve, {
    cycle({ location }, path, isPart) {
      if (use === "rest" && !isPart) return;
      const message = `The schema is inside itself${path && `, at ${path}`}: looking at a value would not end. Write out as many levels as there are, each as a schema of its own.`;
      report({ message, location });
    },
    schema(parts, path) {
      const types = parts.flatMap((part) => (part.schema.type ?? []) as string | string[]);
      for (const { schema, location } of parts) {
        for (const [keyword, value] of Object.entries(schema)) {
          const message =
            mistakeIn(keyword, value, types) ??
            (use === "request" ? mistakeInRequest(keyword, value, types, path) : undefined);
          if (message !== undefined) report({ message, location: location.child(keyword).key() });
        }
      }
      for (const { message, location } of mistakesOfParts(parts)) report({ message, location });
      const [own] = parts.slice(-1);
      if (own && use === "request" && types.includes("object") && !parts.some(isClosed)) {
        const what = path === "" ? "The schema" : `The object ${path}`;
        const message = `${what} of a request body has to be closed, or else the mock lets properties pass that nobody may write. Add \`unevaluatedProperties: false\` to it.`;
        report({ message, location: own.location });
      }
    },
  });
}

const typesByKeyword = new Map<string, string[]>();
for (const [type, keywords] of Object.entries(keywordsByType)) {
  for (const keyword of keywords) typesByKeyword.set(keyword, [...(typesByKeyword.get(keyword) ?? []), type]);
}
const known = [...keywordsOfAnyType, ...typesByKeyword.keys()];

function mistakeIn(keyword: string, value: unknown, types: readonly string[]): string | undefined {
  if (isAnnotation(keyword)) return undefined;
  if (!known.includes(keyword)) {
    return `The client cannot check the keyword \`${keyword}\`. Use ${known.join(", ")}; or say it in the \`description\`.`;
  }
  const typesOfKeyword = typesByKeyword.get(keyword);
  // Of a type that does not exist another rule tells.
  const isOfKnownTypes = types.every((type) => Object.hasOwn(keywordsByType, type));
  if (typesOfKeyword && isOfKnownTypes && !types.some((type) => typesOfKeyword.includes(type))) {
    return `\`${keyword}\` says nothing without a type that it is about. Write \`type: ${typesOfKeyword.join("` or `")}\`.`;
  }
  const isComparison = keyword === "const" || keyword === "enum";
  if (isComparison && [value].flat().some((one) => typeof one === "object" && one !== null)) {
    return `The client compares no objects and lists. Write a \`type\` and what belongs to it, not \`${keyword}\`.`;
  }
  const inside = keyword === "items" ? [value] : keyword === "properties" ? Object.values(value as object) : [];
  return inside.some((schema) => typeof schema === "boolean")
    ? "Write `{}` for any value, not true or false."
    : undefined;
}

function mistakeInRequest(keyword: string, value: unknown, types: readonly string[], path: string): string | undefined {
  if (keyword === "readOnly" && value === true) {
    return `${path} of a request body is read-only. Take it out of the request's schema: nobody may send it.`;
  }
  const formats = types.flatMap((type) => formatsByType[type] ?? []);
  return keyword === "format" && !formats.includes(value as string)
    ? `The client cannot check the format \`${value}\` of a request. Use ${formats.join(", ")}; or a \`pattern\`.`
    : undefined;
}

// The parts are looked at as one schema: no two of them say different things of one thing, and what is closed is the whole.
function mistakesOfParts(parts: readonly Part[]): { message: string; location: Location }[] {
  const said = new Map<string, unknown>();
  return parts.flatMap(({ schema, location }, index) => {
    const closing = ["additionalProperties", ...(index < parts.length - 1 ? ["unevaluatedProperties"] : [])];
    return assertionsOf(schema).flatMap(([keys, value]) => {
      const at = location.child(keys).key();
      if (parts.length > 1 && closing.includes(keys[0] ?? "")) {
        const message = `\`${keys[0]}\` forbids what the other parts of an \`allOf\` name. Write \`unevaluatedProperties\` beside the outermost \`allOf\`.`;
        return [{ message, location: at }];
      }
      const what = keys.join("/");
      const isSaid = said.has(what) && !isDeepStrictEqual(said.get(what), value);
      said.set(what, value);
      const message = `The client cannot check two values of \`${what}\`, in a schema and in its \`allOf\`. Write it in one of them.`;
      return isSaid ? [{ message, location: at }] : [];
    });
  });
}

function assertionsOf(schema: Part["schema"]): [keys: string[], value: unknown][] {
  return Object.entries(schema).flatMap(([keyword, value]): [string[], unknown][] => {
    if (keyword === "properties")
      return Object.entries(value as object).map(([name, child]) => [[keyword, name], child]);
    // Those of all parts are required, and the outermost annotation is the one that is shown.
    return ["allOf", "required"].includes(keyword) || isAnnotation(keyword) ? [] : [[[keyword], value]];
  });
}

function isClosed({ schema: { additionalProperties, unevaluatedProperties } }: Part): boolean {
  return [additionalProperties, unevaluatedProperties].some((others) => others !== undefined && others !== true);
}

function isAnnotation(keyword: string): boolean {
  return annotations.includes(keyword) || keyword.startsWith("x-");
}
