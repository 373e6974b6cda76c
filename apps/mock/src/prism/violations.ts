import { parsePointer } from "@run-summary/openapi";
import type { IPrismDiagnostic } from "@stoplight/prism-core";
import type { Violation } from "../validation/violation.ts";

/** Converts what Prism says about a response. */
export function convertResponseDiagnostic({ code, message, path = [] }: IPrismDiagnostic): Violation {
  const location = ["response", ...unescapeKeys(path), ...findMissingProperty(message)];
  return { location, code: String(code ?? "undocumented"), message: `${message}.` };
}

/**
 * Converts what Prism says about a request.
 *
 * @param explainProperty says why a property of the body may not be written
 */
export function convertRequestDiagnostic(
  explainProperty: (property: string) => string,
  { code, message, path = [] }: IPrismDiagnostic,
): Violation {
  const location = ["request", ...(message === "Body parameter is required" ? ["body"] : unescapeKeys(path))];
  const property = findQuotedName(message, "properties: '") ?? findQuotedName(message, "properties; found '");
  if (property === undefined) {
    const keys = findMissingProperty(message);
    return { location: [...location, ...keys], code: String(code ?? "invalid"), message: `${message}.` };
  }
  // A parameter may be an object, too.
  const explanation = path[0] === "body" ? explainProperty(property) : `${message}.`;
  return { location: [...location, property], code: String(code), message: explanation };
}

// Prism splits a JSON pointer at its slashes, and leaves the keys escaped.
function unescapeKeys(path: readonly string[]): string[] {
  return parsePointer(path.map((key) => `/${key}`).join(""));
}

/** The property that a message says is missing, in a list; the list is empty where the message says something else. */
function findMissingProperty(message: string): string[] {
  const property = findQuotedName(message, "must have required property '");
  return property === undefined ? [] : [property];
}

/** The name that stands in quotes at the end of a message, after these words. It may contain quotes, too. */
function findQuotedName(message: string, words: string): string | undefined {
  const start = message.indexOf(words) + words.length;
  return start >= words.length && start < message.length && message.endsWith("'")
    ? message.slice(start, -1)
    : undefined;
}
