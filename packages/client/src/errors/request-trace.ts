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
