import { isDeepStrictEqual } from "node:util";
import type { OpenApiDocument } from "@run-summary/spec";
import type { Difference } from "./differences.ts";
import { isRecord, type Keys, operationIdsOf } from "./place.ts";

/** The two documents of a comparison. */
export interface Documents {
  readonly base: OpenApiDocument;
  readonly next: OpenApiDocument;
}

// What is said of a keyword that a name follows; nothing where the name says it all.
const kinds = new Map(
  Object.entries({
    content: "",
    examples: "example ",
    headers: "header ",
    parameters: "parameter ",
    properties: "",
    requestBodies: "request body ",
    responses: "answer ",
    schemas: "schema ",
    securitySchemes: "security scheme ",
    servers: "server ",
    tags: "tag ",
  }),
);

const silent = new Set(["components", "schema"]);
const onlyMediaType = "application/json";

/** Where a difference is, such as `updateRunSummary · request body · issueDetectedDeviceCount`. */
export function placeInWords(documents: Documents, difference: Difference): string {
  const [document, keys] = sideOf(documents, difference);
  const part = isNamedByPlace(difference) ? keys : keys.slice(0, -1);
  const [top, path = "", method = ""] = part;
  const item = document.paths?.[path];
  if (top !== "paths" || !isRecord(item)) return partWords(document, part).join(" · ") || "document";
  const parts = isRecord(item[method]) ? partWords(item[method], part.slice(3)) : partWords(item, part.slice(2));
  return [operationsInWords(documents, difference), ...parts].join(" · ");
}

/** The operations that have a difference, by their ids; a path where it has none. */
export function operationsInWords(documents: Documents, difference: Difference): string {
  const [document, [, path = "", method = ""]] = sideOf(documents, difference);
  const item: unknown = document.paths?.[path];
  const operation = partOf(item, method);
  return operationIdsOf(isRecord(operation) ? operation : item).join(", ") || path;
}

// What is gone stands in the old document only.
function sideOf({ base, next }: Documents, { kind, baseKeys, nextKeys }: Difference): [OpenApiDocument, Keys] {
  return kind === "removed" ? [base, baseKeys] : [next, nextKeys];
}

function partWords(node: unknown, [key, ...below]: Keys): string[] {
  if (key === undefined) return [];
  const part = partOf(node, key);
  const [name, ...further] = below;
  const kind = kinds.get(key);
  if (kind !== undefined && name !== undefined) {
    const named = partOf(part, name);
    const word = kind + nameOf(named, name);
    return [...(word === onlyMediaType && further.length > 0 ? [] : [word]), ...partWords(named, further)];
  }
  const word = key === "requestBody" ? "request body" : key;
  return [...(silent.has(word) ? [] : [word]), ...partWords(part, below)];
}

function partOf(node: unknown, key: string): unknown {
  return typeof node === "object" ? (node as Record<string, unknown> | null)?.[key] : undefined;
}

// A list's item is known by its name or address, if it has any.
function nameOf(part: unknown, key: string): string {
  const { name, url } = isRecord(part) ? part : {};
  return /^\d+$/.test(key) ? String(name ?? url ?? key) : key;
}

// Whether the place alone names what is different, such as a property; else its last key is a keyword with a value.
function isNamedByPlace({ kind, nextKeys, from, to }: Difference): boolean {
  return kind === "renamed" || (isRecord(from ?? to) && !silent.has(nextKeys.at(-1) ?? ""));
}

/** What is different, such as `maximum: 10 → 5`. */
export function changeInWords(difference: Difference): string {
  const { kind, nextKeys, from, to } = difference;
  const label = isNamedByPlace(difference) ? "" : `${nextKeys.at(-1)}: `;
  switch (kind) {
    case "added":
      return label === "" ? "added" : `${label}added ${textOf(to)}`;
    case "removed":
      return label === "" ? "removed" : `${label}removed ${textOf(from)}`;
    case "renamed":
      return `renamed from ${from} to ${to}`;
    case "reordered":
      return `${label}in another order`;
    case "changed":
      return (
        label + (Array.isArray(from) && Array.isArray(to) ? itemsInWords(from, to) : `${textOf(from)} → ${textOf(to)}`)
      );
  }
}

function itemsInWords(from: readonly unknown[], to: readonly unknown[]): string {
  const without = (one: readonly unknown[], other: readonly unknown[]) =>
    one.filter((item) => !other.some((candidate) => isDeepStrictEqual(item, candidate))).map(textOf);
  const items = [
    ...without(to, from).map((item) => `added ${item}`),
    ...without(from, to).map((item) => `removed ${item}`),
  ];
  return items.join(", ") || `${textOf(from)} → ${textOf(to)}`;
}

const longest = 120;

function textOf(value: unknown): string {
  const text = typeof value === "string" ? value.trim() : JSON.stringify(value);
  const line = text.replace(/\s+/g, " ");
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
