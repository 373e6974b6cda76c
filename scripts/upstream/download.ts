import { readFile } from "node:fs/promises";
import { UpstreamError } from "@run-summary/upstream";

/** Where a file comes from: an address, or a path. Without an origin, the file of the snapshot stays. */
export interface Origins {
  readonly metadata?: string;
  readonly permissions?: string;
}

export function isAddress(origin: string): boolean {
  return /^https?:\/\//.test(origin);
}

// The metadata has eight million bytes, and the permissions file three.
const maxBytes = 100_000_000;

/**
 * Reads a file from a path or an address.
 *
 * @throws {UpstreamError} where it cannot be read, or takes longer.
 */
export async function readOrigin(origin: string, seconds: number): Promise<string> {
  try {
    return isAddress(origin) ? await download(origin, seconds) : await readFile(origin, "utf8");
  } catch (error) {
    const { message, cause, name } = error as Error;
    const reason =
      name === "TimeoutError" ? `no response within ${seconds} s` : ((cause as Error | undefined)?.message ?? message);
    throw new UpstreamError(`${origin} cannot be read: ${reason}. The snapshot stays as it is.`, { cause: error });
  }
}

async function download(address: string, seconds: number): Promise<string> {
  const response = await fetch(address, { signal: AbortSignal.timeout(seconds * 1000) });
  if (!response.ok) throw new Error(`the response is ${response.status} ${response.statusText}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) throw new Error(`it has more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
