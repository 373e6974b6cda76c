import { DocumentError, type ServedDocument } from "../prism/document.ts";
import { findRoute, type Routes } from "../prism/routes.ts";
import { validateResponse } from "../prism/validate-response.ts";
import { HttpError } from "../validation/http-error.ts";

/** What a stateful mock keeps: an entity for each path that was written to, or seeded. */
export interface State {
  /** The entity at a path; `undefined` where there is none yet. */
  get(path: string): object | undefined;
  /** Whether a path does not exist: with a seed, only the seeded paths do. */
  isMissing(path: string): boolean;
  /**
   * Sets the changed properties of the entity at a path, or of the given one where there is none yet; returns the result.
   *
   * @throws {HttpError} 507 where no more can be kept.
   */
  merge(path: string, initial: object, changes: object): object;
  /** Discards everything that was written. */
  reset(): void;
}

/** Entities by their paths below the API's root. */
export type Seed = Readonly<Record<string, object>>;

/** Characters of all entities that were written, as JSON, with their paths. */
const maxSize = 16 * 2 ** 20;
/** What an entity costs beside its characters. */
const entityOverhead = 500;

/** @param seed the entities that exist at the start; no others exist */
export function createState(seed: Seed | undefined): State {
  const seeded = new Map(Object.entries(seed ?? {}).map(([path, entity]) => [normalizePath(path), entity]));
  let entities = new Map(seeded);
  let sizes = new Map<string, number>();
  let totalSize = 0;
  return {
    get: (path) => entities.get(normalizePath(path)),
    isMissing: (path) => seed !== undefined && !entities.has(normalizePath(path)),
    merge(path, initial, changes) {
      const key = normalizePath(path);
      const merged = { ...(entities.get(key) ?? initial), ...changes };
      const size = entityOverhead + key.length + JSON.stringify(merged).length;
      const newTotal = totalSize - (sizes.get(key) ?? 0) + size;
      if (newTotal > maxSize)
        throw new HttpError(
          507,
          "The mock keeps no more than 16 MiB. A POST to /_mock/reset discards what was written.",
        );
      totalSize = newTotal;
      sizes.set(key, size);
      entities.set(key, merged);
      return merged;
    },
    reset() {
      entities = new Map(seeded);
      sizes = new Map();
      totalSize = 0;
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
export function checkSeed({ routes }: ServedDocument, seed: Seed): Seed {
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
    const violations = validateResponse(operation, { statusCode: 200, headers, body: entity });
    const violation = violations.find(({ location }) => location[1] === "body");
    if (violation !== undefined)
      throw new DocumentError(`The seed's ${path} is not what the document says: ${violation.message}`);
  }
  return Object.fromEntries(entities);
}
