import { convertText, isRecord } from "@run-summary/openapi";
import { findSuccessContent } from "../../prism/documented-response.ts";
import { createDefaultExample } from "../../prism/negotiation.ts";
import type { Operation } from "../../prism/operation.ts";
import { listTypes } from "../../prism/schema-parts.ts";
import { validateValue } from "../../prism/validate-value.ts";
import type { Violation } from "../../validation/violation.ts";
import { type EntityType, getKey } from "./entity-type.ts";

/** An object of JSON. */
export type Entity = Readonly<Record<string, unknown>>;

/** The example of an operation's success; `undefined` where it is no object. */
export async function getExample(operation: Operation | undefined): Promise<Entity | undefined> {
  if (operation === undefined) return undefined;
  const { body } = await createDefaultExample(operation);
  return isRecord(body) ? body : undefined;
}

/** Returns what an operation forbids in the body of its success. */
export function validateSuccess(operation: Operation, body: unknown): Violation[] {
  const content = findSuccessContent(operation);
  if (content === undefined) return [];
  return validateValue(operation, content, body, { direction: "response", location: ["body"] });
}

/** Returns what the document forbids in an entity: where it is read alone, or else in its list. */
export function validateEntity({ read, list }: EntityType, entity: Entity): Violation[] {
  const alone = read === undefined ? [] : validateSuccess(read, entity);
  if (alone.length > 0 || list === undefined) return alone;
  const ofItem = validateSuccess(list, { value: [entity] }).filter(({ location: [, , name] }) => name === "value");
  const keysOfItem = 2; // `value/0`
  return ofItem.map((violation) => ({ ...violation, location: violation.location.toSpliced(2, keysOfItem) }));
}

/** The items in the example of a list, by their keys. */
export async function listExampleItems(type: EntityType): Promise<Map<string, Entity>> {
  const { value } = (await getExample(type.list)) ?? {};
  const items = Array.isArray(value) ? value.filter(isRecord) : [];
  return new Map(items.map((item, index) => [getKey(type, item) ?? String(index), item]));
}

/** The first example of an item: of one that is read alone, or else of one in its list. */
export async function getFirstItem(type: EntityType): Promise<Entity | undefined> {
  return (await getExample(type.read)) ?? (await listExampleItems(type)).values().next().value;
}

/** The example of an entity: the one with its key, or the first one, with the key where that is valid. */
export async function createExampleEntity(type: EntityType, key: string): Promise<Entity | undefined> {
  const examples = type.read === undefined ? [] : (findSuccessContent(type.read)?.examples ?? []);
  const values = examples.flatMap((example) => ("value" in example && isRecord(example.value) ? [example.value] : []));
  const items = await listExampleItems(type);
  const own = values.find((value) => getKey(type, value) === key) ?? items.get(key);
  if (own !== undefined) return own;
  const first = await getFirstItem(type);
  if (first === undefined || type.key === undefined) return first;
  const types = listTypes(type.properties.get(type.key) ?? []);
  const withKey = { ...first, [type.key]: convertText(types, decodeURIComponent(key)) };
  return validateEntity(type, withKey).length === 0 ? withKey : first;
}
