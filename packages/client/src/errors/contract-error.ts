/** Where a value is not what the API's description says. */
export interface Violation {
  /** A JSON pointer into the value: `/issueDetectedDeviceCount`. */
  readonly path: string;
  /** What is violated: `type integer`, `maximum 2147483647`. */
  readonly rule: string;
  readonly value: unknown;
}

/** A request body, which was not sent, or an answer is not what the API's description says. */
export class ContractError extends Error {
  override readonly name = "ContractError";
  readonly violations: readonly Violation[];

  constructor(what: string, violations: readonly Violation[]) {
    super(`${what}: ${violations.map(textOf).join(", ")}`);
    this.violations = violations;
  }
}

function textOf({ path, rule, value }: Violation): string {
  const text = `${JSON.stringify(value)}`;
  return `${path || "/"} is ${text.length > 40 ? `${text.slice(0, 40)}…` : text} (${rule})`;
}
