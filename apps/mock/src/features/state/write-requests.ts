import { isRecord } from "@run-summary/openapi";
import { createDocumentedError } from "../../prism/documented-response.ts";
import type { Operation } from "../../prism/operation.ts";
import { listParts, listPropertySchemas } from "../../prism/schema-parts.ts";
import { createItem } from "./create-item.ts";
import { type EntityType, splitKey } from "./entity-type.ts";
import { type Entity, getFirstItem, listExampleItems } from "./examples.ts";
import type { Outcome, StateRequest } from "./outcome.ts";
import { getItemPath, type ResourcePath, readEntity, type StateSource } from "./read.ts";
import { keepValid } from "./valid-changes.ts";

/**
 * Creates an item of a list.
 *
 * @throws {HttpError} 409 where there is an item with the key that the request gives, 507 where no more can be kept.
 */
export async function create(source: StateSource, list: ResourcePath, request: StateRequest): Promise<Outcome> {
  const { operation, input, address, host } = request;
  const { type } = list.resource;
  if (!isRecord(input.body)) return {};
  const example = (await getFirstItem(type)) ?? {};
  const examples = await listExampleItems(type);
  const isTaken = (name: string) => {
    const { exists, place } = source.places.find([...list.steps, ["items", name]]);
    return exists && (examples.has(name) || place?.written !== undefined);
  };
  const [changes] = splitWritable(type, operation, input.body);
  const { name, base, changes: written, violations, isValid } = await createItem(type, example, changes, isTaken);
  if (!isValid) return { violations }; // the document has no example to make it of
  if (isTaken(name))
    throw createDocumentedError(operation, 409, `There is already an item with the key ${decodeURIComponent(name)}.`);
  const at = getItemPath(list, name, source);
  source.places.write(at.steps, { base, written, isCreated: true });
  const location = `http://${host}${address.sentBasePath}${at.path}`;
  return { body: await readEntity(source, at), location, violations };
}

/**
 * Changes an entity: a PATCH the properties that it has, a PUT all that can be written.
 *
 * @throws {HttpError} 507 where no more can be kept.
 */
export async function update(source: StateSource, at: ResourcePath, request: StateRequest): Promise<Outcome> {
  const { operation, input } = request;
  const { type } = at.resource;
  const entity = await readEntity(source, at);
  if (entity === undefined || !isRecord(input.body)) return { body: entity };
  // The key stays, as the path does.
  const [, changes] = splitKey(type, splitWritable(type, operation, input.body)[0]);
  const [key] = splitKey(type, entity);
  const readOnly = {
    ...splitWritable(type, operation, entity)[1],
    ...(type.key === undefined ? {} : { [type.key]: key }),
  };
  const replaced = operation.method === "put" ? keepValid(type, readOnly, changes) : undefined;
  const isReplaced = replaced?.violations.length === 0;
  const valid = isReplaced ? replaced : keepValid(type, entity, changes);
  const { place } = source.places.find(at.steps);
  source.places.write(
    at.steps,
    isReplaced ? { base: readOnly, written: changes } : { written: { ...place?.written, ...valid.changes } },
  );
  return { body: await readEntity(source, at), violations: valid.violations };
}

/** Splits an entity into what may be written and then read, and the rest. */
function splitWritable(type: EntityType, operation: Operation, entity: Entity): [writable: Entity, rest: Entity] {
  const contents = operation.request.body?.contents ?? [];
  const parts = contents.flatMap(({ schema }) => listParts(operation, schema));
  const isWritable = (name: string) => {
    const sent = listPropertySchemas(parts, name).flatMap((schema) => listParts(operation, schema));
    return ![...sent, ...(type.properties.get(name) ?? [])].some(({ readOnly, writeOnly }) => readOnly || writeOnly);
  };
  const { writable = [], rest = [] } = Object.groupBy(Object.entries(entity), ([name]) =>
    isWritable(name) ? "writable" : "rest",
  );
  return [Object.fromEntries(writable), Object.fromEntries(rest)];
}
