// Reads parameters as their style says (OpenAPI 3.1, section 4.8.12, "Style Values"). Prism's own reading fails on lists that are left
// out, splits exploded lists, and does not find members whose names have capital letters.
import querystring from "node:querystring";
import { matchPath } from "@run-summary/openapi";
import type { IHttpRequest } from "@stoplight/prism-http";
import type { IHttpParam, IHttpQueryParam } from "@stoplight/types";
import { parseCookie } from "cookie";
import type { Operation } from "../prism/operation.ts";
import { listParts, listTypes, type Schema } from "../prism/schema-parts.ts";

type Place = "path" | "query" | "header" | "cookie";

/** Texts, or lists and objects of them. */
export type ParameterValue = string | readonly ParameterValue[] | { readonly [name: string]: ParameterValue };

/** A parameter of the document with its value in a request. */
export interface ReadParameter {
  readonly place: Place;
  /** In lower case for a header. */
  readonly name: string;
  readonly parameter: IHttpParam & Pick<IHttpQueryParam, "allowEmptyValue">;
  /** `undefined` where the request does not have it. */
  readonly value: ParameterValue | undefined;
  /** The value where the commas between its items are percent-encoded, as `URLSearchParams` writes them. */
  readonly alternative?: ParameterValue | undefined;
  /** Why the value cannot be read, as in `must begin with "."`. */
  readonly problem?: string | undefined;
}

/** Whether a parameter is empty, and may be. */
export function isPermittedEmpty({ parameter, value }: ReadParameter): boolean {
  return Boolean(parameter.allowEmptyValue) && (value === "" || (Array.isArray(value) && value.join() === ""));
}

export type Texts = Readonly<Record<string, string | string[] | undefined>>;

/**
 * Reads the parameters of an operation from a request.
 *
 * @param query as it came
 */
export function readRequestParameters(
  operation: Operation,
  { url, headers = {} }: IHttpRequest,
  query: string,
): ReadParameter[] {
  const { path, query: described, headers: describedHeaders, cookie } = operation.request;
  return [
    ...readParameters(operation, "path", path, matchPath(operation.path, url.path) ?? {}),
    ...readParameters(
      operation,
      "query",
      described,
      url.query ?? {},
      parseQuery(query, (text) => text),
    ),
    ...readParameters(operation, "header", describedHeaders, headers),
    ...readParameters(operation, "cookie", cookie, parseCookie(headers.cookie ?? "")),
  ];
}

/**
 * Parses a query, or the body of a form.
 *
 * @param decode decodes a value. The names are always decoded.
 */
export function parseQuery(query: string, decode: (text: string) => string = querystring.unescape): Texts {
  const texts = querystring.parse(query, "&", "=", { maxKeys: 0, decodeURIComponent: decode });
  if (decode === querystring.unescape) return { ...texts };
  return Object.fromEntries(Object.entries(texts).map(([name, value]) => [querystring.unescape(name), value]));
}

/**
 * Reads the parameters of one place, or the headers of a response, from the texts that the place has by name.
 *
 * @param rawTexts the texts before they are decoded, where they are
 */
export function readParameters(
  operation: Operation,
  place: Place,
  parameters: readonly IHttpParam[],
  texts: Texts,
  rawTexts: Texts = {},
): ReadParameter[] {
  const trimmed = place === "header" ? trimListItems(operation, parameters, texts) : texts;
  return parameters.map((parameter) => {
    const name = place === "header" ? parameter.name.toLowerCase() : parameter.name;
    const others = parameters.filter((other) => other !== parameter);
    return { place, name, parameter, ...readParameter(operation, parameter, name, trimmed, rawTexts, others) };
  });
}

// Spaces around the commas of a header are no part of its items (RFC 9110, section 5.6.1). Node joins several lines by `, `.
function trimListItems(operation: Operation, parameters: readonly IHttpParam[], headers: Texts): Texts {
  const names = parameters.flatMap(({ name, schema }) =>
    findContainer(listParts(operation, schema)) === undefined ? [] : name.toLowerCase(),
  );
  const lists = names.map((name) => {
    const items = headers[name]?.toString().split(",");
    return [name, items?.map((item) => item.trim()).join(",")];
  });
  return { ...headers, ...Object.fromEntries(lists) };
}

type Reading = Pick<ReadParameter, "value" | "alternative" | "problem">;

// A name of more brackets is not read.
const maxDepth = 16;

