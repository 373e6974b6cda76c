import type { Entity } from "./examples.ts";
import { createNextLink, pageSize } from "./next-link.ts";
import type { Query } from "./query.ts";
import { locate, type ResourcePath, readEntity, readItems, type StateSource } from "./read.ts";

/** A request for entities of a certain shape. */
export interface ShapedRequest {
  readonly query: Query;
  /** The query as it was sent. */
  readonly sentQuery: string;
  /** The address of the API, as the request names it. */
  readonly apiUrl: string;
}

/** Gives an entity the shape that a request asks for: what is expanded is added, and what is not selected is left out. */
export async function shapeEntity(
  source: StateSource,
  at: ResourcePath,
  entity: Entity,
  { query: { expand, select }, apiUrl }: ShapedRequest,
): Promise<Entity> {
  const expanded = await Promise.all(expand.map((name) => expandProperty(source, at, name, apiUrl)));
  const whole: Entity = Object.assign({}, entity, ...expanded);
  if (select === undefined) return whole;
  const { key, required } = at.resource.type;
  // The document promises the required properties, whatever is selected.
  const kept = new Set([...select, ...expand, key, ...required]);
  return Object.fromEntries(Object.entries(whole).filter(([name]) => kept.has(name) || name.includes("@")));
}

async function expandProperty(source: StateSource, at: ResourcePath, name: string, apiUrl: string): Promise<Entity> {
  const inner = locate(source, `${at.template}/${name}`, `${at.path}/${name}`);
  if (inner === undefined) return {};
  if (inner.resource.kind !== "list") {
    const entity = await readEntity(source, inner);
    return entity === undefined ? {} : { [name]: entity };
  }
  const items = [...(await readItems(source, inner)).values()];
  const link = items.length > pageSize && {
    [`${name}@odata.nextLink`]: createNextLink(apiUrl + inner.path, "", pageSize),
  };
  return { [name]: items.slice(0, pageSize), ...link };
}
