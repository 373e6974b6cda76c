import { createRandom } from "../../src/features/random.ts";

/** Returns a number from 0 to 1. */
export type Random = () => number;

/** Creates a generator that gives the same numbers for the same texts and numbers. */
export function createNamedRandom(...names: readonly (string | number)[]): Random {
  let seed = 0x811c9dc5; // FNV-1a
  for (const character of names.join("\0")) seed = Math.imul(seed ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return createRandom(seed);
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[randomInteger(random, items.length)] as Item;
}

export function randomInteger(random: Random, below: number): number {
  return Math.floor(random() * below);
}

export function randomBytes(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => randomInteger(random, 256)));
}

/** Splits a text into words, and adds the empty word. */
export function splitWords(text: string): string[] {
  return ["", ...text.split(/\s+/)];
}

/** Changes, repeats or removes some of the bytes. */
export function mutateBytes(random: Random, original: Buffer): Buffer {
  let result = original;
  for (let round = 0; round <= randomInteger(random, 4); round++) {
    const at = randomInteger(random, result.length + 1);
    const texts = ["\0", "\r\n", ""].map((text) => Buffer.from(text));
    const insert = pick(random, [randomBytes(random, 1), result.subarray(0, at), ...texts]);
    result = Buffer.concat([result.subarray(0, at), insert, result.subarray(at + randomInteger(random, 3))]);
  }
  return result;
}
