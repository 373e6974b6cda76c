import { measureMemory } from "../../server/measure-memory.ts";
import { HttpError } from "../../validation/http-error.ts";

/** A segment of a path: the key of an item, or the name of anything else. */
export type Step = readonly [kind: "items" | "members", name: string];

/** What is kept at a path. */
export interface Place {
  /** What an entity consists of beside what was written. Default: the document's example. */
  readonly base?: object | undefined;
  /** The properties that were written. */
  readonly written?: object | undefined;
  /** Whether a request has created the entity: nothing below it is an example. */
  readonly isCreated?: boolean | undefined;
  readonly isDeleted?: boolean | undefined;
}

/** A place with the places below it. */
export interface PlaceNode extends Place {
  readonly items?: ReadonlyMap<string, PlaceNode>;
  readonly members?: ReadonlyMap<string, PlaceNode>;
}

/** What is found at a path. */
export interface Found {
  readonly place: PlaceNode | undefined;
  readonly exists: boolean;
  /** Whether an item that the path belongs to does not exist. */
  readonly isBelowNothing: boolean;
  /** Whether what was never written exists there as the document's example. */
  readonly isExample: boolean;
}

/** The tree of everything that a stateful mock keeps. */
export interface Places {
  find(steps: readonly Step[]): Found;
  /**
   * Replaces a part of what is kept at a path.
   *
   * @throws {HttpError} 507 where no more can be kept.
   */
  write(steps: readonly Step[], part: Place): void;
  /**
   * Deletes the entity at a path, and everything below it.
   *
   * @throws {HttpError} 507 where it cannot be kept that the entity is deleted.
   */
  remove(steps: readonly Step[]): void;
  /** Discards everything that was written. */
  reset(): void;
}

/** What exists at the start, by its paths. */
export type SeededPlaces = readonly (readonly [steps: readonly Step[], place: Place])[];

interface Node extends Place {
  items?: Map<string, Node>;
  members?: Map<string, Node>;
  /** What it counts of `maxSize`, without the places below it. */
  readonly size: number;
}

/** Bytes of everything that was written. */
const maxSize = 16 * 2 ** 20;
/** What a place costs beside its entity and its name. */
const bytesPerPlace = 500;

/** @param seed what exists at the start; nothing else does. Without it, everything exists as an example. */
export function createPlaces(seed: SeededPlaces | undefined): Places {
  const hasExamples = seed === undefined;
  let root = plant(seed ?? []);
  let totalSize = 0;
  /** Puts a place where there is another one or none, as far as there is space in place of what is freed. */
  const replace = (steps: readonly Step[], current: Node | undefined, freed: number, next: Place) => {
    const { isDeleted, base, written } = next;
    const [, name = ""] = steps.at(-1) ?? [];
    const size = bytesPerPlace + name.length + measureMemory(base) + measureMemory(written);
    if (totalSize - freed + size > maxSize)
      throw new HttpError(507, "The mock keeps no more than 16 MiB. A POST to /_mock/reset discards what was written.");
    totalSize += size - freed;
    setChild(root, steps, isDeleted ? { ...next, size } : { ...current, ...next, size });
  };
  return {
    find: (steps) => findPlace(root, steps, hasExamples),
    write(steps, part) {
      const current = getNode(root, steps);
      const { base, written } = { ...current, ...part };
      replace(steps, current, current?.size ?? 0, { ...part, base, written, isDeleted: undefined });
    },
    remove(steps) {
      const current = getNode(root, steps);
      const freed = current === undefined ? 0 : sumSizes(current);
      const [kind, name] = steps.at(-1) ?? ["members", ""];
      // Where items do not exist by themselves, nothing needs to be kept of one that is deleted.
      const isForgotten = kind === "items" && !findPlace(root, steps, hasExamples).isExample;
      if (!isForgotten) return replace(steps, current, freed, { isDeleted: true });
      totalSize -= freed;
      getNode(root, steps.slice(0, -1))?.items?.delete(name);
    },
    reset() {
      root = plant(seed ?? []);
      totalSize = 0;
    },
  };
}

/** What was seeded does not count: the limit is for what requests write. */
function plant(seed: SeededPlaces): Node {
  const root: Node = { size: 0 };
  for (const [steps, place] of seed) setChild(root, steps, { ...getNode(root, steps), ...place, size: 0 });
  return root;
}

function getNode(root: Node, steps: readonly Step[]): Node | undefined {
  return steps.reduce<Node | undefined>((node, [kind, name]) => node?.[kind]?.get(name), root);
}

function setChild(root: Node, steps: readonly Step[], child: Node): void {
  let node = root;
  for (const [index, [kind, name]] of steps.entries()) {
    const children = node[kind] ?? new Map<string, Node>();
    node[kind] = children;
    const next = index === steps.length - 1 ? child : (children.get(name) ?? { size: 0 });
    children.set(name, next);
    node = next;
  }
}

function sumSizes({ size, items, members }: Node): number {
  const below = [...(items?.values() ?? []), ...(members?.values() ?? [])];
  return below.reduce((sum, node) => sum + sumSizes(node), size);
}

function findPlace(root: Node, steps: readonly Step[], hasExamples: boolean): Found {
  const nothing = { place: undefined, exists: false, isBelowNothing: true, isExample: false };
  let place: Node | undefined = root;
  let isExample = hasExamples;
  let hasOwner = false;
  for (const [index, [kind, name]] of steps.entries()) {
    place = place?.[kind]?.get(name);
    const isOwn = place?.written !== undefined;
    if (index === steps.length - 1) {
      const exists = !place?.isDeleted && (isOwn || isExample || (kind === "members" && hasOwner));
      return { place: place?.isDeleted ? undefined : place, exists, isBelowNothing: false, isExample };
    }
    if (place?.isDeleted) return nothing;
    if (kind === "members") continue;
    if (place === undefined && !isExample) return nothing;
    hasOwner = isOwn || isExample;
    isExample &&= place?.isCreated !== true;
  }
  return nothing;
}
