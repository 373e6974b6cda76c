// Random documents and pairs of them, whose changes are known without the comparison.
import { getReference, mapSubschemas, type OpenApiDocument, resolveReference } from "@run-summary/openapi";
import { createAjv } from "@run-summary/openapi/validation";
import fc from "fast-check";
import { expect, it } from "vitest";
import { listChanges } from "../../diff/compare/compare-documents.ts";
import { randomDocuments } from "../../random-documents/arbitraries/documents.ts";
import { createShapes, type Shape } from "../../random-documents/arbitraries/schemas.ts";

const seed = 7;
type Schema = Readonly<Record<string, unknown>>;

/** A document with one operation, in whose request or response a schema is. */
function createDocument(usage: "request" | "response", schema: Schema): OpenApiDocument {
  const content = { "application/json": { schema } };
  const responses = { 200: { description: "OK", ...(usage === "response" && { content }) } };
  const post = { operationId: "send", ...(usage === "request" && { requestBody: { content } }), responses };
  return { openapi: "3.1.0", info: { title: "A", version: "1" }, paths: { "/a": { post } } } as never;
}

/** Two schemas of the same usage: unrelated ones, or one with some keywords of the other. */
function createPairs(usage: "request" | "response"): fc.Arbitrary<[one: Shape, other: Shape]> {
  const shapes = createShapes(usage, 2);
  return fc.tuple(shapes, shapes, fc.nat(4)).map(([one, other, count]) => {
    const keywords = Object.entries(other.schema).filter(([keyword]) => keyword !== "type");
    const mixed = { ...one.schema, ...Object.fromEntries(keywords.slice(0, count)) };
    return count === 0 ? [one, other] : [one, { ...other, schema: mixed }];
  });
}

function isValid(schema: object, value: unknown): boolean {
  return createAjv("2020-12", { validateSchema: false }).validate(schema, value) as boolean; // the meta-schema takes longer
}

/** The schema for a caller, which ignores properties that it does not know. */
function openObjects(schema: object): object {
  const { additionalProperties, unevaluatedProperties, ...others } = mapSubschemas(schema, (child) =>
    typeof child === "object" && child !== null ? openObjects(child) : child,
  );
  return {
    ...others,
    ...(additionalProperties !== false && additionalProperties !== undefined && { additionalProperties }),
    ...(unevaluatedProperties !== false && unevaluatedProperties !== undefined && { unevaluatedProperties }),
  };
}

function isMajor(base: OpenApiDocument, next: OpenApiDocument): boolean {
  return listChanges(base, next).some(({ bump }) => bump === "major");
}

it("a document has no changes since itself", () => {
  fc.assert(
    fc.property(randomDocuments, (document) => {
      expect(listChanges(document, structuredClone(document))).toEqual([]);
    }),
    { seed, numRuns: 100 },
  );
});

/** The same document, written in another way: with path items' parameters and the document's security in the operations. */
function rewrite(document: OpenApiDocument): OpenApiDocument {
  const { security, paths, ...others } = structuredClone(document) as unknown as { security?: unknown; paths: Paths };
  const inline = (part: unknown): unknown =>
    isReference(part) && !JSON.stringify(resolveReference(document, part)).includes('"$ref"')
      ? structuredClone(resolveReference<object>(document, part))
      : Array.isArray(part)
        ? part.map(inline)
        : typeof part === "object" && part !== null
          ? Object.fromEntries(Object.entries(part).map(([key, value]) => [key, inline(value)]))
          : part;
  const items = Object.entries(paths).map(([path, { parameters = [], ...methods }]): [string, unknown] => {
    const operations = Object.entries(methods).map(([method, operation]): [string, unknown] => {
      const own = (operation.parameters as unknown[] | undefined) ?? [];
      return [
        method,
        { ...(security !== undefined && { security }), ...operation, parameters: [...parameters, ...own] },
      ];
    });
    return [path, inline(Object.fromEntries(operations))];
  });
  return { ...others, paths: Object.fromEntries(items) } as never;
}

type Paths = Record<string, Record<string, Record<string, unknown>> & { parameters?: unknown[] }>;

function isReference(part: unknown): part is { $ref: string } {
  return getReference(part)?.startsWith("#/") ?? false;
}

it("a document that is written in another way has no change but patches", () => {
  let rewritten = 0;
  fc.assert(
    fc.property(randomDocuments, (document) => {
      const changes = listChanges(document, rewrite(document));
      if (changes.length > 0) rewritten++;
      expect(changes.filter(({ bump }) => bump !== "patch")).toEqual([]);
    }),
    { seed, numRuns: 100 },
  );
  expect(rewritten).toBeGreaterThan(20);
});

it("a value that requests may have had, and may not have now, is a breaking change", () => {
  let refused = 0;
  fc.assert(
    fc.property(createPairs("request"), ([one, other]) => {
      if (!isValid(one.schema, one.example) || isValid(other.schema, one.example)) return;
      refused++;
      expect(isMajor(createDocument("request", one.schema), createDocument("request", other.schema))).toBe(true);
    }),
    { seed, numRuns: 150 },
  );
  expect(refused).toBeGreaterThan(20);
});

it("a value that responses may have now, and might not have before, is a breaking change", () => {
  let unexpected = 0;
  fc.assert(
    fc.property(createPairs("response"), ([one, other]) => {
      if (!isValid(one.schema, one.example) || isValid(openObjects(other.schema), one.example)) return;
      unexpected++;
      expect(isMajor(createDocument("response", other.schema), createDocument("response", one.schema))).toBe(true);
    }),
    { seed, numRuns: 150 },
  );
  expect(unexpected).toBeGreaterThan(20);
});
