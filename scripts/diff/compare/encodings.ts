import { flattenSchema, getBodyKind, isRecord, type OpenApiDocument } from "@run-summary/openapi";
import type { Documents } from "./describe.ts";
import type { Parts } from "./differences.ts";

type Pair = readonly [base: unknown, next: unknown];

/**
 * The same media types with the default `contentType` of each property that only one of them has an encoding for. Where
 * OpenAPI ignores an encoding, there is none.
 */
export function fillEncodings({ base, next }: Documents, pair: Pair, mediaType: string): Pair {
  if (!mediaType.includes("/") || !pair.every(isRecord)) return pair;
  const [one, other] = pair as readonly [Parts, Parts];
  const names = [one, other].flatMap(({ encoding }) => (isRecord(encoding) ? Object.keys(encoding) : []));
  if (names.length === 0) return pair;
  const kind = getBodyKind(mediaType);
  const used = kind === "multipart" || kind === "form" ? names : [];
  return [fillEncoding(base, one, used, kind === "form"), fillEncoding(next, other, used, kind === "form")];
}

function fillEncoding(document: OpenApiDocument, mediaType: Parts, names: readonly string[], isForm: boolean): Parts {
  const { schema, encoding } = mediaType;
  const { properties = {} } = flatten(document, schema);
  const filled = names
    .filter((name) => isRecord(properties) && Object.hasOwn(properties, name))
    .map((name) => {
      const own = isRecord(encoding) && isRecord(encoding[name]) ? encoding[name] : {};
      const style = isForm && { style: "form", explode: (own.style ?? "form") === "form" };
      return [name, { contentType: getDefaultType(document, (properties as Parts)[name]), ...style, ...own }];
    });
  return { ...mediaType, encoding: Object.fromEntries(filled) };
}

// Encoding Object of OpenAPI 3.1, `contentType`.
function getDefaultType(document: OpenApiDocument, schema: unknown): string {
  const { type, items, contentEncoding, format } = flatten(document, schema);
  const [kind] = [type].flat().filter((one) => one !== "null");
  if (kind === "array") return getDefaultType(document, items);
  if (kind === "object") return "application/json";
  const isBinary = kind === undefined || contentEncoding !== undefined || format === "binary" || format === "byte";
  return isBinary ? "application/octet-stream" : "text/plain";
}

function flatten(document: OpenApiDocument, schema: unknown): Parts {
  try {
    return isRecord(schema) ? flattenSchema(document, schema) : {};
  } catch {
    return {}; // it refers to nothing, or is a part of its own `allOf`
  }
}

/** Whether each media type of a list, such as `image/png, image/jpeg`, is one of another list, which may hold ranges. */
export function includesMediaTypes(list: string, others: string): boolean {
  return readList(others).every((other) => readList(list).some((one) => includes(one, other)));
}

function readList(list: string): string[] {
  return list
    .toLowerCase()
    .split(",")
    .map((one) => one.replace(/\s/g, ""));
}

function includes(range: string, mediaType: string): boolean {
  const [essence = ""] = mediaType.split(";");
  const [type = ""] = essence.split("/");
  return [mediaType, essence, `${type}/*`, "*/*"].includes(range);
}
