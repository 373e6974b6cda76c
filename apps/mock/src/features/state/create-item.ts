import { listTypes, type Schema } from "../../prism/schema-parts.ts";
import { type EntityType, isKey, splitKey } from "./entity-type.ts";
import type { Entity } from "./examples.ts";
import { isValidKey, makeKey } from "./make-key.ts";
import { keepValid, type ValidChanges } from "./valid-changes.ts";

/** An item that is to be created. */
export interface NewItem extends ValidChanges {
  /** The last segment of its path. */
  readonly name: string;
}

/**
 * Creates an item of what a request writes, and of what the service makes: its key, and the properties that are required or
 * read-only.
 *
 * @param example an item of the list
 * @param isTaken whether a path of the list has this last segment
 * @throws {HttpError} 507 where there is no key for another item.
 */
export async function createItem(
  type: EntityType,
  example: Entity,
  changes: Entity,
  isTaken: (name: string) => boolean,
): Promise<NewItem> {
  const [given, rest] = splitKey(type, changes);
  const key = isKey(given) && isValidKey(type, example, given) ? given : await makeKey(type, example, isTaken);
  const name = encodeURIComponent(key);
  const withKey = type.key === undefined ? {} : { [type.key]: key };
  const made = keepValid(type, { ...makeProperties(type, example), ...withKey }, rest);
  return { name, ...(made.violations.length === 0 ? made : keepValid(type, { ...example, ...withKey }, rest)) };
}

/** Makes the properties that a new entity has whatever the request writes. */
function makeProperties({ properties, required }: EntityType, example: Entity): Entity {
  const readable = [...properties].filter(([, schemas]) => !schemas.some(({ writeOnly }) => writeOnly));
  const values = readable.map(([name, schemas]) => {
    const isReadOnly = schemas.some(({ readOnly }) => readOnly);
    const isExpected = required.has(name) || (Object.hasOwn(example, name) && (isReadOnly || name.includes("@")));
    return [name, isExpected ? makeValue(schemas, isReadOnly, example[name]) : findKeyword(schemas, "default")];
  });
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

function makeValue(schemas: readonly Schema[], isReadOnly: boolean, example: unknown): unknown {
  const defaultValue = findKeyword(schemas, "default");
  if (defaultValue !== undefined) return defaultValue;
  if (listTypes(schemas).includes("null")) return null;
  if (isReadOnly && findKeyword(schemas, "format") === "date-time") return new Date().toISOString();
  return example;
}

function findKeyword(schemas: readonly Schema[], keyword: string): unknown {
  return schemas
    .map((schema) => (schema as Readonly<Record<string, unknown>>)[keyword])
    .find((value) => value !== undefined);
}
