import type { IHttpOperation } from "@stoplight/types";
import { jsonAnswer, type MockAnswer, type MockRequest } from "./answer.ts";
import { checkAuthorization } from "./authorization.ts";
import { type Contract, pathBelowRoot, type Route, routeOf } from "./contract.ts";
import * as engine from "./engine.ts";
import { type Fault, faultNames, isFault, withFault } from "./faults.ts";
import type { Memory } from "./memory.ts";
import { http } from "./node-http.ts";
import { covers, readPreferences } from "./preferences.ts";
import { type Address, prismRequest } from "./prism-request.ts";
import { graphErrorBody, Refusal, type RequestIds } from "./refusal.ts";
import type { Violation } from "./violation.ts";

/** What a mock server consists of, beside its connections. */
export interface Service {
  contract: Contract;
  readonly memory: Memory | undefined;
  /** The fault for the next request. */
  readonly chaos: (() => Fault | undefined) | undefined;
  /** Milliseconds that a request with the token has to wait. */
  readonly throttling: ((token: string, method: string) => number) | undefined;
  readonly upstream: URL | undefined;
  /** Milliseconds that the upstream has for an answer. */
  readonly upstreamTimeLimit: number;
}

/** The path that makes the mock forget what was written; it is none of the API's. */
export const resetPath = "/_mock/reset";

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
  if (service.upstream !== undefined) return proxied(service, service.upstream, route, address, request);
  if (route === undefined && address.path === resetPath) return resetAnswer(service, request);
  if (route === undefined) throw new Refusal(404, `The API has no path ${address.path}.`, { at: ["path"] });
  if (request.method === "OPTIONS" && !route.operations.has("options")) {
    return jsonAnswer(204, undefined, { headers: { allow: allowed(route) } });
  }
  const operation = operationOf(route, request.method, address);
  const fault = faultFor(service, request);
  const answer = () => mocked(service, route, operation, address, request);
  if (fault === undefined) return answer();
  const documented = (status: number) =>
    documentedAnswer(operation, status).catch((error: unknown) => errorAnswer(error, ids));
  return withFault(fault, answer, documented);
}

async function mocked(
  service: Service,
  route: Route,
  operation: IHttpOperation,
  address: Address,
  request: MockRequest,
): Promise<MockAnswer> {
  const { authorization = "", prefer, ...headers } = request.headers;
  checkAuthorization(operation, request.headers.authorization);
  const wait = service.throttling?.(authorization, request.method) ?? 0;
  if (wait > 0) return throttledAnswer(operation, wait);

  const { preferences, rest } = readPreferences(operation, prefer);
  const input = prismRequest(operation, address, {
    ...request,
    headers: { ...headers, ...(rest === undefined ? {} : { prefer: rest }) },
  });
  // RFC 7240, section 4.2: who prefers a minimal answer gets the one without a body, where the operation has it.
  const isMinimal = rest?.includes("return=minimal") && operation.responses.some(({ code }) => code === "204");
  const { answer, violations } = await engine.mock(
    operation,
    input,
    isMinimal ? { code: 204, ...preferences } : preferences,
  );

  const isFree = Object.keys(preferences).length === 0 && answer.status < 300;
  if (!isFree || service.memory === undefined) return jsonAnswer(answer.status, answer.body, { ...answer, violations });
  return remembered(service.memory, route, operation, address.path, input.body, { answer, violations });
}

/** The answer with the entity that is remembered at the path, after a PATCH with what it has changed. */
async function remembered(
  memory: Memory,
  route: Route,
  operation: IHttpOperation,
  path: string,
  changes: unknown,
  { answer, violations }: engine.Exchange,
): Promise<MockAnswer> {
  const get = route.operations.get("get");
  if (get === undefined || !route.operations.has("patch") || !["get", "patch"].includes(operation.method)) {
    return jsonAnswer(answer.status, answer.body, { ...answer, violations });
  }
  if (memory.isMissing(path)) return documentedAnswer(operation, 404);
  const entity = memory.get(path) ?? ((await engine.example(get)).body as object);
  const current = operation.method === "patch" ? memory.merge(path, entity, changes as object) : entity;
  return jsonAnswer(answer.status, answer.body === undefined ? undefined : current, { ...answer, violations });
}

