import { isObject } from "./is-object.ts";

/** A value as JSON whose objects have their keys sorted: equal values have equal texts. */
export function stableStringify(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort()) : part,
  );
}
