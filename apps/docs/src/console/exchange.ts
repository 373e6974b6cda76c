/** A request as it went, and what became of it. */
export interface Exchange {
  readonly status: number;
  readonly statusText: string;
  /** Those that the browser lets the page read. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Of several lines where it is JSON. */
  readonly body: string;
  /** What the mock found wrong with the request. */
  readonly violations: readonly string[];
  readonly milliseconds: number;
}

const timeLimit = 60_000;

/**
 * Sends the request and reads the whole answer.
 *
 * @throws {DOMException} named `TimeoutError` where that takes longer than a minute.
 * @throws {TypeError} where there is no answer, or none that the page may read.
 */
export async function exchangeOf(request: Request): Promise<Exchange> {
  const start = performance.now();
  const response = await fetch(request, { signal: AbortSignal.timeout(timeLimit) });
  const text = await response.text();
  const milliseconds = performance.now() - start;
  return {
    status: response.status,
    statusText: response.statusText,
    headers: [...response.headers],
    body: prettyJson(text),
    violations: violationsFrom(response.headers.get("sl-violations") ?? "[]"),
    milliseconds,
  };
}

function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

// The mock cuts the header where it would be too long; then the body has to do.
function violationsFrom(header: string): string[] {
  try {
    const violations = JSON.parse(header) as { location: string[]; message: string }[];
    return violations.map(({ location, message }) => `${location.join("/")}: ${message}`);
  } catch {
    return [];
  }
}
