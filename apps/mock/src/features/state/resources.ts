import type { Operation } from "../../prism/operation.ts";
import type { Routes } from "../../prism/routes.ts";
import { type EntityType, type Operations, readListType, readType } from "./entity-type.ts";
import type { Step } from "./places.ts";

/** What a path of the document stands for. */
export interface Resource {
  /** A list of items, their number, one of them, an object that there is once, or something else, such as a function. */
  readonly kind: "list" | "count" | "item" | "single" | "other";
  readonly operations: Operations;
  /** For each segment of the path whether it is the key of an item. */
  readonly areKeys: readonly boolean[];
  /** What its entities are: those of a list are its items. */
  readonly type: EntityType;
}

const known = new WeakMap<Routes, ReadonlyMap<string, Resource>>();

/** What the paths of a document stand for, by their templates without the names of the parameters. */
function getResources(routes: Routes): ReadonlyMap<string, Resource> {
  const resources = known.get(routes) ?? readResources(routes);
  known.set(routes, resources);
  return resources;
}

/** Finds what a path template stands for. The names of its parameters do not matter. */
export function findResource(routes: Routes, template: string): Resource | undefined {
  return getResources(routes).get(normalizeTemplate(template));
}

/** The names of what the document has directly below a path, and can be read. */
export function listNavigation(routes: Routes, template: string): Set<string> {
  const prefix = `${normalizeTemplate(template)}/`;
  const names = [...getResources(routes)].flatMap(([path, { operations }]) =>
    path.startsWith(prefix) && operations.has("get") ? path.slice(prefix.length) : [],
  );
  return new Set(names.filter((name) => /^\w+$/.test(name)).toSorted());
}

/** The steps to a path of a resource. */
export function listSteps({ areKeys }: Resource, path: string): Step[] {
  const segments = path.split("/").slice(1);
  return segments.map((segment, index): Step => [areKeys[index + 1] ? "items" : "members", segment]);
}

function normalizeTemplate(template: string): string {
  return template.replace(/\{[^{}]+\}/g, "{}");
}

function readResources({ paths, failures }: Routes): Map<string, Resource> {
  const groups = new Map<string, Map<string, Operation>>();
  for (const { template, operations } of paths) {
    const group = groups.get(normalizeTemplate(template)) ?? new Map<string, Operation>();
    for (const { operation } of operations)
      if (!group.has(operation.method) && !failures.has(operation)) group.set(operation.method, operation);
    groups.set(normalizeTemplate(template), group);
  }
  const lists = new Map<string, EntityType>();
  for (const [template, operations] of groups) {
    const type = readListType(operations, groups.get(`${template}/{}`));
    if (type !== undefined) lists.set(template, type);
  }
  return new Map([...groups].map(([template, group]) => [template, createResource(template, group, lists)]));
}

function createResource(template: string, operations: Operations, lists: ReadonlyMap<string, EntityType>): Resource {
  const segments = template.split("/");
  const areKeys = segments.map((segment, index) => segment === "{}" && lists.has(segments.slice(0, index).join("/")));
  const common = { operations, areKeys };
  const ownList = lists.get(template);
  if (ownList !== undefined) return { ...common, kind: "list", type: ownList };
  const last = segments.at(-1);
  const outerList = lists.get(segments.slice(0, -1).join("/"));
  if (outerList !== undefined && last === "{}") return { ...common, kind: "item", type: outerList };
  if (outerList !== undefined && last === "$count") return { ...common, kind: "count", type: outerList };
  const read = operations.get("get");
  const type = readType(read);
  const isChanged = ["patch", "put", "delete"].some((method) => operations.has(method));
  const isDerived = [...type.properties.values()].flat().some((schema) => "x-derived-from" in schema);
  return { ...common, kind: read !== undefined && (isChanged || isDerived) ? "single" : "other", type };
}
