import { getReference, getValue, parsePointer } from "@run-summary/openapi";
import { Level, Opaque, Pointer, Struct, UnreadableError } from "./values.ts";

type Parts = Record<string, unknown>;

/**
 * A place in a spec, or in a part that a test makes: the keys of the part in the document. Go's fields of kin-openapi's types are
 * read and set in the JSON of the document.
 */
export class SpecPlace {
  readonly root: { value: unknown };
  readonly keys: readonly string[];
  /** Whether only the keys that begin with `x-` are meant. */
  readonly isExtensions: boolean;

  constructor(root: { value: unknown }, keys: readonly string[] = [], isExtensions: boolean = false) {
    this.root = root;
    this.keys = keys;
    this.isExtensions = isExtensions;
  }
}

/** A place with this JSON in it, outside of any document. */
export function createPlace(value: unknown): SpecPlace {
  return new SpecPlace({ value });
}

/** The JSON at a place; `undefined` where there is none. */
export function getJson({ root, keys }: SpecPlace): unknown {
  return getValue(root.value, keys);
}

/** The place of a key below a place. */
export function getChild(place: SpecPlace, key: string | number): SpecPlace {
  const { root, keys } = place.isExtensions ? place : resolvePlace(place);
  return new SpecPlace(root, [...keys, String(key)]);
}

const keysByField: Readonly<Record<string, string>> = {
  Min: "minimum",
  Max: "maximum",
  ExclusiveMin: "exclusiveMinimum",
  ExclusiveMax: "exclusiveMaximum",
  MinProps: "minProperties",
  MaxProps: "maxProperties",
  OperationID: "operationId",
  URL: "url",
  TokenURL: "tokenUrl",
  AuthorizationURL: "authorizationUrl",
  RefreshURL: "refreshUrl",
  OpenIdConnectUrl: "openIdConnectUrl",
  OpenAPI: "openapi",
  XML: "xml",
  Ref: "$ref",
};

/** The place of a Go field. `Value`, the target of kin-openapi's references, is the place that a `$ref` points to. */
export function getField(place: SpecPlace, field: string): SpecPlace {
  if (field === "Value") return resolvePlace(place);
  if (field === "Ref") return new SpecPlace(place.root, [...place.keys, "$ref"]);
  if (field === "Extensions") return new SpecPlace(resolvePlace(place).root, resolvePlace(place).keys, true);
  const key = place.keys.at(-1) ?? "";
  const isWrapper =
    (key === "additionalProperties" && (field === "Schema" || field === "Has")) ||
    (/^exclusiveM/.test(key) && (field === "Bool" || field === "Value"));
  return isWrapper ? place : getChild(place, getKey(field));
}

/** OpenAPI's key for a field of kin-openapi. */
export function getKey(field: string): string {
  return keysByField[field] ?? field.charAt(0).toLowerCase() + field.slice(1);
}

function resolvePlace(place: SpecPlace): SpecPlace {
  const reference = getReference(getJson(place));
  return reference?.startsWith("#/") ? resolvePlace(new SpecPlace(place.root, parsePointer(reference))) : place;
}

/** Whether a reference within a document points to nothing. */
export function hasBrokenReference(document: SpecPlace): boolean {
  const isBroken = (part: unknown): boolean => {
    if (typeof part !== "object" || part === null) return false;
    const reference = getReference(part);
    const isMissing = reference?.startsWith("#/") && getValue(getJson(document), parsePointer(reference)) === undefined;
    return isMissing || Object.values(part).some(isBroken);
  };
  return isBroken(getJson(document));
}

// Go has no absent numbers, texts and lists: the zero value of these fields is left out of the document.
const keysWithAnyValue = ["default", "const", "enum", "example", "security", "additionalProperties"];

/** Puts a value at a place; Go's zero values take the key away. */
export function setValue(place: SpecPlace, value: unknown): void {
  if (place.isExtensions) {
    setExtensions(place, value);
    return;
  }
  const key = place.keys.at(-1);
  if (key === undefined) {
    place.root.value = toJson(value);
    return;
  }
  const owner = createParts(place.root, place.keys.slice(0, -1));
  const json = toJson(value);
  const isZero =
    json === null ||
    (!keysWithAnyValue.includes(key) &&
      !(value instanceof Pointer) &&
      (json === "" || json === 0 || json === false || (Array.isArray(json) && json.length === 0)));
  if (isZero) delete owner[key];
  else owner[key] = key === "type" && Array.isArray(json) && json.length === 1 ? json[0] : json;
}

function setExtensions(place: SpecPlace, value: unknown): void {
  const owner = createParts(place.root, place.keys);
  for (const key of Object.keys(owner)) if (key.startsWith("x-")) delete owner[key];
  Object.assign(owner, toJson(value));
}

/** Takes a key away. */
export function deleteKey(place: SpecPlace, key: string): void {
  const parts = getJson(getField(place, "Value"));
  if (typeof parts === "object" && parts !== null) delete (parts as Parts)[key];
}

/** The object at these keys; it and the objects around it are made where they are missing. */
function createParts(root: { value: unknown }, keys: readonly string[]): Parts {
  let parts = root.value as Parts;
  for (const key of keys) {
    if (typeof parts[key] !== "object" || parts[key] === null) parts[key] = {};
    parts = parts[key] as Parts;
  }
  return parts;
}

/** The JSON of a value of Go. */
export function toJson(value: unknown): unknown {
  if (value instanceof SpecPlace) return structuredClone(getJson(value) ?? null);
  if (value instanceof Pointer) return toJson(value.value);
  if (value instanceof Opaque) return "opaque"; // such as the day of a sunset, in an extension
  if (value instanceof Struct || value instanceof Level || typeof value === "function") {
    throw new UnreadableError("a value in a spec that is no part of a spec");
  }
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toJson(part)]));
  }
  return value ?? null;
}

/** Calls a method of kin-openapi on a place; `undefined` where the method is not known. */
export function callMethod(place: SpecPlace, method: string, args: readonly unknown[]): unknown {
  const [first, second] = args;
  switch (method) {
    case "Value":
    case "Find":
      return getChild(place, toJson(first) as string);
    case "Map":
      return place;
    case "Len":
      return Object.keys(getJson(place) ?? {}).length;
    case "Default":
      return getChild(place, "default");
    case "Status":
      return getChild(place, String(first));
    case "GetOperation":
      return getChild(place, (first as string).toLowerCase());
    case "SetOperation":
      return setValue(getChild(place, (first as string).toLowerCase()), second) ?? null;
    case "Set":
      return setValue(getChild(place, first as string), second) ?? null;
    case "Delete":
      return deleteKey(place, first as string) ?? null;
    case "GetByInAndName":
      return findParameter(place, toJson(first), toJson(second));
    case "WithRequired":
    case "WithDescription":
      setValue(getField(place, method.slice("With".length)), first);
      return place;
    default:
      return undefined;
  }
}

/** The places in a list or a map. */
export function listChildren(place: SpecPlace): [key: string | number, SpecPlace][] {
  const parts = getJson(getField(place, "Value"));
  if (Array.isArray(parts)) return parts.map((_, index) => [index, getChild(place, index)]);
  return Object.keys(parts ?? {}).map((key) => [key, getChild(place, key)]);
}

function findParameter(place: SpecPlace, location: unknown, name: unknown): SpecPlace | null {
  const found = listChildren(place).find(([, child]) => {
    const parameter = getJson(resolvePlace(child)) as Parts;
    return parameter.in === location && parameter.name === name;
  });
  return found === undefined ? null : resolvePlace(found[1]);
}
