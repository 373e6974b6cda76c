import { isRecord } from "@run-summary/openapi";
import { findResponse } from "../../prism/documented-response.ts";
import type { ExampleResponse } from "../../prism/negotiation.ts";
import type { Operation } from "../../prism/operation.ts";
import { validateSuccess } from "./examples.ts";
import type { Outcome, StateRequest } from "./outcome.ts";
import { createPlaces, type SeededPlaces } from "./places.ts";
import { checkExistence, isEntityPath, locate, type ResourcePath, type StateSource } from "./read.ts";
import { readCount, readList, readOne } from "./read-requests.ts";
import { create, update } from "./write-requests.ts";

/** What a stateful mock keeps. */
export interface State {
  /**
   * Applies a valid request. Returns the response: the example with what is kept in its place.
   *
   * @throws {HttpError} 404 where nothing exists at the path, 409 or 507 where it cannot be kept what is written.
   */
  apply(request: StateRequest, example: ExampleResponse): Promise<ExampleResponse>;
  /** Discards everything that was written. */
  reset(): void;
}

/** @param seed what exists at the start; nothing else does */
export function createState(seed?: SeededPlaces): State {
  const places = createPlaces(seed);
  return {
    async apply(request, example) {
      const { operation, routes, address } = request;
      const at = locate({ routes }, operation.path, address.path);
      if (at === undefined) return example;
      const source = { places, routes };
      checkExistence(source, at, operation);
      return replaceExample(operation, example, await applyAt(source, at, request));
    },
    reset: places.reset,
  };
}

async function applyAt(source: StateSource, at: ResourcePath, request: StateRequest): Promise<Outcome> {
  const { method } = request.operation;
  const { kind } = at.resource;
  if (kind === "list" && method === "get") return readList(source, at, request);
  if (kind === "list" && method === "post") return create(source, at, request);
  if (kind === "count" && method === "get") return readCount(source, at, request);
  const isSeeded = kind === "other" && source.places.find(at.steps).place?.written !== undefined;
  if (!isEntityPath(at) && !isSeeded) return {};
  if (method === "get") return readOne(source, at, request);
  if (method === "patch" || method === "put") return update(source, at, request);
  if (method === "delete") source.places.remove(at.steps);
  return {};
}

/** Replaces the example in a response, where the operation allows what is there in its place. */
function replaceExample(
  operation: Operation,
  example: ExampleResponse,
  { body, location, violations = [] }: Outcome,
): ExampleResponse {
  const isLocated = findResponse(operation, example.status)?.headers?.some(({ name }) => /^location$/i.test(name));
  const headers = isLocated && location !== undefined ? { ...example.headers, location } : example.headers;
  const isReplaced = body !== undefined && (isRecord(example.body) || !isRecord(body)) && example.body !== undefined;
  if (!isReplaced) return { ...example, headers, violations: [...example.violations, ...violations] };
  const wrong = validateSuccess(operation, body);
  const ofHeaders = example.violations.filter((violation) => violation.location[1] !== "body");
  if (wrong.length === 0) return { ...example, headers, body, violations: [...ofHeaders, ...violations] };
  return {
    ...example,
    headers,
    body: removeNextLink(operation, example.body),
    violations: [...example.violations, ...violations, ...wrong],
  };
}

/** The example without the address of a next page, which no mock serves. */
function removeNextLink(operation: Operation, body: unknown): unknown {
  if (!isRecord(body)) return body;
  const { "@odata.nextLink": _, ...rest } = body;
  return validateSuccess(operation, rest).length === 0 ? rest : body;
}
