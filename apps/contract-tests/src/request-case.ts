import type { Operation } from "@run-summary/spec";
import type { WireRequest } from "./wire.ts";

/** A request, and what the contract says of it. */
export interface RequestCase {
  /** What is special about it: `noIssueDetectedDeviceCount = 2147483648`. */
  readonly what: string;
  readonly request: WireRequest;
  /** The status of the answer: the operation's success, or a refusal. */
  readonly status: number;
  /** A JSON pointer to what of the request a refusal has to name. */
  readonly names: string;
}

/** The case as a sentence: `updateRunSummary · noIssueDetectedDeviceCount = 2147483648 → 400`. */
export function titleOf({ operationId }: Operation, { what, status }: RequestCase): string {
  return `${operationId} · ${what} → ${status}`;
}
