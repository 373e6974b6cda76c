/** Whether a JSON pointer leads to a location, or to a location within it. */
export function isWithin(pointer: string, location: string): boolean {
  return pointer === location || pointer.startsWith(`${location}/`);
}

/**
 * The locations that have no other location inside them, sorted. A validator that finds wrong items in a list may say nothing
 * about the length of the list. Prism leaves empty names of properties out of its pointers.
 */
export function listInnermost(pointers: readonly string[]): string[] {
  const all = [...new Set(pointers.map((pointer) => pointer.replace(/\/(?=\/|$)/g, "")))];
  return all.filter((pointer) => !all.some((other) => other.startsWith(`${pointer}/`))).toSorted();
}
