/** Code of a caller that no longer compiles, or whose types mean something else. */
export interface BrokenCode {
  /** The operation, as the old document names it; undefined for an exported type, and for all code. */
  readonly operation?: { readonly path: string; readonly method: string };
  /** What of it. */
  readonly part:
    | { readonly kind: "operation" } // gone: the path, the method, or the client's method name (operationId)
    | { readonly kind: "parameter"; readonly in: string; readonly name: string }
    | { readonly kind: "requestBody"; readonly mediaType?: string }
    | { readonly kind: "response"; readonly status: string; readonly mediaType?: string }
    | { readonly kind: "type"; readonly name: string } // an exported type: a component's name
    | { readonly kind: "document" }; // all code: one of the documents has no types
  /** What the compiler says, in one line; for all code, what the generator of types says. */
  readonly reason: string;
}
