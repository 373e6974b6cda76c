import { UsageError } from "@run-summary/command-line";

/** One of several parts of a run, each for a machine of its own. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/**
 * The value of the option `--shard`.
 *
 * @throws {UsageError} where the text is not a number of a shard and the number of all shards.
 */
export function parseShard(text: string): Shard {
  const [index = 0, count = 0] = /^\d{1,4}\/\d{1,4}$/.test(text) ? text.split("/").map(Number) : [];
  if (index >= 1 && index <= count) return { index, count };
  throw new UsageError(
    `--shard takes the number of a shard and the number of all shards, from 1/4 to 4/4 for four of them, not "${text}".`,
  );
}

/** The items of a shard. Each item is in exactly one of the shards; neighbours are in different ones. */
export function takeShard<Item>(items: readonly Item[], { index, count }: Shard): Item[] {
  return items.filter((_item, position) => position % count === index - 1);
}

/** What Vitest takes behind `--`. A package may have fewer test files than there are shards. */
export function formatVitestShard({ index, count }: Shard): string[] {
  return ["--", `--shard=${index}/${count}`, "--passWithNoTests"];
}
