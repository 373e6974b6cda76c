import { isDeepStrictEqual } from "node:util";
import { isRecord, type OpenApiDocument } from "@run-summary/openapi";
import { replaceReference } from "../references.ts";
import type { Parts } from "./differences.ts";
import { mapOperations, type NormalizedDocument } from "./normalize-document.ts";

/** The old document with the new name of each security scheme that only has another name: no message contains it. */
export function renameSchemes(base: NormalizedDocument, next: OpenApiDocument): NormalizedDocument {
  const { document } = base;
  const names = pairNames(readSchemes(document), readSchemes(next));
  if (names.size === 0) return base;
  const rename = (parts: Parts) =>
    Object.fromEntries(Object.entries(parts).map(([name, part]) => [names.get(name) ?? name, part]));
  const renameInList = (security: unknown) =>
    Array.isArray(security) ? security.map((one) => (isRecord(one) ? rename(one) : one)) : security;
  const securitySchemes = rename(document.components?.securitySchemes ?? {});
  const oldNames = new Map([...names].map(([from, to]) => [to, from]));
  return {
    document: mapOperations(
      { ...document, components: { ...document.components, securitySchemes } } as OpenApiDocument,
      (_keys, operation) => ({ ...operation, security: renameInList(operation.security) }),
    ),
    findOriginalKeys(keys) {
      const isScheme = keys[0] === "components" && keys[1] === "securitySchemes";
      return base.findOriginalKeys(keys.map((key, index) => (isScheme && index === 2 && oldNames.get(key)) || key));
    },
  };
}

/** The new name of each scheme that has another one. */
function pairNames(base: Parts, next: Parts): ReadonlyMap<string, string> {
  const isSame = (name: string, other: string) => isDeepStrictEqual(base[name], next[other]);
  const old = Object.keys(base).filter((name) => !isSame(name, name));
  const free = Object.keys(next).filter((name) => !isSame(name, name));
  const names = new Map<string, string>();
  for (const name of old) {
    const index = free.findIndex((other) => isSame(name, other));
    for (const other of index === -1 ? [] : free.splice(index, 1)) names.set(name, other);
  }
  const taken = new Set(names.values());
  for (const name of old) if (!names.has(name) && taken.has(name)) names.set(name, `${name} (before)`);
  return names;
}

/** The security schemes without their descriptions. */
function readSchemes(document: OpenApiDocument): Parts {
  const schemes = Object.entries(document.components?.securitySchemes ?? {});
  return Object.fromEntries(
    schemes.map(([name, scheme]) => [
      name,
      JSON.parse(JSON.stringify(replaceReference(document, scheme)), (key, value) =>
        key === "description" || key === "bearerFormat" || key.startsWith("x-") ? undefined : value,
      ),
    ]),
  );
}
