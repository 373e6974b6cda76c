import type { IHttpOperation } from "@stoplight/types";
import { forbiddenProperty } from "./properties.ts";
import type { Violation } from "./violation.ts";

/** What Prism says is wrong. */
interface Diagnostic {
  readonly code?: string | number;
  readonly message: string;
  readonly path?: readonly string[];
}

export function responseViolation({ code, message, path = [] }: Diagnostic): Violation {
  const location = ["response", ...path.map(unescaped), ...missingIn(message)];
  return { location, code: String(code ?? "undocumented"), message: `${message}.` };
}

export function requestViolation(operation: IHttpOperation, { code, message, path = [] }: Diagnostic): Violation {
  const location = ["request", ...(message === "Body parameter is required" ? ["body"] : path.map(unescaped))];
  const [, property] = /properties(?:: |; found )'(.*)'$/s.exec(message) ?? [];
  return property === undefined
    ? { location: [...location, ...missingIn(message)], code: String(code ?? "invalid"), message: `${message}.` }
    : { location: [...location, property], code: String(code), message: forbiddenProperty(operation, property) };
}

// Prism cuts a JSON pointer into pieces, and leaves these as they are in it.
function unescaped(piece: string): string {
  return piece.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** The property that is missing, in a list; an empty one where the message says something else. */
function missingIn(message: string): string[] {
  return /must have required property '(.*)'$/s.exec(message)?.slice(1) ?? [];
}
