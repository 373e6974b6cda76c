/** Something in a request or a response that the document forbids. */
export interface Violation {
  /** `request` or `response`, then `body`, `header`, `query` or `path`, then the keys below it. */
  readonly location: readonly string[];
  /** The keyword of JSON Schema that is violated, or the status of the error; `more` where the others are only counted. */
  readonly code: string;
  readonly message: string;
}

const maxViolations = 20;
const maxMessageLength = 500;
const maxLocationLength = 300;
/** Characters of all violations together in the header `sl-violations`. Most clients refuse headers above 8 KiB. */
const maxLength = 6 * 1024;
/** Characters of the violation that counts the others. */
const reservedLength = 150;

/**
 * Returns the first violations, with long texts cut, and one that says how many more there are: a short request may have
 * thousands. A list that was limited is not changed again.
 */
export function limitViolations(violations: readonly Violation[]): readonly Violation[] {
  const first = violations.slice(0, maxViolations).map(cutViolation);
  if (first.length === violations.length && countFitting(first, maxLength) === first.length) return first;
  const kept = first.slice(0, Math.min(countFitting(first, maxLength - reservedLength), maxViolations - 1));
  const [side = "request"] = violations[kept.length]?.location ?? [];
  const message = `There are ${violations.length - kept.length} more violations.`;
  return [...kept, { location: [side], code: "more", message }];
}

function cutViolation({ location, code, message }: Violation): Violation {
  const cut: string[] = [];
  let rest = maxLocationLength;
  for (const key of location) {
    if (rest <= 0) break;
    cut.push(cutText(key, rest));
    rest -= key.length + 1;
  }
  return { location: cut, code, message: cutText(message, maxMessageLength) };
}

/** Counts how many of the first violations have together at most so many characters in the header. */
function countFitting(violations: readonly Violation[], limit: number): number {
  let length = 0;
  const next = violations.findIndex((violation) => {
    length += formatViolationsHeader([violation]).length;
    return length > limit;
  });
  return next === -1 ? violations.length : next;
}

/** Cuts a text that is longer than a number of characters. */
export function cutText(text: string, maxCharacters: number): string {
  return text.length <= maxCharacters ? text : `${text.slice(0, maxCharacters - 1).toWellFormed()}…`;
}

/** The value of the header `sl-violations`, in Prism's format: JSON in ASCII. */
export function formatViolationsHeader(violations: readonly Violation[]): string {
  const json = JSON.stringify(violations.map((violation) => ({ ...violation, severity: "Error" })));
  return escapeCharacters(json, /[^\x20-\x7e]/g);
}

/** Replaces characters by their escape sequences in JSON, such as `\u001b`. */
export function escapeCharacters(text: string, characters: RegExp): string {
  return text.replace(characters, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
