import { isDeepStrictEqual } from "node:util";
import { getReference, getValue, isRecord, type OpenApiDocument } from "@run-summary/openapi";
import { type Difference, listOperationIds } from "./differences.ts";

/** The two documents of a comparison. */
export interface Documents {
  readonly base: OpenApiDocument;
  readonly next: OpenApiDocument;
}

const branchPrefix = "branch ";

// What comes before the name of a part, by the keyword that holds it.
const prefixes = new Map([
  ["anyOf", branchPrefix],
  ["content", ""],
  ["examples", "example "],
  ["headers", "header "],
  ["oneOf", branchPrefix],
  ["parameters", "parameter "],
  ["properties", ""],
  ["requestBodies", "request body "],
  ["responses", "response "],
  ["schemas", "schema "],
  ["securitySchemes", "security scheme "],
  ["servers", "server "],
  ["tags", "tag "],
]);

const omittedKeywords = new Set(["components", "schema"]);
const onlyMediaType = "application/json";

/** Where a difference is, such as `updateRunSummary · request body · issueDetectedDeviceCount`. */
export function describeLocation(documents: Documents, difference: Difference): string {
  const [document, keys] = chooseSide(documents, difference);
  const partKeys = isNamedByLocation(difference) ? keys : keys.slice(0, -1);
  const [top, path = "", method = ""] = partKeys;
  const pathItem = document.paths?.[path];
  if (top !== "paths" || !isRecord(pathItem)) return describeParts(document, partKeys).join(" · ") || "document";
  const operation = pathItem[method];
  const parts = isRecord(operation)
    ? describeParts(operation, partKeys.slice(3))
    : describeParts(pathItem, partKeys.slice(2));
  return [describeOperations(documents, difference), ...parts].join(" · ");
}

/** The ids of the operations that contain a difference; the path where they have none. */
export function describeOperations(documents: Documents, difference: Difference): string {
  const [document, [, path = "", method = ""]] = chooseSide(documents, difference);
  const pathItem = getValue(document, ["paths", path]);
  const operation = getValue(pathItem, [method]);
  if (!isRecord(operation)) return listOperationIds(pathItem).join(", ") || path;
  return nameOperation(document, path, method);
}

/** The id of an operation; its method and path where it has none. */
export function nameOperation(document: OpenApiDocument, path: string, method: string): string {
  const id = getValue(document, ["paths", path, method, "operationId"]);
  return typeof id === "string" ? id : `${method.toUpperCase()} ${path}`;
}

// Only the old document has a removed part.
function chooseSide(
  { base, next }: Documents,
  { kind, baseKeys, nextKeys }: Difference,
): [OpenApiDocument, readonly string[]] {
  return kind === "removed" ? [base, baseKeys] : [next, nextKeys];
}

function describeParts(node: unknown, [key, ...below]: readonly string[]): string[] {
  if (key === undefined) return [];
  const part = getValue(node, [key]);
  const [name, ...further] = below;
  const prefix = prefixes.get(key);
  if (prefix !== undefined && name !== undefined) {
    const named = getValue(part, [name]);
    const text =
      prefix + (prefix === branchPrefix ? getBranchName(named, name) : getPartName(named, Array.isArray(part), name));
    return [...(text === onlyMediaType && further.length > 0 ? [] : [text]), ...describeParts(named, further)];
  }
  const text = key === "requestBody" ? "request body" : key;
  return [...(omittedKeywords.has(text) ? [] : [text]), ...describeParts(part, below)];
}

// An item of a list has an index as its key, and perhaps a name or a URL.
function getPartName(part: unknown, isItem: boolean, key: string): string {
  const { name, url } = isRecord(part) ? part : {};
  return isItem ? String(name ?? url ?? getReference(part)?.split("/").at(-1) ?? key) : key;
}

function getBranchName(part: unknown, key: string): string {
  const { title } = isRecord(part) ? part : {};
  return String(getReference(part)?.split("/").at(-1) ?? title ?? key);
}

// Whether the location says what is different, such as a property. Otherwise its last key is a keyword with a value.
function isNamedByLocation({ kind, nextKeys, from, to }: Difference): boolean {
  return kind === "renamed" || (isRecord(from ?? to) && !omittedKeywords.has(nextKeys.at(-1) ?? ""));
}

/**
 * What is different, such as `maximum: 10 → 5`.
 *
 * @param isRequired whether an added part is required
 */
export function describeDifference(difference: Difference, isRequired: boolean): string {
  const { kind, nextKeys, from, to } = difference;
  const label = isNamedByLocation(difference) ? "" : `${nextKeys.at(-1)}: `;
  switch (kind) {
    case "added":
      return label === "" ? `added${isRequired ? ", required" : ""}` : `${label}added ${formatValue(to)}`;
    case "removed":
      return label === "" ? "removed" : `${label}removed ${formatValue(from)}`;
    case "renamed":
      return `renamed from ${from} to ${to}`;
    case "reordered":
      return `${label}in another order`;
    case "changed":
      return label + describeItems(from, to);
  }
}

function describeItems(from: unknown, to: unknown): string {
  const [before, after] = Array.isArray(from) && Array.isArray(to) ? [from, to] : [[], []];
  const exclude = (items: readonly unknown[], others: readonly unknown[]) =>
    items.filter((item) => !others.some((other) => isDeepStrictEqual(item, other))).map(formatValue);
  const items = [
    ...exclude(after, before).map((item) => `added ${item}`),
    ...exclude(before, after).map((item) => `removed ${item}`),
  ];
  if (items.length > 0) return items.join(", ");
  const [one, other] = [formatLine(from), formatLine(to)];
  const start = one.length > maxLength || other.length > maxLength ? findContext(one, other) : 0;
  return `${cut(one, start)} → ${cut(other, start)}`;
}

/** Where to begin with two long texts: some words before the first that differs. */
function findContext(one: string, other: string): number {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const words = one.slice(0, start).split(" ");
  return words.slice(0, -wordsOfContext).join(" ").length;
}

const maxLength = 120;
const wordsOfContext = 4;

function formatValue(value: unknown): string {
  return cut(formatLine(value), 0);
}

function formatLine(value: unknown): string {
  const text = typeof value === "string" ? value.trim() : (JSON.stringify(value) ?? "nothing");
  return text.replace(/\s+/g, " ");
}

function cut(line: string, start: number): string {
  const end = start + maxLength;
  return `${start > 0 ? "…" : ""}${line.slice(start, end).trim()}${line.length > end ? "…" : ""}`;
}
