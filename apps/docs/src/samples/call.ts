import type { BodyKind, HttpRequest } from "@run-summary/openapi";
import type { Credential } from "./credentials.ts";

/** The call of an operation that a sample shows. */
export interface Call {
  readonly operationId: string;
  /** What the client's method takes: the required parameters by name, and the `body`. */
  readonly input: Readonly<Record<string, unknown>>;
  /** What is sent. */
  readonly request: HttpRequest;
  readonly url: string;
  readonly credentials: readonly Credential[];
  /** How the request's body is written. */
  readonly bodyKind: BodyKind | undefined;
  readonly result: Result;
  /** Whether the client package can make the call. */
  readonly hasClient: boolean;
}

/** What a sample does with a successful response: it prints the body, or the header `Location` by its documented name, or writes the body into a file. */
export type Result =
  | { readonly kind: "json" | "text" | "none" }
  | { readonly kind: "location"; readonly header: string }
  | { readonly kind: "file"; readonly file: string };

/** The value as indented JSON. */
export function formatJson(value: unknown, indent = 2): string {
  return JSON.stringify(value, null, indent);
}

/** The text with spaces before each line except the first. */
export function indentLines(text: string, spaces: number): string {
  return text.replaceAll("\n", `\n${" ".repeat(spaces)}`);
}

/** The headers and the query parameters that carry credentials. */
export function selectCredentials({ credentials }: Call, place: Credential["in"]): Credential[] {
  return credentials.filter((credential) => credential.in === place);
}

/** The sign that stands before a query parameter which is added to the URL: `?`, or `&` where it has others. */
export function getQuerySign({ url }: Pick<Call, "url">): "?" | "&" {
  return url.includes("?") ? "&" : "?";
}

/** The body as a reader likes to see it: JSON is indented. */
export function formatRequestBody({ request, bodyKind, input }: Call): string {
  return bodyKind === "json" ? formatJson(input.body) : (request.body ?? "");
}

/** The address as people write it: a `$` at the start of a parameter's name needs no percent-encoding (RFC 3986, section 3.4). */
export function showOptionNames(target: string): string {
  return target.replace(/[?&]%24/g, (found) => `${found.charAt(0)}$`);
}
