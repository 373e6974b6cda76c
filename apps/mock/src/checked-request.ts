import type { IHttpRequest } from "@stoplight/prism-http";
import type { IHttpOperation } from "@stoplight/types";
import type { MockRequest } from "./answer.ts";
import { documentedError } from "./documented-error.ts";
import * as engine from "./engine.ts";
import { violationsOfMisread } from "./misread.ts";
import { type Address, prismRequest } from "./prism-request.ts";
import type { Refusal } from "./refusal.ts";
import type { Violation } from "./violation.ts";

/** The request as Prism takes it, and all that is wrong with it: what is refused before Prism sees it comes first. */
export function checkedRequest(
  operation: IHttpOperation,
  address: Address,
  request: MockRequest,
): { input: IHttpRequest; refusals: readonly Refusal[] } {
  const { input, refusals } = prismRequest(operation, address, request);
  const misread = violationsOfMisread(operation, input);
  // What Prism says of the same places it has misread too.
  const isMisread = ({ location }: Violation) =>
    misread.some((violation) => violation.location.every((key, index) => key === location[index]));
  const others = engine.requestViolations(operation, input).filter((violation) => !isMisread(violation));
  const found = [...misread, ...others];
  // A body that was refused is missing to Prism.
  const isUnread = input.body === undefined && request.body.length > 0;
  const violations = isUnread ? found.filter(({ location }) => location[1] !== "body") : found;
  if (violations.length === 0) return { input, refusals };
  const message = violations.map((violation) => violation.message).join(" ");
  const status = operation.responses.some(({ code }) => code === "422") ? 422 : 400; // as Prism chooses
  return { input, refusals: [...refusals, documentedError(operation, status, message, violations)] };
}
