import { randomUUID } from "node:crypto";
import { isRecord } from "@run-summary/openapi";
import { createRequest } from "../../prism/instance.ts";
import { createExampleResponse } from "../../prism/negotiation.ts";
import { listTypes } from "../../prism/schema-parts.ts";
import { HttpError } from "../../validation/http-error.ts";
import { readParameters } from "../../validation/parameters.ts";
import { validateParameters } from "../../validation/validate-parameters.ts";
import { type EntityType, isKey, type Key } from "./entity-type.ts";
import { type Entity, validateEntity } from "./examples.ts";

const maxSamples = 100;
/** The last numbers that were keys. */
const lastNumbers = new WeakMap<EntityType, number>();

/**
 * Makes the key of a new item: a UUID, or the next number, or a sample of the key's schema.
 *
 * @param isTaken whether a path of the list has this last segment
 * @throws {HttpError} 507 where no key is left.
 */
export async function makeKey(type: EntityType, example: Entity, isTaken: (name: string) => boolean): Promise<Key> {
  const types = listTypes((type.key === undefined ? undefined : type.properties.get(type.key)) ?? []);
  const isNumeric = types.includes("integer") || types.includes("number");
  const uuid = randomUUID();
  if (isValidKey(type, example, uuid)) return uuid;
  const next = findNextNumber(type, isTaken);
  for (const key of isNumeric ? [next] : [String(next)]) if (isValidKey(type, example, key)) return key;
  for (let count = 0; count < maxSamples; count++) {
    const key = await sampleKey(type);
    if (key !== undefined && !isTaken(encodeURIComponent(key)) && isValidKey(type, example, key)) return key;
  }
  throw new HttpError(507, "The mock has found no key for another item. A POST to /_mock/reset discards the others.");
}

function findNextNumber(type: EntityType, isTaken: (name: string) => boolean): number {
  let next = (lastNumbers.get(type) ?? 0) + 1;
  while (isTaken(String(next))) next++;
  lastNumbers.set(type, next);
  return next;
}

/** Whether the document allows a key: as a property, and in the path. */
export function isValidKey(type: EntityType, example: Entity, key: Key): boolean {
  const { key: property, parameter, operation } = type;
  const violations = property === undefined ? [] : validateEntity(type, { ...example, [property]: key });
  if (violations.some(({ location: [, , name] }) => name === property)) return false;
  const parameters = operation?.request.path.filter(({ name }) => name === parameter) ?? [];
  if (operation === undefined || parameter === undefined) return true;
  const read = readParameters(operation, "path", parameters, { [parameter]: String(key) });
  return validateParameters(operation, read, "request").length === 0;
}

async function sampleKey({ key, read, list }: EntityType): Promise<Key | undefined> {
  const operation = read ?? list;
  if (operation === undefined || key === undefined) return undefined;
  const { body } = await createExampleResponse(operation, createRequest(operation), { dynamic: true });
  const { value } = isRecord(body) ? body : {};
  const entity = operation === list && Array.isArray(value) ? value[0] : body;
  const sample = isRecord(entity) ? entity[key] : undefined;
  return isKey(sample) ? sample : undefined;
}
