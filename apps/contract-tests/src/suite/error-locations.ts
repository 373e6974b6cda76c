import type { ContractError } from "@run-summary/client";
import type { HttpResponse } from "@run-summary/openapi/validation";
import { parseJson } from "./raw-http.ts";

/** The JSON pointers to the parts of a request that an error response of the mock names. */
export function listErrorLocations({ body }: HttpResponse): string[] {
  const { error } = (parseJson(body) ?? {}) as { error?: { details?: { target: string }[] } };
  return (error?.details ?? []).map(({ target }) => target);
}

/** The JSON pointers to the parts of a body that the client's error names; `undefined` where it is another error. */
export function listContractErrorLocations(error: unknown): string[] | undefined {
  const { name, violations } = (error ?? {}) as Partial<ContractError>;
  return name === "ContractError" ? violations?.map(({ path }) => `/body${path}`) : undefined;
}
