import { parsePreferHeader, readPreferences } from "./features/preferences.ts";
import type { State } from "./features/state/state.ts";
import { findResponse } from "./prism/documented-response.ts";
import type { DefaultErrorForm } from "./prism/error-form.ts";
import { createDefaultExample, createExampleResponse, type ExampleResponse } from "./prism/negotiation.ts";
import type { Operation } from "./prism/operation.ts";
import type { Address, Routes } from "./prism/routes.ts";
import { createErrorResponse, type RequestIds, replaceRequestIds } from "./server/error-response.ts";
import { createResponse, type MockRequest, type MockResponse } from "./server/message.ts";
import { type AcceptedPermissions, checkAuthorization } from "./validation/authorization.ts";
import { checkRequest } from "./validation/check-request.ts";
import { attempt, combineErrors, getReason, HttpError } from "./validation/http-error.ts";

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
  readonly routes: Routes;
  readonly operation: Operation;
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
  { routes, operation, address, request, ids, errorForm }: OperationRequest,
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
  if (!usesState) return convertExample(example, ids);
  const host = URL.canParse(`http://${headers.host}`) ? headers.host : undefined;
  const stateRequest = { routes, operation, address, input: checked.input, host: host ?? "localhost" };
  return convertExample(await state.apply(stateRequest, example), ids);
}

/** Creates the response of a status with its first example, with the example's message or another. */
export async function createDocumentedResponse(
  operation: Operation,
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
  operation: Operation,
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
