/** What the progress is shown on, such as `process.stderr`. */
export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns: number;
  write(text: string): unknown;
}

/** A function that shows a text in place of the last one, on a terminal only. */
export function createProgress(stream: Terminal | undefined): (text: string) => void {
  if (!stream?.isTTY) return () => {};
  return (text) => stream.write(`\r\x1b[K${text.slice(0, stream.columns - 1)}`);
}
