import type { SchemaViolation } from "../checks/schema-violation.ts";

/** A request body or a response does not match the API's description. A request with such a body is not sent. */
export class ContractError extends Error {
  override readonly name = "ContractError";
  readonly violations: readonly SchemaViolation[];

  constructor(message: string, violations: readonly SchemaViolation[]) {
    super(`${message}: ${violations.map(formatViolation).join(", ")}`);
    this.violations = violations;
  }
}

function formatViolation({ path, rule, value }: SchemaViolation): string {
  const text = `${JSON.stringify(value)}`;
  return `${path || "/"} is ${text.length > 40 ? `${text.slice(0, 40)}…` : text} (${rule})`;
}
