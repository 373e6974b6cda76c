import { type Fault, faultNames, injectFault, isFault } from "./features/faults.ts";
import { forwardRequest } from "./features/proxy.ts";
import type { Upstream } from "./features/upstream.ts";
import { createDocumentedResponse, createMockResponse, type Features } from "./mock-response.ts";
import { createOperationError } from "./operation-error.ts";
import type { ServedDocument } from "./prism/document.ts";
import { findRoute, formatAllow, getOperation } from "./prism/routes.ts";
import { parseTarget } from "./server/address.ts";
import { createErrorResponse, type RequestIds } from "./server/error-response.ts";
import { createResponse, type MockRequest, type MockResponse } from "./server/message.ts";
import { HttpError } from "./validation/http-error.ts";

/** What a running mock consists of, without its connections. */
export interface Service extends Features {
  document: ServedDocument;
  /** Returns the fault of the next request. */
  readonly chaos: (() => Fault | undefined) | undefined;
  readonly upstream: Upstream | undefined;
  /** Aborted when the mock closes. */
  readonly closed: AbortSignal;
}

/** `POST` to this path resets a stateful mock. It is not a path of the API. */
const resetPath = "/_mock/reset";

/**
 * Creates the response to a request; an error becomes an error response.
 *
 * @param ended aborted when the response has been sent, or when the client has gone.
 */
export async function respond(
  service: Service,
  request: MockRequest,
  ids: RequestIds,
  ended: AbortSignal,
): Promise<MockResponse> {
  try {
    return await routeRequest(service, request, ids, ended);
  } catch (error) {
    return createErrorResponse(error, ids, service.document.errorForm);
  }
}

async function routeRequest(
  service: Service,
  request: MockRequest,
  ids: RequestIds,
  ended: AbortSignal,
): Promise<MockResponse> {
  // RFC 9110, section 9.3.7: it asks about the server, and not about a path of it.
  if (request.method === "OPTIONS" && request.target === "*") return createResponse(204, undefined);
  const { route, address } = findRoute(service.document.routes, parseTarget(request.target));
  if (service.upstream !== undefined)
    return forwardRequest(service.upstream, { closed: service.closed, ended }, route, address, request);
  if (route === undefined && address.path === resetPath) return resetState(service, request);
  if (route === undefined) throw new HttpError(404, `The API has no path ${address.path}.`, { location: ["path"] });
  if (request.method === "OPTIONS" && !route.operations.has("options"))
    return createResponse(204, undefined, { headers: { allow: formatAllow(route) } });
  const operation = getOperation(route, request.method, address.path);
  const { errorForm, routes } = service.document;
  const respondToError = (error: unknown) => createOperationError(operation, error, ids, errorForm);
  const getResponse = () =>
    createMockResponse(service, { routes, operation, address, request, ids, errorForm }).catch(respondToError);
  try {
    const fault = chooseFault(service, request);
    if (fault === undefined) return await getResponse();
    return await injectFault(fault, getResponse, (status, message) =>
      createDocumentedResponse(operation, status, ids, errorForm, message),
    );
  } catch (error) {
    return respondToError(error);
  }
}

/** The fault that the request asks for, or that chaos has for it. */
function chooseFault(service: Service, { headers }: MockRequest): Fault | undefined {
  const requested = headers["mock-fault"];
  if (requested === undefined) return service.chaos?.();
  if (isFault(requested)) return requested;
  const message = `There is no fault ${requested}. There are ${faultNames.join(", ")}.`;
  throw new HttpError(400, message, { location: ["header", "mock-fault"] });
}

function resetState({ state }: Service, { method }: MockRequest): MockResponse {
  if (state === undefined)
    throw new HttpError(404, "This mock keeps no state: start it with --stateful.", { location: ["path"] });
  if (method !== "POST")
    throw new HttpError(405, `${resetPath} takes POST.`, { headers: { allow: "POST" }, location: ["method"] });
  state.reset();
  return createResponse(204, undefined);
}
