import type { IHttpOperation } from "@stoplight/types";
import { jsonAnswer, type MockAnswer, type MockRequest } from "./answer.ts";
import { checkAuthorization } from "./authorization.ts";
import { checkedRequest } from "./checked-request.ts";
import { allowed, type Contract, operationOf, pathBelowRoot, type Route, routeOf } from "./contract.ts";
import { documentedError, responseOf } from "./documented-error.ts";
import * as engine from "./engine.ts";
import { type Fault, faultNames, isFault, withFault } from "./faults.ts";
import type { Memory } from "./memory.ts";
import { readPreferences, splitPreferences } from "./preferences.ts";
import type { Address } from "./prism-request.ts";
import { writable } from "./properties.ts";
import type { Upstream } from "./proxy.ts";
import { combined, createChecks, graphErrorBody, Refusal, type RequestIds, reasonOf, withOwnIds } from "./refusal.ts";

/** What a mock server consists of, beside its connections. */
export interface Service {
  contract: Contract;
  readonly memory: Memory | undefined;
  /** The fault for the next request. */
  readonly chaos: (() => Fault | undefined) | undefined;
  /** Milliseconds that a request with the token has to wait. */
  readonly throttling: ((token: string, method: string) => number) | undefined;
  readonly upstream: Upstream | undefined;
  /** Aborted when the mock is closed. */
  readonly ended: AbortSignal;
}

/** The path that makes the mock forget what was written; it is none of the API's. */
const resetPath = "/_mock/reset";

/** The answer to a request: a refusal is one too. */
export async function answerTo(service: Service, request: MockRequest, ids: RequestIds): Promise<MockAnswer> {
  try {
    return await answerOf(service, request, ids);
  } catch (error) {
    return errorAnswer(error, ids);
  }
}

export function errorAnswer(error: unknown, ids: RequestIds): MockAnswer {
  const refusal = error instanceof Refusal ? error : new Refusal(500, `The mock failed: ${(error as Error).message}`);
  const { status, headers, violations } = refusal;
  return jsonAnswer(status, graphErrorBody(refusal, ids), { headers, violations });
}

async function answerOf(service: Service, request: MockRequest, ids: RequestIds): Promise<MockAnswer> {
  const address = addressOf(service.contract, request.target);
  const route = routeOf(service.contract, address.path);
  if (service.upstream !== undefined) {
    const { proxied } = await import("./proxy.ts");
    return proxied(service.upstream, service.ended, route, address, request);
  }
  if (route === undefined && address.path === resetPath) return resetAnswer(service, request);
  if (route === undefined) throw new Refusal(404, `The API has no path ${address.path}.`, { at: ["path"] });
  if (request.method === "OPTIONS" && !route.operations.has("options")) {
    return jsonAnswer(204, undefined, { headers: { allow: allowed(route) } });
  }
  const operation = operationOf(route, request.method, address.path);
  const fault = faultFor(service, request);
  const answer = () => mocked(service, route, operation, address, request, ids);
  if (fault === undefined) return answer();
  const documented = (status: number, message?: string) => documentedAnswer(operation, status, ids, message);
  return withFault(fault, answer, documented);
}

