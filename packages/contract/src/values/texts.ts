import { convertText, flattenSchema, getBodyKind, type OpenApiDocument, type Operation } from "@run-summary/openapi";

/** What a parameter or a field of a form can be: a text, the texts of a list, or the texts of an object by name. */
export type Texts = string | readonly string[] | Readonly<Record<string, string | readonly string[]>>;

/** A value as the texts that a request can hold; `undefined` where no request can hold it. */
export function formatTexts(value: unknown): Texts | undefined {
  if (typeof value !== "object") return value === undefined ? undefined : String(value);
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.some(isStructure) || value.length === 0 ? undefined : value.map(String);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const texts = members.map(([name, member]) => [name, isStructure(member) ? formatList(member) : String(member)]);
  return members.length === 0 || texts.some(([, text]) => text === undefined) ? undefined : Object.fromEntries(texts);
}

function formatList(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.length > 0 && !value.some(isStructure) ? value.map(String) : undefined;
}

function isStructure(value: unknown): boolean {
  return typeof value === "object" || value === undefined;
}

/** Texts as a value of a schema; a text itself where it is no value of the schema's type. */
export function readTexts(document: OpenApiDocument, referenced: object, texts: Texts): unknown {
  const { type, items, properties = {} } = flattenSchema(document, referenced);
  if (items) return [texts].flat().map((item) => readTexts(document, items, item as Texts));
  if (typeof texts === "object" && !Array.isArray(texts)) {
    const members = Object.entries(texts).map(([name, text]) => {
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return [name, readTexts(document, property ?? {}, text)];
    });
    return Object.fromEntries(members);
  }
  if (typeof texts !== "string") return texts.length === 1 ? readTexts(document, referenced, texts[0] ?? "") : texts;
  return convertText([type].flat(), texts);
}

/** How the operation's request body is written; `undefined` where it takes none. */
export function getRequestKind({ requestBody }: Operation): ReturnType<typeof getBodyKind> | undefined {
  const [mediaType] = Object.keys(requestBody?.content ?? {});
  return mediaType === undefined ? undefined : getBodyKind(mediaType);
}
