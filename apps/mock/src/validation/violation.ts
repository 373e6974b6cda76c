/** Something in a request or a response that the document forbids. */
export interface Violation {
  /** `request` or `response`, then `body`, `header`, `query` or `path`, then the keys below it. */
  readonly location: readonly string[];
  /** The keyword of JSON Schema that is violated, or the status of the error. */
  readonly code: string;
  readonly message: string;
}

const maxHeaderLength = 8 * 1024 - 100;

/** The value of the header `sl-violations`, in Prism's format: JSON in ASCII, cut where it is too long for a header. */
export function formatViolationsHeader(violations: readonly Violation[]): string {
  const json = JSON.stringify(violations.map((violation) => ({ ...violation, severity: "Error" })));
  const ascii = escapeCharacters(json, /[^\x20-\x7e]/g);
  return ascii.length <= maxHeaderLength ? ascii : `Too many violations! ${ascii.slice(0, maxHeaderLength)}`;
}

/** Replaces characters by their escape sequences in JSON, such as `\u001b`. */
export function escapeCharacters(text: string, characters: RegExp): string {
  return text.replace(characters, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
