// Forms: `application/x-www-form-urlencoded` and `multipart/form-data` (OpenAPI 3.1, Encoding Object). Prism has no objects in a form.
import { isRecord } from "@run-summary/openapi";
import type { IHttpQueryParam } from "@stoplight/types";
import type { Content, Operation } from "../prism/operation.ts";
import { listParts } from "../prism/schema-parts.ts";
import { validateValue } from "../prism/validate-value.ts";
import { convertTexts } from "./convert-texts.ts";
import { getEssence } from "./media-type.ts";
import { findContainer, type ParameterValue, parseQuery, readParameters, type Texts } from "./parameters.ts";
import { listProperties } from "./properties.ts";
import { parseJson } from "./request-body.ts";
import type { Violation } from "./violation.ts";

/** The texts of a form's fields by their names. */
interface Form {
  readonly texts: Texts;
  /** The texts before they are decoded, where they are. */
  readonly rawTexts?: Texts;
}

/** Returns what the document forbids in a form. */
export async function validateForm(
  operation: Operation,
  content: Content,
  mediaType: string,
  text: string,
): Promise<Violation[]> {
  const form = await readForm(mediaType, text).catch((error: Error) => error);
  if (form instanceof Error) {
    const message = `The body cannot be read as ${mediaType}: ${((form.cause ?? form) as Error).message}.`;
    return [{ location: ["request", "body"], code: "form", message }];
  }
  const properties = Object.entries(Object.fromEntries(listProperties(operation, [content])));
  const objects = parseObjects(operation, content, properties, form.texts);
  const fields = readFields(operation, content, properties, form);
  const validate = (preference: "text" | "number") => {
    const value = { ...(convertTexts(operation, content.schema, fields, preference) as object), ...objects };
    return validateValue(operation, content, value, { direction: "request", location: ["body"] });
  };
  const violations = validate("text");
  const isRight = violations.length === 0 || validate("number").length === 0;
  return [...(isRight ? [] : violations), ...listReservedCharacters(content, form)];
}

async function readForm(mediaType: string, text: string): Promise<Form> {
  if (getEssence(mediaType) !== "multipart/form-data")
    return { texts: parseQuery(text), rawTexts: parseQuery(text, (value) => value) };
  const form = await new Response(text, { headers: { "content-type": mediaType } }).formData();
  const parts = await Array.fromAsync(form, async ([name, value]) => {
    return { name, text: typeof value === "string" ? value : await value.text() };
  });
  const texts = [...Map.groupBy(parts, ({ name }) => name)].map(([name, group]) => {
    const [first, ...others] = group.map((part) => part.text);
    return [name, others.length === 0 ? first : [first, ...others]];
  });
  return { texts: Object.fromEntries(texts) };
}

type Properties = readonly (readonly [name: string, schema: unknown])[];

/**
 * Reads the fields of a form. A field is written as a parameter of the query with the style of its `encoding`. Fields that the
 * schema does not name are texts, or lists of them.
 */
function readFields(
  operation: Operation,
  content: Content,
  properties: Properties,
  { texts, rawTexts }: Form,
): Record<string, ParameterValue> {
  const fields = properties.map(([name, schema]): IHttpQueryParam => {
    const encoding = content.encodings.find(({ property }) => property === name);
    const { style = "form", explode = style === "form" } = encoding ?? {};
    return { id: name, name, schema: schema as object, style: style as IHttpQueryParam["style"], explode };
  });
  const read = readParameters(operation, "query", fields, texts, rawTexts);
  const known = read.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
  const objects = fields.filter(({ style }) => style === "deepObject");
  const isMember = (key: string) => objects.some(({ name }) => key.startsWith(`${name}[`));
  const others = Object.entries(texts).filter(([key]) => !isMember(key));
  return Object.fromEntries([...others, ...known]) as Record<string, ParameterValue>;
}

/** Parses the fields that are objects in JSON, or lists of them. So they are written where the document has no `encoding` of them. */
function parseObjects(
  operation: Operation,
  content: Content,
  properties: Properties,
  texts: Texts,
): Record<string, unknown> {
  const isObject = (schema: unknown) => findContainer(listParts(operation, schema)) === "object";
  const fields = properties.filter(
    ([name]) => Object.hasOwn(texts, name) && !content.encodings.some(({ property }) => property === name),
  );
  const objects = fields.flatMap(([name, schema]): [string, unknown][] => {
    const values = [texts[name]].flat().map((text) => parseObject(String(text)));
    if (values.includes(undefined)) return [];
    if (isObject(schema)) return values.length === 1 ? [[name, values[0]]] : [];
    return listParts(operation, schema).some(({ items }) => isObject(items)) ? [[name, values]] : [];
  });
  return Object.fromEntries(objects);
}

function parseObject(text: string): object | undefined {
  try {
    const value = parseJson(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

// RFC 3986, section 2.2, without those that end the body's names and values.
const reserved = /[:/?#[\]@!$'()*+,;]/;

/** Returns the fields that have reserved characters as they are, though their `encoding` forbids it. */
function listReservedCharacters({ encodings }: Content, { texts, rawTexts = texts }: Form): Violation[] {
  return encodings
    .filter(({ allowReserved, property }) => allowReserved === false && reserved.test(String(rawTexts[property] ?? "")))
    .map(({ property }) => ({
      location: ["request", "body", property],
      code: "allowReserved",
      message: `Request body property ${property} has reserved characters, which have to be percent-encoded.`,
    }));
}
