import { isRef, type Location, type Oas3Response, type UserContext } from "@redocly/openapi-core";

/** A response of an operation, and where it is written: behind its reference, if it is one. */
export interface FoundResponse {
  readonly status: string;
  readonly response: Oas3Response;
  readonly location: Location;
}

/** The responses of an operation by status. A reference that leads nowhere is left out: `no-unresolved-refs` reports it. */
export function listResponses(responses: object, { location, resolve }: UserContext): FoundResponse[] {
  return Object.entries(responses).flatMap(([status, value]) => {
    const { node, location: target } = resolve<Oas3Response>(value);
    const place = isRef(value) ? target : location.child(status);
    return node && place ? [{ status, response: node, location: place }] : [];
  });
}
