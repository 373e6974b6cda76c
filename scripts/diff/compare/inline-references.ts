import { isDeepStrictEqual } from "node:util";
import { flattenSchema, getReference, isRecord, type OpenApiDocument } from "@run-summary/openapi";
import { createSameTest, findTarget, namePair, replaceReference } from "../references.ts";
import type { Documents } from "./describe.ts";
import type { Parts } from "./differences.ts";
import { fillEncodings } from "./encodings.ts";
import { getKindBelow, type KeyKind } from "./path-pattern.ts";

/** The same part of both documents; `undefined` where one of them has no such part. */
type Pair = readonly [base: unknown, next: unknown];

/** What stands around a part. */
interface Context {
  readonly kind: KeyKind;
  /** The key of the part. */
  readonly key: string;
  readonly isInMessage: boolean;
  /** The pairs with references that are in their place already, in the same message or path. */
  readonly passed: Set<string>;
}

/**
 * The documents with the target of each reference, and the merged schema of each `allOf`, in its place under `paths`,
 * `webhooks` and the security schemes, wherever the documents differ. A part that requests and responses share is then in
 * each of them. What is the same in both documents, by whatever name, is equal then, and so is a pair with references that is
 * in its place already in the same message: a schema that contains itself has an end.
 */
export function inlineReferences({ base, next }: Documents): Documents {
  const isSame = createSameTest({ base, next });

  const inline = (pair: Pair, context: Context): Pair => {
    const { kind, passed } = context;
    if (kind === "data") return pair;
    if (isSame(...pair)) return [pair[1], pair[1]];
    const isReference = pair.some((part) => getReference(part) !== undefined);
    if (isReference || (kind === "keywords" && pair.some(hasAllOf))) {
      const key = namePair(...pair);
      if (passed.has(key)) return pair.includes(undefined) ? pair : [pair[1], pair[1]];
      passed.add(key);
      const replaced = isReference ? mapPair(pair, replaceReference) : mapPair(pair, mergeAllOf);
      const isWhole = isReference || (mergesWholly(base, pair[0]) && mergesWholly(next, pair[1]));
      if (isWhole && !replaced.some(isReference ? getReference : hasAllOf)) return inline(replaced, context);
      if (isReference) return pair; // it leads to nothing
    }
    return inlineParts(fillEncodings({ base, next }, addDefaults(pair), context.key), context);
  };

  const mapPair = ([one, other]: Pair, map: (document: OpenApiDocument, part: unknown) => unknown): Pair => [
    map(base, one),
    map(next, other),
  ];

  const inlineParts = (pair: Pair, context: Context): Pair => {
    // Schemas that are only referred to are compared where they are used.
    const isPart = (key: string) => key !== "$defs" || context.kind !== "keywords";
    const keys = new Set(pair.flatMap((part) => (isContainer(part) ? Object.keys(part).filter(isPart) : [])));
    const parts = [...keys].map((key): [string, Pair] => {
      const inner = createInnerContext(context, key);
      return [key, inline([getPart(pair[0], key), getPart(pair[1], key)], inner)];
    });
    return [0, 1].map((side) => {
      const whole = pair[side];
      if (!isContainer(whole)) return whole;
      const own = parts.filter(([key]) => Object.hasOwn(whole, key)).map(([key, inlined]) => [key, inlined[side]]);
      return Array.isArray(whole) ? own.map(([, part]) => part) : Object.fromEntries(own);
    }) as unknown as Pair;
  };

  const inlineAll = (container: string, ...parts: Pair): Pair =>
    inline(parts, { kind: "names", key: container, isInMessage: false, passed: new Set() });
  const paths = inlineAll("paths", base.paths, next.paths);
  const webhooks = inlineAll("webhooks", base.webhooks, next.webhooks);
  const schemes = inlineAll("securitySchemes", ...([base, next].map(getSchemes) as unknown as Pair));
  return {
    base: createDocument(base, paths[0], webhooks[0], schemes[0]),
    next: createDocument(next, paths[1], webhooks[1], schemes[1]),
  };
}