function readParameter(
  operation: Operation,
  parameter: IHttpParam,
  name: string,
  texts: Texts,
  rawTexts: Texts,
  others: readonly { readonly name: string }[],
): Reading {
  const { style, explode = style === "form", schema, required } = parameter;
  const parts = listParts(operation, schema);
  const type = findContainer(parts);
  // A list or an object without members is nothing in a request.
  const emptyValue = type === "array" ? [] : {};
  const noMembers = required ? emptyValue : undefined;
  if (style === "deepObject" && type !== undefined) return { value: readDeepObject(name, texts) ?? noMembers };
  if (style === "form" && explode && type === "object")
    return { value: readMembers(parts, texts, others) ?? noMembers };
  const value = Object.hasOwn(texts, name) ? texts[name] : undefined;
  if (value === undefined) return { value };
  if (value === "") return { value: type === "array" ? [value] : value };
  if (style === "label") return readLabel(String(value), type, explode);
  if (style === "matrix") return readMatrix(String(value), name, type, explode);
  if (type === undefined || (explode && style !== "simple"))
    return { value: type === "array" ? [value].flat() : value };
  // A comma inside an item is percent-encoded. Other separators always are.
  const raw = style === "form" && Object.hasOwn(rawTexts, name) ? [rawTexts[name]].flat().at(-1) : undefined;
  const decoded = split(String([value].flat().at(-1)), separators[style] ?? ",", type, explode);
  if (raw === undefined) return { value: decoded };
  return {
    value: split(raw, ",", type, explode, querystring.unescape),
    alternative: raw.includes(",") ? undefined : decoded,
  };
}

const separators: Readonly<Record<string, string>> = { spaceDelimited: " ", pipeDelimited: "|" };

/** Whether all values of a schema but `null` are lists, or objects. */
export function findContainer(parts: readonly Schema[]): "array" | "object" | undefined {
  const types = new Set(listTypes(parts).filter((type) => type !== "null"));
  const [type, ...others] = types;
  return others.length === 0 && (type === "array" || type === "object") ? type : undefined;
}

function split(
  text: string,
  separator: string,
  type: "array" | "object" | undefined,
  explode: boolean,
  decode = (part: string) => part,
): ParameterValue {
  const parts = text.split(separator).map(decode);
  if (type === undefined) return text;
  if (type === "array") return parts;
  if (explode) return Object.fromEntries(parts.map(splitAssignment));
  const pairs = parts.flatMap((key, index) => (index % 2 === 0 ? [[key, parts[index + 1] ?? ""] as const] : []));
  return Object.fromEntries(pairs);
}

function splitAssignment(text: string): [name: string, value: string] {
  const [name = "", ...rest] = text.split("=");
  return [name, rest.join("=")];
}

/** `.a.b` or `.a,b` */
function readLabel(text: string, type: "array" | "object" | undefined, explode: boolean): Reading {
  if (!text.startsWith(".")) return { value: undefined, problem: `must begin with "." (style label)` };
  return { value: split(text.slice(1), explode ? "." : ",", type, explode) };
}

/** `;name=a;name=b` or `;name=a,b` */
function readMatrix(text: string, name: string, type: "array" | "object" | undefined, explode: boolean): Reading {
  if (explode && type === "object" && text.startsWith(";")) return { value: split(text.slice(1), ";", type, true) };
  const prefix = `;${name}=`;
  if (!text.startsWith(prefix)) return { value: undefined, problem: `must begin with "${prefix}" (style matrix)` };
  const value = text.slice(prefix.length);
  return { value: explode && type === "array" ? value.split(prefix) : split(value, ",", type, false) };
}

/** The members of an object that are parameters of their own: `?a=1&b=2`. */
function readMembers(
  parts: readonly Schema[],
  texts: Texts,
  others: readonly { readonly name: string }[],
): Reading["value"] {
  const properties = new Set(parts.flatMap((part) => Object.keys(part.properties ?? {})));
  const isOpen = properties.size === 0 || parts.some(({ additionalProperties }) => Boolean(additionalProperties));
  const isMember = (name: string) => properties.has(name) || (isOpen && !others.some((other) => other.name === name));
  const members = Object.entries(texts).filter(([name]) => isMember(name));
  return members.length === 0 ? undefined : (Object.fromEntries(members) as ParameterValue);
}

/** `?name[a]=1&name[b][c]=2` */
function readDeepObject(name: string, texts: Texts): Reading["value"] {
  const members = Object.entries(texts).filter(([key]) => key.startsWith(`${name}[`) && key.endsWith("]"));
  const paths = members.map(([key, value = ""]) => ({ keys: key.slice(name.length + 1, -1).split("]["), value }));
  const readable = paths.filter(({ keys }) => keys.length <= maxDepth);
  return readable.length === 0 ? undefined : nest(readable);
}

interface Leaf {
  readonly keys: readonly string[];
  readonly value: string | string[];
}

function nest(leaves: readonly Leaf[]): ParameterValue {
  const groups = Map.groupBy(leaves, ({ keys: [key = ""] }) => key);
  const entries = [...groups].map(([key, group]): [string, ParameterValue] => {
    const inner = group.map(({ keys, value }) => ({ keys: keys.slice(1), value }));
    const own = inner.find(({ keys }) => keys.length === 0);
    return [key, own === undefined ? nest(inner) : own.value];
  });
  // `a[]=1&a[]=2` and `a[0]=1&a[1]=2` are lists.
  const isList = entries.every(([key]) => /^\d*$/.test(key));
  return isList ? entries.flatMap(([, value]) => value) : Object.fromEntries(entries);
}
