/** The result of the suite on a runtime, or of a compiler. */
export interface Outcome {
  readonly subject: string;
  readonly outcome: "passed" | "failed" | "skipped";
  readonly detail: string;
}
