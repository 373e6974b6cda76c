/** One place where a value does not match its schema. */
export interface SchemaViolation {
  /** The JSON pointer (RFC 6901) to the place: `/issueDetectedDeviceCount`. It is empty for the whole value. */
  readonly path: string;
  /** The rule that the value breaks: `type integer`, `maximum 2147483647`. */
  readonly rule: string;
  /** The value at the place. */
  readonly value: unknown;
}

/** The violations of a property or an item, as violations of the object or array that holds it. */
export function prefixViolations(key: string | number, violations: readonly SchemaViolation[]): SchemaViolation[] {
  const segment = `${key}`.replaceAll("~", "~0").replaceAll("/", "~1"); // RFC 6901, section 3
  return violations.map((violation) => ({ ...violation, path: `/${segment}${violation.path}` }));
}
