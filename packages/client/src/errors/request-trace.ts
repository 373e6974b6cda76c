/** What identifies a request in errors. */
export interface RequestTrace {
  readonly method: string;
  /** Without the query, which may hold secrets. */
  readonly url: string;
  readonly clientRequestId: string;
  /** How often the request was sent. */
  readonly attempts: number;
  /** The media type of the request's body; `undefined` where it has none. */
  readonly contentType: string | undefined;
}

/** The trace of a request that is sent for the nth time. Its headers have a `client-request-id`. */
export function createTrace(
  { method, url, headers }: { method: string; url: string; headers: Headers },
  attempts: number,
): RequestTrace {
  return {
    method,
    url: url.split("?")[0] as string,
    clientRequestId: headers.get("client-request-id") as string,
    attempts,
    contentType: headers.get("content-type") ?? undefined,
  };
}
