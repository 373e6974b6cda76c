import type { IHttpOperation } from "@stoplight/types";
import { parsePreferHeader, readPreferences } from "./features/preferences.ts";
import type { State } from "./features/state.ts";
import { createDocumentedError, findResponse } from "./prism/documented-response.ts";
import type { DefaultErrorForm } from "./prism/error-form.ts";
import { createDefaultExample, createExampleResponse, type ExampleResponse } from "./prism/negotiation.ts";
import type { Address, Route } from "./prism/routes.ts";
import { createErrorResponse, type RequestIds, replaceRequestIds } from "./server/error-response.ts";
import { createResponse, type MockRequest, type MockResponse } from "./server/message.ts";
import { type AcceptedPermissions, checkAuthorization } from "./validation/authorization.ts";
import { checkRequest } from "./validation/check-request.ts";
import { attempt, combineErrors, getReason, HttpError } from "./validation/http-error.ts";
import { pickWritableProperties } from "./validation/properties.ts";

/** What the response to a request depends on, beside the document. */
export interface Features {
  /** `undefined` for a mock without state. */
  readonly state: State | undefined;
  /** Returns the milliseconds that a request with the token has to wait. */
  readonly throttling: ((token: string, method: string) => number) | undefined;
  readonly permissions: AcceptedPermissions;
}

/** A request to an operation of the document. */
export interface OperationRequest {
  readonly route: Route;
  readonly operation: IHttpOperation;
  readonly address: Address;
  readonly request: MockRequest;
  readonly ids: RequestIds;
  readonly errorForm: DefaultErrorForm;
}

/**
 * Creates the response to a request. The steps are: authorization, throttling, validation, the example, the state.
 *
 * @throws {HttpError} with everything that is wrong with the request.
 */
export async function createMockResponse(
  { state, throttling, permissions }: Features,
  { route, operation, address, request, ids, errorForm }: OperationRequest,
): Promise<MockResponse> {
  const { authorization, prefer, accept, ...headers } = request.headers;
  checkAuthorization(operation, address, request, permissions);
  const wait = throttling?.(authorization ?? "", request.method) ?? 0;
  if (wait > 0) return createThrottledResponse(operation, wait, ids, errorForm);

  const preferHeader = parsePreferHeader(prefer);
  const { others, rest } = preferHeader;
  const preferences = attempt(() => readPreferences(operation, preferHeader));
  // An error is sent as it is documented, whatever the request accepts (RFC 9110, section 12.5.1).
  const prefersError = (preferences.result?.code ?? 200) >= 400;
  const checked = await checkRequest(operation, address, {
    ...request,
    headers: {
      ...headers,
      ...(rest === undefined ? {} : { prefer: rest }),
      ...(accept === undefined || prefersError ? {} : { accept }),
    },
  });
  const [error, ...errors] = [...preferences.errors, ...checked.errors];
  if (error !== undefined) throw combineErrors([error, ...errors]);

  const preferred = preferences.result ?? {};
  // RFC 7240, section 4.2: `return=minimal` asks for the response without a body, where the operation has one.
  const prefersMinimal = others.get("return")?.toLowerCase() === "minimal";
  const isMinimal = prefersMinimal && operation.responses.some(({ code }) => code === "204");
  const chosen = isMinimal ? { code: 204, ...preferred } : preferred;
  const example = await createExampleResponse(operation, checked.input, chosen);
  const usesState = state !== undefined && Object.keys(preferred).length === 0 && example.status < 300;
  const entity = usesState && (await applyRequest(state, route, operation, address.path, checked.input.body));
  return convertExample(entity && example.body !== undefined ? { ...example, body: entity } : example, ids);
}

/**
 * Applies a request to the state and returns the entity at the path; `undefined` where the operation is neither the GET nor
 * the PATCH of an entity.
 *
 * @throws {HttpError} 404 where there is a seed and the path is not in it.
 */
async function applyRequest(
  state: State,
  { operations }: Route,
  operation: IHttpOperation,
  path: string,
  changes: unknown,
): Promise<object | undefined> {
  const get = operations.get("get");
  if (get === undefined || !operations.has("patch") || !["get", "patch"].includes(operation.method)) return undefined;
  if (state.isMissing(path)) throw createDocumentedError(operation, 404, `There is nothing at ${path}.`);
  const entity = state.get(path) ?? (await createDefaultExample(get)).body;
  if (!isEntity(entity)) return undefined;
  const isWrite = operation.method === "patch" && isEntity(changes);
  return isWrite ? state.merge(path, entity, pickWritableProperties(get, changes)) : entity;
}

function isEntity(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Creates the response of a status with its first example, with the example's message or another. */
export async function createDocumentedResponse(
  operation: IHttpOperation,
  status: number,
  ids: RequestIds,
  errorForm: DefaultErrorForm,
  message?: string,
): Promise<MockResponse> {
  if (findResponse(operation, status) === undefined)
    return createErrorResponse(
      new HttpError(status, message ?? `${getReason(status)}.`, { details: [] }),
      ids,
      errorForm,
    );
  return convertExample(await createDefaultExample(operation, status), ids, message);
}

async function createThrottledResponse(
  operation: IHttpOperation,
  wait: number,
  ids: RequestIds,
  errorForm: DefaultErrorForm,
): Promise<MockResponse> {
  const response = await createDocumentedResponse(operation, 429, ids, errorForm);
  return { ...response, headers: { ...response.headers, "retry-after": String(Math.ceil(wait / 1000)) } };
}

function convertExample(example: ExampleResponse, ids: RequestIds, message?: string): MockResponse {
  const body = example.status >= 400 ? replaceRequestIds(example.body, ids, message) : example.body;
  return createResponse(example.status, body, example);
}
