// No change is listed only where two documents are equal, even without the verdicts of Redocly.
import { getValue, type OpenApiDocument } from "@run-summary/openapi";
import { bundleFixture } from "@run-summary/spec/source";
import { expect, it } from "vitest";
import { listChanges } from "../../diff/compare/compare-documents.ts";
import { listDifferences } from "../../diff/compare/differences.ts";

type Parts = Record<string, unknown>;

const released = await bundleFixture();

/** The keys that lead to each part of a value. */
function listAllKeys(value: unknown): string[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [[key], ...listAllKeys(part).map((keys) => [key, ...keys])]);
}

/** The document without one of its parts, or with another value there. */
function changeReleased(keys: readonly string[], to?: unknown): OpenApiDocument {
  return replacePart(released, keys, to) as OpenApiDocument;
}

function replacePart(value: unknown, [key = "", ...rest]: readonly string[], to: unknown): unknown {
  const part = rest.length === 0 ? to : replacePart((value as Parts)[key], rest, to);
  if (Array.isArray(value)) return part === undefined ? value.toSpliced(Number(key), 1) : value.with(Number(key), part);
  const { [key]: _, ...others } = value as Parts;
  return part === undefined ? others : { ...others, [key]: part };
}

/** Another value for a scalar: for a reference another component of the same kind, but not the one that it stands in. */
function chooseOtherValue(keys: readonly string[]): unknown {
  const value = getValue(released, keys);
  if (keys.at(-1) !== "$ref") return value === "other" ? "another" : "other";
  const [, , kind = "", name] = String(value).split("/");
  const components = Object.keys(getValue(released, ["components", kind]) as Parts);
  return `#/components/${kind}/${components.find((other) => other !== name && other !== keys[2])}`;
}

/** Whether all references of a document lead somewhere. The lint of the spec refuses others. */
function isWhole(document: OpenApiDocument): boolean {
  const references = JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g);
  return [...references].every(([, pointer = ""]) => getValue(document, pointer.split("/")) !== undefined);
}

it("lists a change for each removed part of the document, and for each changed value", () => {
  const allKeys = listAllKeys(released);
  const values = allKeys.filter((keys) => typeof getValue(released, keys) !== "object");
  const documents = [
    ...allKeys.map((keys) => [keys.join("/"), changeReleased(keys)] as const),
    ...values.map((keys) => [keys.join("/"), changeReleased(keys, chooseOtherValue(keys))] as const),
  ].filter(([, document]) => isWhole(document));

  const silent = documents.filter(([, document]) => listChanges(released, document).length === 0);

  expect(silent.map(([keys]) => keys)).toEqual([]);
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
])("finds the difference: %s", (_, base, next, kinds) => {
  expect(listDifferences(base, next).map(({ kind }) => kind)).toEqual(kinds);
});

it("lists no change for another order of keys", () => {
  const { openapi, ...others } = released;

  expect(listChanges(released, { ...others, openapi })).toEqual([]);
});