function mocked(
  service: Service,
  route: Route,
  operation: IHttpOperation,
  address: Address,
  request: MockRequest,
  ids: RequestIds,
): MockAnswer {
  const { authorization = "", prefer, ...headers } = request.headers;
  checkAuthorization(operation, request.headers.authorization);
  const wait = service.throttling?.(authorization, request.method) ?? 0;
  if (wait > 0) return throttledAnswer(operation, wait, ids);

  const { rest, ...mockPreferences } = splitPreferences(prefer);
  const { refusals, run } = createChecks();
  const preferences = run(() => readPreferences(operation, mockPreferences)) ?? {};
  const checked = checkedRequest(operation, address, {
    ...request,
    headers: rest === undefined ? headers : { ...headers, prefer: rest },
  });
  const [first, ...others] = [...refusals, ...checked.refusals];
  if (first !== undefined) throw combined([first, ...others]);

  // RFC 7240, section 4.2: who prefers a minimal answer gets the one without a body, where the operation has it.
  const isMinimal = rest?.includes("return=minimal") && operation.responses.some(({ code }) => code === "204");
  const asked = isMinimal ? { code: 204, ...preferences } : preferences;
  const answer = engine.mock(operation, checked.input, asked);
  const isFree = Object.keys(preferences).length === 0 && answer.status < 300;
  const current =
    isFree && service.memory !== undefined
      ? remembered(service.memory, route, operation, address.path, checked.input.body)
      : undefined;
  const body = answer.status >= 400 ? withOwnIds(answer.body, ids) : (current ?? answer.body);
  return jsonAnswer(answer.status, answer.body === undefined ? undefined : body, answer);
}

/** The entity that is remembered at the path, after a PATCH with what it has changed; `undefined` for what is none. */
function remembered(
  memory: Memory,
  route: Route,
  operation: IHttpOperation,
  path: string,
  changes: unknown = {},
): object | undefined {
  const get = route.operations.get("get");
  if (get === undefined || !route.operations.has("patch") || !["get", "patch"].includes(operation.method)) {
    return undefined;
  }
  if (memory.isMissing(path)) throw documentedError(operation, 404, `There is nothing at ${path}.`);
  const entity = memory.get(path) ?? engine.example(get).body;
  if (!isEntity(entity)) return undefined;
  const isWrite = operation.method === "patch" && isEntity(changes);
  return isWrite ? memory.merge(path, entity, writable(get, changes)) : entity;
}

function isEntity(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function addressOf(contract: Contract, target: string): Address {
  // A client that takes the mock for a proxy sends the whole URL.
  const [rawPath = "", ...query] = target.replace(/^https?:\/\/[^/?]*/i, "").split("?");
  try {
    decodeURIComponent(rawPath);
  } catch {
    throw new Refusal(400, `The path ${rawPath} is not valid percent-encoded UTF-8.`, { at: ["path"] });
  }
  const path = pathBelowRoot(contract, rawPath);
  return { path, basePath: rawPath.slice(0, rawPath.length - path.length), query: query.join("?") };
}

function faultFor(service: Service, { headers }: MockRequest): Fault | undefined {
  const asked = headers["mock-fault"];
  if (asked === undefined) return service.chaos?.();
  if (isFault(asked)) return asked;
  const message = `There is no fault ${asked}. There are ${faultNames.join(", ")}.`;
  throw new Refusal(400, message, { at: ["header", "mock-fault"] });
}

/** The first example of a status, as the operation documents it, or one with another message. */
function documentedAnswer(operation: IHttpOperation, status: number, ids: RequestIds, message?: string): MockAnswer {
  if (responseOf(operation, status) === undefined)
    return errorAnswer(new Refusal(status, message ?? `${reasonOf(status)}.`, { violations: [] }), ids);
  const answer = engine.example(operation, status);
  return jsonAnswer(answer.status, withOwnIds(answer.body, ids, message), answer);
}

function throttledAnswer(operation: IHttpOperation, wait: number, ids: RequestIds): MockAnswer {
  const answer = documentedAnswer(operation, 429, ids);
  return { ...answer, headers: { ...answer.headers, "retry-after": String(Math.ceil(wait / 1000)) } };
}

function resetAnswer({ memory }: Service, { method }: MockRequest): MockAnswer {
  if (memory === undefined)
    throw new Refusal(404, "This mock remembers nothing: start it with --stateful.", { at: ["path"] });
  if (method !== "POST")
    throw new Refusal(405, `${resetPath} takes POST.`, { headers: { allow: "POST" }, at: ["method"] });
  memory.reset();
  return jsonAnswer(204, undefined);
}
