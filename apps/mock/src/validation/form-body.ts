import type { IHttpQueryParam } from "@stoplight/types";
import type { Content, Operation } from "../prism/operation.ts";
import { listParts } from "../prism/schema-parts.ts";
import { type ParameterValue, parseQuery, readParameters } from "./parameters.ts";
import type { Violation } from "./violation.ts";

type Style = IHttpQueryParam["style"];

/**
 * Reads the fields of a body in `application/x-www-form-urlencoded`. A field is written as a parameter of the query with the style
 * of its `encoding` (OpenAPI 3.1, Encoding Object). Fields that the schema does not name are texts, or lists of them.
 */
export function readFormFields(
  operation: Operation,
  { schema, encodings }: Content,
  text: string,
): Record<string, ParameterValue> {
  const texts = parseQuery(text);
  const properties = Object.assign({}, ...listParts(operation, schema).map((part) => part.properties ?? {}));
  const fields = Object.entries(properties).map(([name, property]): IHttpQueryParam => {
    const { style = "form", explode = style === "form" } = encodings.find((one) => one.property === name) ?? {};
    return { id: name, name, schema: property as object, style: style as Style, explode };
  });
  const read = readParameters(
    operation,
    "query",
    fields,
    texts,
    parseQuery(text, (value) => value),
  );
  const known = read.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
  const objects = fields.filter(({ style }) => style === "deepObject");
  const isMember = (key: string) => objects.some(({ name }) => key.startsWith(`${name}[`));
  const others = Object.entries(texts).filter(([key]) => !isMember(key));
  return Object.fromEntries([...others, ...known]) as Record<string, ParameterValue>;
}

// RFC 3986, section 2.2, without those that end the body's names and values.
const reserved = /[:/?#[\]@!$'()*+,;]/;

/** Returns the fields that have reserved characters as they are, though their `encoding` forbids it. */
export function listReservedCharacters({ encodings }: Content, text: string): Violation[] {
  const forbidding = encodings.filter(({ allowReserved }) => allowReserved === false);
  const rawTexts = forbidding.length === 0 ? {} : parseQuery(text, (value) => value);
  return forbidding
    .filter(({ property }) => reserved.test(String(rawTexts[property] ?? "")))
    .map(({ property }) => ({
      location: ["request", "body", property],
      code: "allowReserved",
      message: `Request body property ${property} has reserved characters, which have to be percent-encoded.`,
    }));
}
