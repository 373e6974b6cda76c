// Silence means equality: whatever differs in two documents is reported, by the project's own rules if by no others.
import { type OpenApiDocument, readBundle } from "@run-summary/spec";
import { expect, it } from "vitest";
import { changesFrom } from "../../diff/changes-between.ts";
import { differencesBetween } from "../../diff/differences.ts";

type Parts = Record<string, unknown>;

const released = readBundle();

/** All places of a value, as the keys that lead there. */
function placesIn(value: unknown): string[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [[key], ...placesIn(part).map((keys) => [key, ...keys])]);
}

function valueAt(value: unknown, keys: readonly string[]): unknown {
  return keys.reduce((parts, key) => (parts as Parts | undefined)?.[key], value);
}

/** The document without one of its parts, or with another value there. */
function altered(keys: readonly string[], to?: unknown): OpenApiDocument {
  return alteredBelow(released, keys, to) as OpenApiDocument;
}

function alteredBelow(value: unknown, [key = "", ...rest]: readonly string[], to: unknown): unknown {
  const part = rest.length === 0 ? to : alteredBelow((value as Parts)[key], rest, to);
  if (Array.isArray(value)) return part === undefined ? value.toSpliced(Number(key), 1) : value.with(Number(key), part);
  const { [key]: _, ...others } = value as Parts;
  return part === undefined ? others : { ...others, [key]: part };
}

/** Another value for a scalar: for a reference another component of the same kind, but not the one that it stands in. */
function anotherValue(keys: readonly string[]): unknown {
  const value = valueAt(released, keys);
  if (keys.at(-1) !== "$ref") return value === "other" ? "another" : "other";
  const [, , kind = "", name] = String(value).split("/");
  const components = Object.keys(valueAt(released, ["components", kind]) as Parts);
  return `#/components/${kind}/${components.find((other) => other !== name && other !== keys[2])}`;
}

/** A document with a reference that leads nowhere is none; the spec's lint says so. */
function isWhole(document: OpenApiDocument): boolean {
  const references = JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g);
  return [...references].every(([, pointer = ""]) => valueAt(document, pointer.split("/")) !== undefined);
}

it("each part of the document that is removed, and each value that is another, is a change", () => {
  const places = placesIn(released);
  const values = places.filter((keys) => typeof valueAt(released, keys) !== "object");
  const documents = [
    ...places.map((keys) => [keys.join("/"), altered(keys)] as const),
    ...values.map((keys) => [keys.join("/"), altered(keys, anotherValue(keys))] as const),
  ].filter(([, document]) => isWhole(document));

  const silent = documents.filter(([, document]) => changesFrom(released, document, []).length === 0);

  expect(silent.map(([place]) => place)).toEqual([]);
  expect(documents.length).toBeGreaterThan(900);
});

it.each([
  ["a key that every object inherits", { constructor: 1 }, {}, ["removed"]],
  ["an empty key", { "": 1 }, { "": 2 }, ["changed"]],
  ["the order of a list", [1, 2], [2, 1], ["reordered"]],
  ["the order of parts", [{ name: "a" }, { name: "b" }], [{ name: "b" }, { name: "a" }], ["reordered"]],
  ["an item that stands twice", ["a", "a"], ["a"], ["changed"]],
  ["null where there was nothing", {}, { a: null }, ["added"]],
  ["a list for an object", { a: {} }, { a: [] }, ["changed"]],
  ["a new name for a part", { a: { b: 1 } }, { c: { b: 1 } }, ["renamed"]],
])("a difference is %s", (_, base, next, kinds) => {
  expect(differencesBetween(base, next).map(({ kind }) => kind)).toEqual(kinds);
});

it("the order of keys is none", () => {
  const { openapi, ...others } = released;

  expect(changesFrom(released, { ...others, openapi }, [])).toEqual([]);
});