function getSchemes({ components }: OpenApiDocument): unknown {
  return components?.securitySchemes;
}

function createDocument(whole: OpenApiDocument, paths: unknown, webhooks: unknown, securitySchemes: unknown) {
  return { ...whole, paths, webhooks, components: { ...whole.components, securitySchemes } } as OpenApiDocument;
}

// A path, the parameters of an operation, its body and each of its responses begin anew with references.
function createInnerContext({ kind, key: container, isInMessage, passed }: Context, key: string): Context {
  const isPath = kind === "names" && container === "paths";
  const isMessage =
    kind === "names" ? container === "responses" : kind === "keywords" && ["parameters", "requestBody"].includes(key);
  const isNew = !isInMessage && (isPath || isMessage);
  return {
    kind: getKindBelow(kind, key),
    key,
    isInMessage: isInMessage || isMessage,
    passed: isNew ? new Set<string>() : passed,
  };
}

function hasAllOf(part: unknown): boolean {
  return isRecord(part) && Array.isArray(part.allOf);
}

/** The merged schema; the schema as it is where it is a part of its own `allOf`, or refers to nothing. */
function mergeAllOf(document: OpenApiDocument, part: unknown): unknown {
  if (!isRecord(part) || !hasAllOf(part)) return part;
  try {
    return flattenSchema(document, part);
  } catch {
    return part;
  }
}

/**
 * Whether the merged schema says all that the members of an `allOf` say: none of them contradicts another one.
 *
 * @param around the schemas that have it in their `allOf`; one that has itself there has no merged schema
 */
function mergesWholly(document: OpenApiDocument, part: unknown, around: readonly string[] = []): boolean {
  if (!isRecord(part) || !hasAllOf(part)) return true;
  const text = JSON.stringify(part);
  if (around.includes(text)) return false;
  try {
    const { allOf, ...own } = part;
    const isWhole = (member: unknown) =>
      !hasSiblings(document, member) && mergesWholly(document, replaceReference(document, member), [...around, text]);
    if (!(allOf as object[]).every(isWhole)) return false;
    const members = [own, ...(allOf as object[]).map((member) => flattenSchema(document, member))];
    const merged = flattenSchema(document, part);
    const isKept = (keyword: string, value: unknown, whole: Parts): boolean => {
      if (["required", "description", "title", "example", "examples"].includes(keyword)) return true;
      if (keyword !== "properties" || !isRecord(value)) return isDeepStrictEqual(value, whole[keyword]);
      const properties = whole.properties as Parts;
      return Object.entries(value).every(([name, property]) => isDeepStrictEqual(property, properties[name]));
    };
    return members.every((member) =>
      Object.entries(member).every(([keyword, value]) => isKept(keyword, value, merged)),
    );
  } catch {
    return true; // it stays as it is, in any case
  }
}

/** Whether more stands beside a reference than the merged schema of an `allOf` says. */
function hasSiblings(document: OpenApiDocument, part: unknown): boolean {
  const reference = getReference(part);
  if (reference === undefined || !isRecord(part)) return false;
  return Object.keys(part).length > 1 || hasSiblings(document, findTarget(document, reference));
}

/** The same parameter with the defaults of `style` and `explode`: to write them out is no difference. */
function addDefaults(pair: Pair): Pair {
  const [base, next] = pair;
  if (!isRecord(base) || !isRecord(next) || base.name !== next.name || base.in !== next.in) return pair;
  if (typeof base.in !== "string" || (base.style === next.style && base.explode === next.explode)) return pair;
  const defaultStyle = ["query", "cookie"].includes(base.in) ? "form" : "simple";
  return [base, next].map((parameter) => {
    const { style = defaultStyle } = parameter;
    const { explode = style === "form" } = parameter;
    return { ...parameter, style, explode };
  }) as unknown as Pair;
}

function isContainer(value: unknown): value is Parts | readonly unknown[] {
  return typeof value === "object" && value !== null;
}

function getPart(part: unknown, key: string): unknown {
  return isContainer(part) && Object.hasOwn(part, key) ? (part as Parts)[key] : undefined;
}
