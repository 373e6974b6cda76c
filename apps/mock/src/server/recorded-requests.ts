import type { Violation } from "../validation/violation.ts";

/** A request that the mock has responded to. */
export interface RecordedRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The status of the response; 0 where the connection ended without one. */
  readonly status: number;
  readonly violations: readonly Violation[];
  readonly fault?: string | undefined;
}

const maxRequests = 1000;
const maxCharacters = 16 * 2 ** 20;

/** Creates a function that appends a request to the list, and removes the oldest ones above the limits. */
export function createRecorder(requests: RecordedRequest[]): (request: RecordedRequest) => void {
  let characters = 0;
  return (request) => {
    requests.push(request);
    characters += request.body.length;
    while (requests.length > maxRequests || characters > maxCharacters) {
      characters -= requests.shift()?.body.length ?? 0;
    }
  };
}
