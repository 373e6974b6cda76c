import { findSuccessContent } from "../../prism/documented-response.ts";
import type { Operation } from "../../prism/operation.ts";
import { listParts, listPropertySchemas, listTypes, type Schema } from "../../prism/schema-parts.ts";

/** What the document says about the entities of a list, or about one that there is once. */
export interface EntityType {
  /** The GET of one entity. */
  readonly read: Operation | undefined;
  /** The schemas of each property. */
  readonly properties: ReadonlyMap<string, readonly Schema[]>;
  readonly required: ReadonlySet<string>;
  /** The GET of the list that they are in. */
  readonly list?: Operation;
  /** The property that is the last segment of an entity's path. */
  readonly key?: string | undefined;
  /** The parameter that is, and an operation that has it. */
  readonly parameter?: string | undefined;
  readonly operation?: Operation | undefined;
  /** Whether the document has a way to change what the list holds, or to read one item of it. */
  readonly isChangeable?: boolean;
  readonly page?: PageType;
}

/** What the document says about the pages of a list. */
interface PageType {
  readonly hasNextLink: boolean;
  readonly isCountRequired: boolean;
  /** How many items a page may have. */
  readonly maxItems: number;
}

export type Operations = ReadonlyMap<string, Operation>;

/** Reads what the items of a list are; `undefined` where the operations are not those of a list. */
export function readListType(operations: Operations, ofItem: Operations | undefined): EntityType | undefined {
  const list = operations.get("get");
  if (list === undefined) return undefined;
  const parts = listParts(list, findSuccessContent(list)?.schema);
  const values = listPropertySchemas(parts, "value").flatMap((schema) => listParts(list, schema));
  const items = values.flatMap((value) => listParts(list, value.items));
  const types = new Set(listTypes(items));
  if (!listTypes(values).includes("array") || (types.size > 0 && !types.has("object"))) return undefined;
  const read = ofItem?.get("get");
  const itemParts = items.map((schema): OwnedSchema => [list, schema]);
  const type = readType(read, itemParts);
  const [operation] = ofItem?.values() ?? [];
  const parameter = operation && /\{([^{}]+)\}$/.exec(operation.path)?.[1];
  return {
    ...type,
    list,
    key: [parameter, "id"].find((name) => name !== undefined && type.properties.has(name)),
    parameter,
    operation,
    isChangeable: operations.has("post") || ofItem !== undefined,
    page: {
      hasNextLink: listPropertySchemas(parts, "@odata.nextLink").length > 0,
      isCountRequired: parts.some(({ required }) => required?.includes("@odata.count")),
      maxItems: Math.min(...values.map(({ maxItems = Number.POSITIVE_INFINITY }) => maxItems)),
    },
  };
}

/** A schema and the operation that has it. */
type OwnedSchema = readonly [operation: Operation, schema: Schema];

/** Reads what an operation returns. */
export function readType(read: Operation | undefined, others: readonly OwnedSchema[] = []): EntityType {
  const parts = read === undefined ? [] : listParts(read, findSuccessContent(read)?.schema);
  const owned = [...others, ...parts.map((schema): OwnedSchema => [read as Operation, schema])];
  const properties = new Map<string, Schema[]>();
  for (const [operation, { properties: own = {} }] of owned)
    for (const [name, schema] of Object.entries(own))
      properties.set(name, [...(properties.get(name) ?? []), ...listParts(operation, schema)]);
  const required = new Set(owned.flatMap(([, schema]) => schema.required ?? []));
  return { read, properties, required };
}

/** The value of a property that is a key. */
export type Key = string | number;

export function isKey(value: unknown): value is Key {
  return typeof value === "string" || typeof value === "number";
}

/** The last segment of an entity's path; `undefined` where the entity has no key. */
export function getKey(type: EntityType, entity: object): string | undefined {
  const [key] = splitKey(type, entity);
  return isKey(key) ? encodeURIComponent(key) : undefined;
}

/** The value of an entity's key, and the other properties. */
export function splitKey({ key }: EntityType, entity: object): [key: unknown, rest: Record<string, unknown>] {
  const entries = Object.entries(entity);
  return [entries.find(([name]) => name === key)?.[1], Object.fromEntries(entries.filter(([name]) => name !== key))];
}
