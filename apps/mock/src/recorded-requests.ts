import type { Violation } from "./violation.ts";

/** A request that the mock has answered. */
export interface RecordedRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** 0 where the connection ended without an answer. */
  readonly status: number;
  readonly violations: readonly Violation[];
  readonly fault?: string | undefined;
}

const manyRequests = 1000;
const manyCharacters = 16 * 2 ** 20;

/** A function that adds a request to the list, and drops the oldest where they would be too many or too large. */
export function createRecorder(requests: RecordedRequest[]): (request: RecordedRequest) => void {
  let characters = 0;
  return (request) => {
    requests.push(request);
    characters += request.body.length;
    while (requests.length > manyRequests || characters > manyCharacters) {
      characters -= requests.shift()?.body.length ?? 0;
    }
  };
}
