/** A request as it is sent: nothing is added to it. */
export interface PlainRequest {
  readonly method: string;
  /** Path and query, as they are written. */
  readonly target: string;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly body: string | undefined;
}

/** A response as it is compared. */
export interface PlainResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Describes a response in a line. */
export function describeResponse({ status, headers, body }: PlainResponse): string {
  const beginning = body.replace(/\s+/g, " ").slice(0, 300);
  return [status, headers["content-type"], beginning].filter(Boolean).join(" ");
}
