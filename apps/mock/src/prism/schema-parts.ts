import type { Operation } from "./operation.ts";
import { findTarget } from "./operation-schemas.ts";

/** The keywords of a schema that say which types its values have, and which properties. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly allOf?: readonly unknown[];
  readonly anyOf?: readonly unknown[];
  readonly oneOf?: readonly unknown[];
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly patternProperties?: Readonly<Record<string, unknown>>;
  readonly additionalProperties?: unknown;
  readonly items?: unknown;
  readonly maxItems?: number;
  readonly prefixItems?: readonly unknown[];
  readonly additionalItems?: unknown;
  readonly required?: readonly string[];
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
}

/** Lists a schema of an operation and those that it consists of: the one it refers to, and those of `allOf`, `anyOf` and `oneOf`. */
export function listParts(operation: Operation, schema: unknown, known: Set<unknown> = new Set()): Schema[] {
  if (typeof schema !== "object" || schema === null || known.has(schema)) return [];
  known.add(schema); // a schema may refer to itself
  const { allOf, anyOf, oneOf } = schema as Schema;
  const parts = [findTarget(operation, schema), allOf, anyOf, oneOf].flat();
  return [...parts.flatMap((part) => listParts(operation, part, known)), schema];
}

/** Lists the types that parts of a schema name, or that their keywords are for. */
export function listTypes(parts: readonly Schema[]): string[] {
  return parts.flatMap(({ type, properties, items }) => {
    if (type !== undefined) return type;
    if (properties !== undefined) return ["object"];
    return items === undefined ? [] : ["array"];
  });
}

/** Lists the schemas that parts of a schema have for a property of an object. */
export function listPropertySchemas(parts: readonly Schema[], name: string): unknown[] {
  return parts.flatMap(({ properties = {} }) => (Object.hasOwn(properties, name) ? [properties[name]] : []));
}
