/** A random UUID (RFC 9562, version 4). Pages over plain http have no `crypto.randomUUID`. */
export function createUuid(): string {
  return "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx".replace(/x/g, () => {
    return ((crypto.getRandomValues(new Uint8Array(1))[0] as number) % 16).toString(16);
  });
}
