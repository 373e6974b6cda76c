import { formatPointer, getReference, httpMethods, type OpenApiDocument } from "@run-summary/openapi";
import { findTarget } from "../references.ts";
import { isRecord } from "./differences.ts";

type Parts = Readonly<Record<string, unknown>>;

/** A document in which each operation holds what it takes over from its path item and from the document. */
export interface NormalizedDocument {
  readonly document: OpenApiDocument;
  /** The keys of a part in the document as it is, for its keys in the normalized one. */
  readonly findOriginalKeys: (keys: readonly string[]) => readonly string[];
}

/**
 * Moves the parameters and the `servers` of path items, and the document's `security`, into the operations. It does not matter
 * to a caller where they are written.
 */
export function normalizeDocument(document: OpenApiDocument): NormalizedDocument {
  const moved = new Map<string, readonly string[]>();
  const normalizeItems = (container: "paths" | "webhooks") =>
    mapParts(document[container] as Parts | undefined, (pathItem, path) =>
      normalizePathItem(document, pathItem, [container, path], moved),
    );
  const { security: _, ...rest } = document;
  const normalized = { ...rest, ...optional("paths", normalizeItems("paths")) };
  return {
    document: { ...normalized, ...optional("webhooks", normalizeItems("webhooks")) } as OpenApiDocument,
    findOriginalKeys(keys) {
      const length = keys.findLastIndex((_key, index) => moved.has(formatPointer(keys.slice(0, index + 1)))) + 1;
      return [...(moved.get(formatPointer(keys.slice(0, length))) ?? keys.slice(0, length)), ...keys.slice(length)];
    },
  };
}

function normalizePathItem(
  document: OpenApiDocument,
  referenced: unknown,
  itemKeys: readonly string[],
  moved: Map<string, readonly string[]>,
): unknown {
  const pathItem = resolve(document, referenced);
  if (!isRecord(pathItem)) return referenced;
  const { parameters: shared = [], servers, ...others } = pathItem;
  return mapParts(others, (operation, method) => {
    if (!(httpMethods as readonly string[]).includes(method) || !isRecord(operation)) return operation;
    const keys = [...itemKeys, method];
    const note = (from: readonly string[], ...to: string[]) => moved.set(formatPointer([...keys, ...to]), from);
    const own = asList(operation.parameters);
    const ids = new Set(own.map((parameter) => identifyParameter(document, parameter)));
    const inherited = asList(shared)
      .map((parameter, index) => ({ parameter, keys: [...itemKeys, "parameters", String(index)] }))
      .filter(({ parameter }) => !ids.has(identifyParameter(document, parameter)));
    inherited.forEach(({ keys: from }, index) => void note(from, "parameters", String(own.length + index)));
    if (operation.security === undefined) note(["security"], "security");
    if (operation.servers === undefined && servers !== undefined) note([...itemKeys, "servers"], "servers");
    const parameters = [...own, ...inherited.map(({ parameter }) => parameter)];
    return {
      parameters,
      ...optional("security", document.security),
      ...optional("servers", servers),
      ...omitParameters(operation),
    };
  });
}

function omitParameters({ parameters: _, ...operation }: Parts): Parts {
  return operation;
}

function identifyParameter(document: OpenApiDocument, parameter: unknown): string {
  const resolved = resolve(document, parameter);
  return isRecord(resolved) ? `${resolved.in} ${resolved.name}` : "";
}

// A reference to nothing is compared as it is.
function resolve(document: OpenApiDocument, part: unknown): unknown {
  const reference = getReference(part);
  return reference === undefined ? part : (findTarget(document, reference) ?? part);
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function optional(key: string, value: unknown): Parts {
  return value === undefined ? {} : { [key]: value };
}

function mapParts<Result>(parts: Parts | undefined, map: (part: unknown, key: string) => Result) {
  return parts && Object.fromEntries(Object.entries(parts).map(([key, part]) => [key, map(part, key)]));
}
