import type { SampleRequest } from "./request.ts";

/** What a sample shows: a call of an operation, as a client's user sees it and as it is sent. */
export interface Call {
  readonly operationId: string;
  /** The required parameters by name, and the `body`. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly request: SampleRequest;
  /** The body with its media type; undefined where the call has none. */
  readonly body: { readonly value: unknown; readonly mediaType: string } | undefined;
  /** Whether the operation asks for a bearer token. */
  readonly isAuthorized: boolean;
  /** Whether the answer has a body. */
  readonly isAnswered: boolean;
}

/** The value as JSON of several lines. */
export function jsonOf(value: unknown, indent = 2): string {
  return JSON.stringify(value, null, indent);
}

/** The text with all its lines but the first moved to the right. */
export function indented(text: string, indent: number): string {
  return text.replaceAll("\n", `\n${" ".repeat(indent)}`);
}
