import type { ContractError } from "@run-summary/client";
import { parseJson } from "@run-summary/contract/cases";
import { formatPointer } from "@run-summary/openapi";
import type { MockResponse } from "./targets.ts";

/**
 * The JSON pointers to the parts of a request that an error response of the mock names. An error in another form than Graph's
 * names none: then they are those that the mock has recorded.
 */
export function listErrorLocations({ body, violations }: MockResponse): string[] {
  const { error } = (parseJson(body) ?? {}) as { error?: { code?: unknown; details?: { target: string }[] } };
  if (error?.code !== undefined) return (error.details ?? []).map(({ target }) => target);
  return violations.map(({ location: [, ...keys] }) => formatPointer(keys));
}

/** The JSON pointers to the parts of a body that the client's error names; `undefined` where it is another error. */
export function listContractErrorLocations(error: unknown): string[] | undefined {
  const { name, violations } = (error ?? {}) as Partial<ContractError>;
  return name === "ContractError" ? violations?.map(({ path }) => `/body${path}`) : undefined;
}
