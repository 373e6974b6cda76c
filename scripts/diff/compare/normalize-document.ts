import { formatPointer, httpMethods, isRecord, type OpenApiDocument } from "@run-summary/openapi";
import { replaceReference } from "../references.ts";
import type { Parts } from "./differences.ts";

/** A document in which each operation holds what it takes over from its path item and from the document. */
export interface NormalizedDocument {
  readonly document: OpenApiDocument;
  /** The keys of a part in the document as it is, for its keys in the normalized one. */
  readonly findOriginalKeys: (keys: readonly string[]) => readonly string[];
}

/**
 * Moves the parameters and the `servers` of path items, and the document's `security` and `servers`, into the operations. It
 * does not matter to a caller where they are written.
 */
export function normalizeDocument(document: OpenApiDocument): NormalizedDocument {
  const moved = new Map<string, readonly string[]>();
  const { security: _, servers: __, ...rest } = document;
  const normalized = mapOperations(
    { ...rest, paths: document.paths ?? {}, webhooks: document.webhooks ?? {} },
    (keys, operation, pathItem) => normalizeOperation(document, keys, operation, pathItem, moved),
  );
  return {
    document: normalized,
    findOriginalKeys(keys) {
      const length = keys.findLastIndex((_key, index) => moved.has(formatPointer(keys.slice(0, index + 1)))) + 1;
      return [...(moved.get(formatPointer(keys.slice(0, length))) ?? keys.slice(0, length)), ...keys.slice(length)];
    },
  };
}

/** The document with other operations. References of path items are replaced. */
export function mapOperations(
  document: OpenApiDocument,
  map: (keys: readonly string[], operation: Parts, pathItem: Parts) => Parts,
): OpenApiDocument {
  const mapItems = (container: "paths" | "webhooks") =>
    mapParts(document[container] as Parts, (referenced, path) => {
      const pathItem = replaceReference(document, referenced);
      if (!isRecord(pathItem)) return referenced;
      const { parameters: _, servers: __, ...others } = pathItem;
      return mapParts(others, (operation, method) =>
        (httpMethods as readonly string[]).includes(method) && isRecord(operation)
          ? map([container, path, method], operation, pathItem)
          : operation,
      );
    });
  return { ...document, paths: mapItems("paths"), webhooks: mapItems("webhooks") } as OpenApiDocument;
}

function normalizeOperation(
  document: OpenApiDocument,
  keys: readonly string[],
  operation: Parts,
  pathItem: Parts,
  moved: Map<string, readonly string[]>,
): Parts {
  const itemKeys = keys.slice(0, -1);
  const note = (from: readonly string[], ...to: string[]) => moved.set(formatPointer([...keys, ...to]), from);
  const own = asList(operation.parameters);
  const ids = new Set(own.map((parameter) => identifyParameter(document, parameter)));
  const inherited = asList(pathItem.parameters)
    .map((parameter, index) => ({ parameter, keys: [...itemKeys, "parameters", String(index)] }))
    .filter(({ parameter }) => !ids.has(identifyParameter(document, parameter)));
  inherited.forEach(({ keys: from }, index) => void note(from, "parameters", String(own.length + index)));
  if (operation.security === undefined) note(["security"], "security");
  const servers = [operation.servers, pathItem.servers, document.servers];
  const level = servers.findIndex((list) => asList(list).length > 0);
  if (level > 0) note([...(level === 1 ? itemKeys : []), "servers"], "servers");
  return {
    parameters: [...own, ...inherited.map(({ parameter }) => parameter)],
    ...(document.security !== undefined && { security: document.security }),
    ...omitParameters(operation),
    // OpenAPI Object, `servers`: the address of the document itself is the default.
    ...(keys[0] === "paths" && { servers: servers[level] ?? [{ url: "/" }] }),
  };
}

function omitParameters({ parameters: _, ...operation }: Parts): Parts {
  return operation;
}

function identifyParameter(document: OpenApiDocument, parameter: unknown): string {
  const resolved = replaceReference(document, parameter);
  return isRecord(resolved) ? `${resolved.in} ${resolved.name}` : "";
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function mapParts(parts: Parts, map: (part: unknown, key: string) => unknown): Parts {
  return Object.fromEntries(Object.entries(parts).map(([key, part]) => [key, map(part, key)]));
}
