/** Where a text stops being JSON, and why. */
export interface JsonMistake {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** What is wrong with a text that should be JSON; undefined where it is. */
export function jsonMistake(text: string): JsonMistake | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    // Browsers name a place, as a line or as a position, except where the text ends too early.
    const line = /line (\d+)/.exec(message)?.[1];
    const position = /position (\d+)/.exec(message)?.[1];
    const before = text.slice(0, position === undefined ? text.length : Number(position));
    return { line: line === undefined ? before.split("\n").length : Number(line), message };
  }
}
