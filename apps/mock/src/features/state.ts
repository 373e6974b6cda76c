import { DocumentError, type ServedDocument } from "../prism/document.ts";
import { validateResponse } from "../prism/instance.ts";
import { findRoute, type Routes } from "../prism/routes.ts";

/** What a stateful mock keeps: an entity for each path that was written to, or seeded. */
export interface State {
  /** The entity at a path; `undefined` where there is none yet. */
  get(path: string): object | undefined;
  /** Whether a path does not exist: with a seed, only the seeded paths do. */
  isMissing(path: string): boolean;
  /** Sets the changed properties of the entity at a path, or of the given one where there is none yet; returns the result. */
  merge(path: string, initial: object, changes: object): object;
  /** Discards everything that was written. */
  reset(): void;
}

/** Entities by their paths below the API's root. */
export type Seed = Readonly<Record<string, object>>;

/** @param seed the entities that exist at the start; no others exist */
export function createState(seed: Seed | undefined): State {
  const seeded = new Map(Object.entries(seed ?? {}).map(([path, entity]) => [normalizePath(path), entity]));
  let entities = new Map(seeded);
  return {
    get: (path) => entities.get(normalizePath(path)),
    isMissing: (path) => seed !== undefined && !entities.has(normalizePath(path)),
    merge(path, initial, changes) {
      const key = normalizePath(path);
      const merged = { ...(entities.get(key) ?? initial), ...changes };
      entities.set(key, merged);
      return merged;
    },
    reset() {
      entities = new Map(seeded);
    },
  };
}

// `%61` and `a` are the same character of a path.
function normalizePath(path: string): string {
  return path
    .split("/")
    .map((segment) => encodeURIComponent(decodeURIComponent(segment)))
    .join("/");
}

/**
 * Checks that each path of a seed can be read, and that each entity is what the document says.
 *
 * @returns the entities by their paths in the form that requests have, once their addresses are found.
 * @throws {DocumentError}
 */
export async function checkSeed({ routes }: ServedDocument, seed: Seed): Promise<Seed> {
  const entities: [string, object][] = [];
  for (const [path, entity] of Object.entries(seed)) {
    const { route, address } = findRoute(routes, { path, search: "" }, "GET");
    const operation = route?.operations.get("get");
    if (operation === undefined) {
      const isReadable = ({ operations }: Routes["paths"][number]) =>
        operations.some((served) => served.operation.method === "get");
      const readable = routes.paths.filter(isReadable).map(({ template }) => template);
      throw new DocumentError(`The seed's path ${path} cannot be read. These can: ${readable.join(", ")}.`);
    }
    entities.push([address.path, entity]);
    const headers = { "content-type": "application/json" };
    const violations = await validateResponse(operation, { statusCode: 200, headers, body: entity });
    const violation = violations.find(({ location }) => location[1] === "body");
    if (violation !== undefined)
      throw new DocumentError(`The seed's ${path} is not what the document says: ${violation.message}`);
  }
  return Object.fromEntries(entities);
}
