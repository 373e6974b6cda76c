import type { HttpRequest } from "@run-summary/openapi";

/** The call of an operation that a sample shows. */
export interface Call {
  readonly operationId: string;
  /** What the client's method takes: the required parameters by name, and the `body`. */
  readonly input: Readonly<Record<string, unknown>>;
  /** What is sent. */
  readonly request: HttpRequest;
  readonly url: string;
  /** Whether the operation requires a bearer token. */
  readonly needsToken: boolean;
  /** Whether a successful response has a body. */
  readonly hasResponseBody: boolean;
}

/** The value as indented JSON. */
export function formatJson(value: unknown, indent = 2): string {
  return JSON.stringify(value, null, indent);
}

/** The text with spaces before each line except the first. */
export function indentLines(text: string, spaces: number): string {
  return text.replaceAll("\n", `\n${" ".repeat(spaces)}`);
}
