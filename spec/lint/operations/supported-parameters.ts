import type { Oas3Parameter, Oas3Rule } from "@redocly/openapi-core";

const unsupported = ["allowReserved", "content"] as const;
// OpenAPI, Parameter Object: a header parameter with one of these names is ignored. The operation describes them elsewhere.
const ignoredHeaders = new Map([
  ["accept", "the media types of the responses"],
  ["authorization", "`security`"],
  ["content-type", "the media types of the request body"],
]);

/**
 * A parameter is in the path, the query or a header, and is a text, a number or a boolean. In the query it may be a list, or an
 * object with the style `deepObject`.
 */
export const supportedParameters: Oas3Rule = () => ({
  Parameter(parameter, { location, report, resolve }) {
    const schema = parameter.schema && resolve(parameter.schema).node;
    const replacement = parameter.in === "header" ? ignoredHeaders.get(parameter.name?.toLowerCase() ?? "") : undefined;
    const keyword = unsupported.find((name) => parameter[name] !== undefined);
    if (keyword !== undefined) {
      report({
        message: `The client does not support \`${keyword}\`. Remove it.`,
        location: location.child(keyword),
      });
    } else if (replacement !== undefined) {
      report({
        message: `OpenAPI ignores a header parameter \`${parameter.name}\`. Remove it, and describe it by ${replacement}.`,
        location: location.child("name"),
      });
    } else if (!["path", "query", "header"].includes(parameter.in ?? "")) {
      report({
        message: `The client does not send parameters in: ${parameter.in}. Use path, query or header.`,
        location: location.child("in"),
      });
    } else {
      const problem = findUnsupportedStyle(
        parameter,
        schema ?? {},
        (child) => resolve<Schema>(child as Schema).node ?? {},
      );
      if (problem !== undefined) report({ message: problem.message, location: location.child(problem.keyword) });
    }
  },
});

const primitives: readonly unknown[] = ["string", "integer", "number", "boolean"];

interface Schema {
  readonly type?: unknown;
  readonly items?: unknown;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly additionalProperties?: unknown;
  readonly unevaluatedProperties?: unknown;
  readonly allOf?: unknown;
}

interface Problem {
  /** The keyword of the parameter to which the message belongs. */
  readonly keyword: "style" | "schema";
  readonly message: string;
}

function findUnsupportedStyle(
  { in: place, style, explode }: Pick<Oas3Parameter, "in" | "style" | "explode">,
  schema: Schema,
  resolve: (schema: unknown) => Schema,
): Problem | undefined {
  const { type } = schema;
  const isQuery = place === "query";
  if (isQuery && type === "object") {
    if (style !== "deepObject" || explode === false) {
      const message =
        "The client writes an object only as `name[key]=value`. Write `style: deepObject` and `explode: true`.";
      return { keyword: "schema", message };
    }
    return isFlatObject(schema, resolve)
      ? undefined
      : {
          keyword: "schema",
          message:
            "An object in the query has named properties, without brackets and numbers as names, that are texts, numbers or booleans, and no others. Write the `type` of each, and `additionalProperties: false`.",
        };
  }
  if (!primitives.includes(type) && !(isQuery && type === "array")) {
    const message = `The client does not send the type ${type ?? "of any value"} in: ${place}. Write \`type: string\`.`;
    return { keyword: "schema", message };
  }
  if (style !== undefined && style !== (isQuery ? "form" : "simple")) {
    const advice = type === "array" ? "Remove it; write `explode: false` for `a,b`." : "Remove it.";
    return {
      keyword: "style",
      message: `The client does not write the type ${type} with the style ${style}. ${advice}`,
    };
  }
  if (type === "array" && !primitives.includes(resolve(schema.items).type)) {
    const message = "An item of a list in the query is a text, a number or a boolean. Write the `type` of `items`.";
    return { keyword: "schema", message };
  }
  return undefined;
}

function isFlatObject(schema: Schema, resolve: (schema: unknown) => Schema): boolean {
  const { properties = {}, additionalProperties, unevaluatedProperties, allOf } = schema;
  const isClosed = additionalProperties === false || unevaluatedProperties === false;
  return (
    isClosed &&
    allOf === undefined &&
    Object.keys(properties).every((name) => /^(?!\d+$)[^[\]]+$/.test(name)) && // `a[]` and `a[0]` are lists elsewhere
    Object.values(properties).every((property) => primitives.includes(resolve(property).type))
  );
}
