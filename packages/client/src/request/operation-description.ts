/** What the client must know of an operation at run time. */
export interface OperationDescription {
  readonly method: "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace";
  /** The path template. */
  readonly path: string;
  /** The location of each parameter, by the parameter's name. */
  readonly parameters: Readonly<Record<string, "path" | "query" | "header">>;
  /** Whether a successful response is an entity, which the service may wrap in `value`. */
  readonly isEntity: boolean;
  /** Whether a response with the status 200 has no body. Other successful responses may always be without one. */
  readonly isEmpty?: boolean;
}
