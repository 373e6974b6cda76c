import { type Entity, validateSuccess } from "./examples.ts";
import type { Outcome, StateRequest } from "./outcome.ts";
import { countItems, createPage } from "./page.ts";
import { type Query, readQuery } from "./query.ts";
import { locateOuter, type ResourcePath, readEntity, type StateSource } from "./read.ts";
import { listNavigation } from "./resources.ts";
import { type ShapedRequest, shapeEntity } from "./shape.ts";

/** Reads a page of a list. */
export function readList(source: StateSource, at: ResourcePath, request: StateRequest): Promise<Outcome> {
  return readShaped(source, at, `${at.template}/{}`, request, (shaped) => createPage(source, at, shaped));
}

/** Reads one entity. */
export function readOne(source: StateSource, at: ResourcePath, request: StateRequest): Promise<Outcome> {
  return readShaped(source, at, at.template, request, async (shaped) => {
    const entity = await readEntity(source, at);
    return entity && shapeEntity(source, at, entity, shaped);
  });
}

/** Counts the items of the list that the path names before its last segment. */
export async function readCount(source: StateSource, at: ResourcePath, request: StateRequest): Promise<Outcome> {
  const list = locateOuter(source, at);
  if (list === undefined) return {};
  const query = readQuery(request.operation, request.input, list.resource.type, new Set());
  return { body: await countItems(source, list, query), violations: query.violations };
}

async function readShaped(
  source: StateSource,
  at: ResourcePath,
  itemTemplate: string,
  { operation, input, address, host }: StateRequest,
  read: (request: ShapedRequest) => Promise<Entity | undefined>,
): Promise<Outcome> {
  const navigation = listNavigation(source.routes, itemTemplate);
  const query = readQuery(operation, input, at.resource.type, navigation);
  const apiUrl = `http://${host}${address.sentBasePath}`;
  const readAs = (own: Query) => read({ query: own, sentQuery: address.query, apiUrl });
  const body = await readAs(query);
  if (query.expand.length === 0 || validateSuccess(operation, body).length === 0)
    return { body, violations: query.violations };
  const message = "The document does not allow what is expanded in the response, so that $expand has no effect.";
  const violation = { location: ["request", "query", "$expand"], code: "unsupported", message };
  return { body: await readAs({ ...query, expand: [] }), violations: [...query.violations, violation] };
}
