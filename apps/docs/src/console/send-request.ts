/** What the console shows of a response. */
export interface ConsoleResponse {
  readonly status: number;
  readonly statusText: string;
  /** The headers that the browser lets the page read. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Indented if it is JSON. */
  readonly body: string;
  /** What the mock found wrong with the request. */
  readonly violations: readonly string[];
  readonly milliseconds: number;
}

const timeout = 60_000; // milliseconds

/**
 * Sends the request and reads the whole response.
 *
 * @throws {DOMException} named `TimeoutError` if the response takes longer than a minute.
 * @throws {TypeError} if there is no response, or none that the page may read.
 */
export async function sendRequest(request: Request): Promise<ConsoleResponse> {
  const start = performance.now();
  const response = await fetch(request, { signal: AbortSignal.timeout(timeout) });
  const text = await response.text();
  const milliseconds = performance.now() - start;
  return {
    status: response.status,
    statusText: response.statusText,
    headers: [...response.headers],
    body: indentJson(text),
    violations: readViolations(response.headers.get("sl-violations") ?? "[]"),
    milliseconds,
  };
}

function indentJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

// The mock cuts a header that is too long. Such a header is not JSON; the body names the violations too.
function readViolations(header: string): string[] {
  try {
    const violations = JSON.parse(header) as { location: string[]; message: string }[];
    return violations.map(({ location, message }) => `${location.join("/")}: ${message}`);
  } catch {
    return [];
  }
}
