/** What each value costs beside its content: the head of a string, and its place in a list or in a hash table. */
const bytesPerValue = 120;

/** The bytes that a value takes, at most: one for each character where all are ASCII, otherwise two. */
export function measureMemory(value: unknown): number {
  if (typeof value === "string") {
    const isAscii = Buffer.byteLength(value) === value.length;
    return bytesPerValue + value.length * (isAscii ? 1 : 2);
  }
  if (typeof value !== "object" || value === null) return bytesPerValue;
  let bytes = bytesPerValue;
  for (const [key, member] of Object.entries(value)) bytes += key.length + measureMemory(member);
  return bytes;
}
