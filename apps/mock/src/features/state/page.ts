import { compareValues } from "./compare-values.ts";
import { type Entity, getExample } from "./examples.ts";
import { createNextLink, pageSize } from "./next-link.ts";
import type { Query } from "./query.ts";
import { getItemPath, type ResourcePath, readItems, type StateSource } from "./read.ts";
import { type ShapedRequest, shapeEntity } from "./shape.ts";

const maxPageSize = 1000;

/** Creates the page of a list that a request asks for. */
export async function createPage(source: StateSource, list: ResourcePath, request: ShapedRequest): Promise<Entity> {
  const { query, apiUrl } = request;
  const { page, list: read } = list.resource.type;
  const isPaged = page?.hasNextLink === true;
  const { "@odata.nextLink": _, "@odata.count": exampleCount, ...others } = (await getExample(read)) ?? {};
  const all = await listMatches(source, list, query);
  const sorted = query.order.length === 0 ? all : all.toSorted(([, a], [, b]) => compareItems(a, b, query));
  const [size, maxSize] = isPaged ? [pageSize, Math.min(maxPageSize, page.maxItems)] : [sorted.length, sorted.length];
  const end = query.skip + Math.min(query.top ?? size, maxSize);
  const hasMore = isPaged && end < sorted.length && end > query.skip;
  const isCounted = (query.isCounted ?? exampleCount !== undefined) || page?.isCountRequired;
  const items = sorted.slice(query.skip, end).map(([key, item]) => {
    return shapeEntity(source, getItemPath(list, key, source), item, request);
  });
  return {
    ...others,
    ...(isCounted ? { "@odata.count": sorted.length } : {}),
    ...(hasMore ? { "@odata.nextLink": createNextLink(apiUrl + list.path, request.sentQuery, end) } : {}),
    value: await Promise.all(items),
  };
}

/** Counts the items of a list that a request asks for. */
export async function countItems(source: StateSource, list: ResourcePath, query: Query): Promise<number> {
  return (await listMatches(source, list, query)).length;
}

async function listMatches(
  source: StateSource,
  list: ResourcePath,
  query: Query,
): Promise<[key: string, item: Entity][]> {
  const items = await readItems(source, list);
  return [...items].filter(([, item]) => isMatch(item, query));
}

function isMatch(item: Entity, { filter }: Query): boolean {
  return filter.every(({ property, value }) => (item[property] ?? null) === value);
}

function compareItems(a: Entity, b: Entity, { order }: Query): number {
  for (const { property, isDescending } of order) {
    const result = compareValues(a[property], b[property]);
    if (result !== 0) return isDescending ? -result : result;
  }
  return 0;
}
