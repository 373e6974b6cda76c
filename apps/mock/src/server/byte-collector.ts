/** Collects the chunks of a body in one buffer: a chunk of one byte takes one byte, where a `Buffer` of its own takes hundreds. */
export function createByteCollector(): { add(chunk: Buffer): void; join(): Buffer } {
  let buffer: Buffer = Buffer.alloc(0);
  let size = 0;
  return {
    add(chunk) {
      if (size + chunk.length > buffer.length) {
        const larger = Buffer.allocUnsafeSlow(Math.max(2 * size, size + chunk.length));
        buffer.copy(larger, 0, 0, size);
        buffer = larger;
      }
      chunk.copy(buffer, size);
      size += chunk.length;
    },
    join: () => buffer.subarray(0, size),
  };
}
