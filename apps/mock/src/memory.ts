/** What a stateful mock remembers: an entity for each path that has been written to, or seeded. */
export interface Memory {
  /** The entity at a path; `undefined` where there is none yet. */
  get(path: string): object | undefined;
  /** Whether there is nothing at a path because only what was seeded exists. */
  isMissing(path: string): boolean;
  /** Puts the changed properties over those of the entity, and returns the whole. */
  merge(path: string, entity: object, changes: object): object;
  /** Forgets all that has been written. */
  reset(): void;
}

/** Entities by their paths below the API's root. */
export type Seed = Readonly<Record<string, object>>;

export function createMemory(seed: Seed | undefined): Memory {
  const seeded = new Map(Object.entries(seed ?? {}).map(([path, entity]) => [canonical(path), entity]));
  let entities = new Map(seeded);
  return {
    get: (path) => entities.get(canonical(path)),
    isMissing: (path) => seed !== undefined && !entities.has(canonical(path)),
    merge(path, entity, changes) {
      const merged = { ...entity, ...changes };
      entities.set(canonical(path), merged);
      return merged;
    },
    reset() {
      entities = new Map(seeded);
    },
  };
}

// One spelling for each path, however its characters are encoded.
function canonical(path: string): string {
  return path
    .split("/")
    .map((segment) => encodeURIComponent(decodeURIComponent(segment)))
    .join("/");
}
