/** Where a text stops being JSON, and why. */
export interface JsonError {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** The first error in a text that should be JSON; undefined where the text is JSON. */
export function findJsonError(text: string): JsonError | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    // A browser's message contains a line or a position, except where the text ends too early.
    const line = /line (\d+)/.exec(message)?.[1];
    const position = /position (\d+)/.exec(message)?.[1];
    const before = text.slice(0, position === undefined ? text.length : Number(position));
    return { line: line === undefined ? before.split("\n").length : Number(line), message };
  }
}
