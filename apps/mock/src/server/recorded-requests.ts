import type { Violation } from "../validation/violation.ts";
import { measureMemory } from "./measure-memory.ts";

/** A request that the mock has responded to. */
export interface RecordedRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded where it has a `content-encoding` that the mock knows, and read as UTF-8. */
  readonly body: string;
  /** The status of the response; 0 where the connection ended without one. */
  readonly status: number;
  readonly violations: readonly Violation[];
  readonly fault?: string | undefined;
}

const maxRequests = 1000;
const maxBytes = 16 * 2 ** 20;

/** Creates a function that appends a request to the list, and removes the oldest ones above the limits. */
export function createRecorder(requests: RecordedRequest[]): (request: RecordedRequest) => void {
  const sizes: number[] = [];
  let bytes = 0;
  return (request) => {
    // A message may be cut out of a longer text, and keeps all of that in memory. The copy does not.
    const recorded = { ...request, violations: structuredClone(request.violations) };
    const size = measureMemory(recorded);
    requests.push(recorded);
    sizes.push(size);
    bytes += size;
    while (requests.length > maxRequests || bytes > maxBytes) {
      requests.shift();
      bytes -= sizes.shift() ?? 0;
    }
  };
}
