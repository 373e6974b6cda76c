// JSON pointers, RFC 6901.

/** The keys that lead from the root of a value to one of its parts. */
export type Keys = readonly (string | number)[];

/**
 * The JSON pointer for the keys; the empty string for the root.
 *
 * @example formatPointer(["paths", "/me", "get"]) // "/paths/~1me/get"
 */
export function formatPointer(keys: Keys): string {
  return keys.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/**
 * The keys of a JSON pointer. A leading `#`, as in a `$ref`, is skipped.
 *
 * @example parsePointer("#/paths/~1me/get") // ["paths", "/me", "get"]
 */
export function parsePointer(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The part of a value that the keys lead to; `undefined` where there is none. */
export function getValue(root: unknown, keys: Keys): unknown {
  return keys.reduce<unknown>(
    (value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    root,
  );
}

function isObject(value: unknown): value is Record<string | number, unknown> {
  return typeof value === "object" && value !== null;
}
