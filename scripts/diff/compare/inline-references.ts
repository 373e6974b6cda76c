import { isDeepStrictEqual } from "node:util";
import { flattenSchema, getReference, type OpenApiDocument } from "@run-summary/openapi";
import { createSameTest, findTarget } from "../references.ts";
import type { Documents } from "./describe.ts";
import { isRecord } from "./differences.ts";
import { getKindBelow, type KeyKind } from "./path-pattern.ts";

type Parts = Readonly<Record<string, unknown>>;

/** The same part of both documents; `undefined` where one of them has no such part. */
type Pair = readonly [base: unknown, next: unknown];

/** What stands around a part. */
interface Context {
  readonly kind: KeyKind;
  /** The key of the part. */
  readonly key: string;
  readonly isInMessage: boolean;
  /** The pairs of references that are in their place already, in the same message or path. */
  readonly passed: Set<string>;
}

/**
 * The documents with the target of each reference, and the merged schema of each `allOf`, in its place under `paths` and
 * `webhooks`, wherever the documents differ. A part that requests and responses share is then in each of them. Parts that are
 * the same in both documents stay as they are, and so does a reference that is in its place already in the same message: a
 * schema that contains itself has an end.
 */
export function inlineReferences({ base, next }: Documents): Documents {
  const isSame = createSameTest({ base, next });

  const inline = (pair: Pair, context: Context): Pair => {
    const { kind, passed } = context;
    if (kind === "data" || isSame(...pair)) return pair;
    if (kind === "keywords" && pair.some((part) => getReference(part) !== undefined)) {
      const key = pair.map(getReference).join(" ");
      if (passed.has(key)) return pair;
      passed.add(key);
      return inline([replaceReference(base, pair[0]), replaceReference(next, pair[1])], context);
    }
    if (kind === "keywords" && pair.some(hasAllOf) && mergesWholly(base, pair[0]) && mergesWholly(next, pair[1])) {
      const key = JSON.stringify(pair.map(listAllOfReferences));
      if (passed.has(key)) return pair;
      if (key !== "[[],[]]") passed.add(key);
      const merged: Pair = [mergeAllOf(base, pair[0]), mergeAllOf(next, pair[1])];
      return merged.some(hasAllOf) ? pair : inline(merged, context);
    }
    return inlineParts(addDefaults(pair), context);
  };

  const inlineParts = (pair: Pair, context: Context): Pair => {
    const keys = new Set(pair.flatMap((part) => (isContainer(part) ? Object.keys(part) : [])));
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

  const inlineAll = (container: "paths" | "webhooks"): Pair =>
    inline([base[container], next[container]], {
      kind: "names",
      key: container,
      isInMessage: false,
      passed: new Set(),
    });
  const [basePaths, nextPaths] = inlineAll("paths");
  const [baseWebhooks, nextWebhooks] = inlineAll("webhooks");
  return {
    base: { ...base, paths: basePaths, webhooks: baseWebhooks } as OpenApiDocument,
    next: { ...next, paths: nextPaths, webhooks: nextWebhooks } as OpenApiDocument,
  };
}

function replaceReference(document: OpenApiDocument, part: unknown): unknown {
  const reference = getReference(part);
  const target = reference?.startsWith("#/") ? findTarget(document, reference) : undefined;
  if (!isRecord(part) || !isRecord(target)) return part;
  const { $ref: _, ...siblings } = part;
  return { ...target, ...siblings };
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

function listAllOfReferences(part: unknown): string[] {
  return isRecord(part) && Array.isArray(part.allOf) ? part.allOf.flatMap((item) => getReference(item) ?? []) : [];
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

/** Whether the merged schema says all that the members of an `allOf` say: none of them contradicts another one. */
function mergesWholly(document: OpenApiDocument, part: unknown): boolean {
  if (!isRecord(part) || !hasAllOf(part)) return true;
  try {
    const { allOf, ...own } = part;
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
