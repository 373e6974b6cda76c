/** Something in a request or an answer that the contract forbids. */
export interface Violation {
  /** `request` or `response`, then `body`, `header`, `query` or `path`, then the keys below it. */
  readonly location: readonly string[];
  /** The keyword of JSON Schema that was violated, or the status that it leads to. */
  readonly code: string;
  readonly message: string;
}

/** A JSON pointer into the request or the answer: `/body/issueDetectedDeviceCount`, `/header/prefer`. */
export function pointerOf({ location }: Violation): string {
  return location
    .slice(1)
    .map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

const maxHeaderLength = 8 * 1024 - 100;

/** The value of the `sl-violations` header, as of Prism: a JSON array, in ASCII, cut where it is too long for a header. */
export function violationsHeader(violations: readonly Violation[]): string {
  const json = JSON.stringify(violations.map((violation) => ({ ...violation, severity: "Error" })));
  const ascii = json.replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return ascii.length <= maxHeaderLength ? ascii : `Too many violations! ${ascii.slice(0, maxHeaderLength)}`;
}
