/** What is known of a request, whatever becomes of it. */
export interface RequestTrace {
  readonly method: string;
  /** Without the query, which may hold secrets. */
  readonly url: string;
  readonly clientRequestId: string;
  /** How often it was sent. */
  readonly attempts: number;
  /** Of the request's body; `undefined` where it has none. */
  readonly contentType?: string | undefined;
}
