import { configure } from "safe-stable-stringify";

const stringify = configure({ circularValue: Error });

/** The indexes of two equal items, the later one first; `undefined` where there are none. The order of an object's keys does not matter. */
export function findDuplicate(items: readonly unknown[]): readonly [later: number, earlier: number] | undefined {
  const known = new Map<string | undefined, number>();
  for (const [index, item] of items.entries()) {
    const text = stringify(item);
    const earlier = known.get(text);
    if (earlier !== undefined) return [index, earlier];
    known.set(text, index);
  }
  return undefined;
}
