/** A random UUID (RFC 9562, version 4). */
export function createUuid(): string {
  // Only https pages and pages of this machine have `randomUUID`.
  return (
    crypto.randomUUID?.() ??
    "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx".replace(/x/g, () => {
      return ((crypto.getRandomValues(new Uint8Array(1))[0] as number) & 15).toString(16);
    })
  );
}
