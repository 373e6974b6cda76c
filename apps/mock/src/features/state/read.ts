import { isRecord } from "@run-summary/openapi";
import { createDocumentedError } from "../../prism/documented-response.ts";
import type { Operation } from "../../prism/operation.ts";
import type { Routes } from "../../prism/routes.ts";
import { type Derivation, deriveValue, listDerivations } from "./derived.ts";
import { createExampleEntity, type Entity, listExampleItems } from "./examples.ts";
import type { Place, Places, Step } from "./places.ts";
import { findResource, listSteps, type Resource } from "./resources.ts";

/** What is read: the places, and the paths of the document that they are for. */
export interface StateSource {
  readonly places: Places;
  readonly routes: Routes;
}

/** A path of the document, with the values of its parameters. */
export interface ResourcePath {
  readonly resource: Resource;
  readonly template: string;
  readonly path: string;
  readonly steps: readonly Step[];
}

/** Finds what the document has at a path. */
export function locate(
  { routes }: Pick<StateSource, "routes">,
  template: string,
  path: string,
): ResourcePath | undefined {
  const resource = findResource(routes, template);
  return resource && { resource, template, path, steps: listSteps(resource, path) };
}

/** The entity at a path; `undefined` where it does not exist, or is no object. */
export async function readEntity(source: StateSource, at: ResourcePath): Promise<Entity | undefined> {
  const { place, exists } = source.places.find(at.steps);
  return exists ? composeEntity(source, at, place) : undefined;
}

/** An entity consists of an example, of what was made when it was created, of what follows from lists, and of what was written. */
async function composeEntity(
  source: StateSource,
  at: ResourcePath,
  place: Place | undefined,
): Promise<Entity | undefined> {
  const [, key = ""] = at.steps.at(-1) ?? [];
  const base = place?.base ?? (await createExampleEntity(at.resource.type, key));
  if (!isRecord(base)) return undefined;
  return { ...base, ...(await deriveProperties(source, at)), ...place?.written };
}

async function deriveProperties(source: StateSource, at: ResourcePath): Promise<Entity> {
  const derivations = listDerivations(at.resource.type);
  const groups = Map.groupBy(derivations, ({ list }) => list);
  const lists = [...groups].map(async ([name, group]) => deriveFromList(source, at, name, group));
  return Object.assign({}, ...(await Promise.all(lists)));
}

async function deriveFromList(
  source: StateSource,
  at: ResourcePath,
  name: string,
  derivations: Derivation[],
): Promise<Entity> {
  const outer = at.resource.kind === "item" ? at : { template: cutSegment(at.template), path: cutSegment(at.path) };
  const list = locate(source, `${outer.template}/${name}`, `${outer.path}/${name}`);
  if (list?.resource.kind !== "list") return {};
  const found = source.places.find(list.steps);
  // The examples of a summary and of a list need not agree.
  if (found.isExample && found.place?.items === undefined) return {};
  const items = [...(await readItems(source, list)).values()];
  return Object.fromEntries(derivations.map((one) => [one.property, deriveValue(one, items)]));
}

/** Finds what the document has at a path without its last segment. */
export function locateOuter(source: Pick<StateSource, "routes">, at: ResourcePath): ResourcePath | undefined {
  return locate(source, cutSegment(at.template), cutSegment(at.path));
}

function cutSegment(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/** The items of a list by their keys, in the order of their creation. */
export async function readItems(source: StateSource, list: ResourcePath): Promise<Map<string, Entity>> {
  const { type } = list.resource;
  const found = source.places.find(list.steps);
  const showsExamples = found.isExample || (!type.isChangeable && found.place?.written === undefined);
  const items = showsExamples ? await listExampleItems(type) : new Map<string, Entity>();
  for (const [key, place] of found.place?.items ?? []) {
    if (place.isDeleted) items.delete(key);
    if (place.written === undefined) continue; // only something below it was written
    const item = await composeEntity(source, getItemPath(list, key, source), place);
    if (item !== undefined) items.set(key, item);
  }
  return items;
}

/**
 * Checks that a path exists: a list does below an item that does.
 *
 * @throws {HttpError} 404 where it does not.
 */
export function checkExistence({ places }: StateSource, at: ResourcePath, operation: Operation): void {
  const { isBelowNothing, exists } = places.find(at.steps);
  if (isBelowNothing || (isEntityPath(at) && !exists))
    throw createDocumentedError(operation, 404, `There is nothing at ${at.path}.`);
}

/** Whether an entity is at a path. */
export function isEntityPath({ resource: { kind } }: ResourcePath): boolean {
  return kind === "item" || kind === "single";
}

/** The path of an item of a list. */
export function getItemPath(list: ResourcePath, key: string, source: Pick<StateSource, "routes">): ResourcePath {
  const template = `${list.template}/{}`;
  const path = `${list.path}/${key}`;
  const resource = findResource(source.routes, template) ?? { ...list.resource, kind: "item" };
  return { resource, template, path, steps: [...list.steps, ["items", key]] };
}
