/** The arguments of a command are wrong; the message says which one, and what it takes. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Whether the arguments are wrong, by our own checks or by those of `parseArgs` of `node:util`. */
export function isUsageError(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return error instanceof UsageError || code?.startsWith("ERR_PARSE_ARGS") === true;
}