async function proxied(
  service: Service,
  upstream: URL,
  route: Route | undefined,
  address: Address,
  request: MockRequest,
): Promise<MockAnswer> {
  const { forward } = await import("./upstream.ts");
  const url = new URL(upstream);
  url.pathname = upstream.pathname.replace(/\/$/, "") + address.path;
  url.search = address.query;
  const answer = await forward(url, request, service.upstreamTimeLimit);
  return { ...answer, isUpstreams: true, violations: await violationsOf(route, address, request, answer) };
}

async function violationsOf(
  route: Route | undefined,
  address: Address,
  request: MockRequest,
  answer: { status: number; headers: Readonly<Record<string, string>>; body: Buffer },
): Promise<readonly Violation[]> {
  const violations: Violation[] = [];
  const refused = <Result>(check: () => Result): Result | undefined => {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      violations.push(...error.violations);
      return undefined;
    }
  };
  const operation = refused(() => {
    if (route === undefined) throw new Refusal(404, `The contract has no path ${address.path}.`, { at: ["path"] });
    return operationOf(route, request.method, address);
  });
  if (operation === undefined) return violations;
  refused(() => checkAuthorization(operation, request.headers.authorization));
  const input = refused(() => prismRequest(operation, address, request));
  const text = answer.body.toString();
  const isJson = /\bjson\b/.test(answer.headers["content-type"] ?? "");
  const body = refused(() => (text === "" ? undefined : isJson ? parseAnswer(text) : text));
  const bare = { method: operation.method as "get", url: { path: address.path } };
  const exchange = { statusCode: answer.status, headers: answer.headers, body };
  const found = await engine.validate(operation, input ?? bare, exchange);
  // What is wrong with a request that Prism cannot be given is said already.
  return [...violations, ...found.filter(({ location: [side] }) => input !== undefined || side === "response")];
}

function parseAnswer(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = `The answer's body is not valid JSON: ${(error as Error).message}.`;
    throw new Refusal(502, message, { violations: [{ location: ["response", "body"], code: "json", message }] });
  }
}

function addressOf(contract: Contract, target: string): Address {
  // A client that takes the mock for a proxy sends the whole URL.
  const [rawPath = "", ...query] = target.replace(/^https?:\/\/[^/?]*/i, "").split("?");
  try {
    decodeURIComponent(rawPath);
  } catch {
    throw new Refusal(400, `The path ${rawPath} is not valid percent-encoded UTF-8.`, { at: ["path"] });
  }
  return { path: pathBelowRoot(contract, rawPath), query: query.join("?") };
}

function operationOf(route: Route, method: string, { path }: Address): IHttpOperation {
  const operation =
    route.operations.get(method.toLowerCase()) ?? (method === "HEAD" ? route.operations.get("get") : undefined);
  if (operation !== undefined) return operation;
  const allow = allowed(route);
  throw new Refusal(405, `The path ${path} takes ${allow}, not ${method}.`, { headers: { allow }, at: ["method"] });
}

/** The methods that a path takes, as in an `Allow` header. */
export function allowed({ operations }: Route): string {
  const methods = [...operations.keys()].map((method) => method.toUpperCase());
  return [...new Set([...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"])].toSorted().join(", ");
}

function faultFor(service: Service, { headers }: MockRequest): Fault | undefined {
  const asked = headers["mock-fault"];
  if (asked === undefined) return service.chaos?.();
  if (isFault(asked)) return asked;
  const message = `There is no fault ${asked}. There are ${faultNames.join(", ")}.`;
  throw new Refusal(400, message, { at: ["header", "mock-fault"] });
}

/** The first example of a status, as the operation documents it. */
async function documentedAnswer(operation: IHttpOperation, status: number): Promise<MockAnswer> {
  if (!operation.responses.some(({ code }) => covers(code, String(status)))) {
    throw new Refusal(status, `${http.STATUS_CODES[status]}.`);
  }
  const answer = await engine.example(operation, status);
  return jsonAnswer(answer.status, answer.body, answer);
}

async function throttledAnswer(operation: IHttpOperation, wait: number): Promise<MockAnswer> {
  const answer = await documentedAnswer(operation, 429);
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
