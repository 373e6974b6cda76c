import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Cloud, createRunSummaryClient } from "@run-summary/client";
import {
  addCredentials,
  exampleToken,
  isBearer,
  type PreparedOperation,
  sendRequest,
} from "@run-summary/contract/cases";
import { type Mock, type MockOptions, startMock, type Violation } from "@run-summary/mock";
import type { HttpRequest, RequestInput } from "@run-summary/openapi";
import type { HttpResponse } from "@run-summary/openapi/validation";

/** The exports of the client's package that the cases use. */
export interface ClientModules {
  readonly createRunSummaryClient: (options: Parameters<typeof createRunSummaryClient>[0]) => object;
  readonly validateResponse: (operationId: string, response: unknown) => void;
}

/** A call of a client's method. */
export interface ClientCall {
  /** What the method returns or throws. */
  readonly outcome: unknown;
  /** The requests that it sent. */
  readonly requests: readonly HttpRequest[];
  /** The last response that it received. */
  readonly response: HttpResponse | undefined;
}

export interface ClientCallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** The response that the client receives. Without it, the mock responds. */
  readonly response?: HttpResponse;
  /** The responses that the client receives while it walks the items of all pages. */
  readonly pages?: readonly HttpResponse[];
}

/** A response of the mock. */
export interface MockResponse extends HttpResponse {
  /** What the mock found wrong in the request. */
  readonly violations: readonly Violation[];
}

/** The client and the mock, ready to be used over HTTP. */
export interface Targets {
  readonly isStateful: boolean;
  /** The schemas that the mock cannot compile: where each is, and what is wrong. */
  readonly problems: readonly string[];
  /** The address of the mock's API. */
  readonly apiUrl: string;
  /** The names of the client's methods for operations. */
  readonly methods: readonly string[];
  /** The address of the API that the client uses in a cloud. */
  findBaseUrl(cloud: string): unknown;
  /** Sends a request to the mock. */
  send(request: HttpRequest): Promise<MockResponse>;
  /** Calls the client's method for an operation. */
  call(operation: PreparedOperation, input: RequestInput, options?: ClientCallOptions): Promise<ClientCall>;
  /** The violations that the mock finds in a service's response to a request, as a validating proxy. */
  inspectResponse(request: HttpRequest, response: HttpResponse): Promise<readonly Violation[]>;
  close(): Promise<void>;
}

/** Loads the project's own client, which has to be built. */
async function loadOwnModules(): Promise<ClientModules> {
  return { ...(await import("@run-summary/client")), ...(await import("@run-summary/client/validate")) };
}

/** Starts a mock and a client for it: the project's own, or another client, or a mock of another document. */
export async function startTargets({
  modules: given,
  ...mockOptions
}: MockOptions & { readonly modules?: ClientModules } = {}): Promise<Targets> {
  const modules = given ?? (await loadOwnModules());
  const mock = await startMock({ strict: true, ...mockOptions });
  const service = await startService();
  const proxy = await startMock({ strict: true, ...mockOptions, upstream: service.url });
  const client = modules.createRunSummaryClient({ token: exampleToken, baseUrl: mock.apiUrl });
  // What a request creates or deletes would be in the way of the next one.
  const forget = async (method: string) => {
    if (!mockOptions.stateful || !["POST", "DELETE"].includes(method.toUpperCase())) return;
    await fetch(`${mock.url}/_mock/reset`, { method: "POST" });
  };
  const functions = Object.entries(client).filter(([, value]) => typeof value === "function");
  return {
    isStateful: mockOptions.stateful ?? false,
    problems: mock.problems,
    apiUrl: mock.apiUrl,
    methods: functions.map(([name]) => name).filter((name) => name !== "fetch"),
    findBaseUrl(cloud) {
      const client = modules.createRunSummaryClient({ token: exampleToken, cloud: cloud as Cloud });
      return (client as { readonly baseUrl?: string }).baseUrl;
    },
    async send(request) {
      const response = await sendRequest(mock.apiUrl, request);
      const { violations = [] } = mock.requests.at(-1) ?? {};
      await forget(request.method);
      return { ...response, violations };
    },
    async call(operation, input, options) {
      const called = await callClient(modules, mock, operation, input, options);
      await forget(operation.method);
      return called;
    },
    async inspectResponse(request, response) {
      service.response = response;
      await sendRequest(proxy.apiUrl, request);
      const { violations = [] } = proxy.requests.at(-1) ?? {};
      return violations.filter(({ location: [message] }) => message === "response");
    },
    async close() {
      await Promise.all([mock.close(), proxy.close(), service.close()]);
    },
  };
}

/** A method for an operation. That of a list can walk the items of all pages. */
interface ClientMethod {
  (input: RequestInput, options: object): Promise<unknown>;
  readonly all?: (input: RequestInput, options: object) => AsyncIterable<unknown>;
}

async function callClient(
  { createRunSummaryClient, validateResponse }: ClientModules,
  { apiUrl }: Mock,
  operation: PreparedOperation,
  input: RequestInput,
  { headers = {}, response: only, pages = [] }: ClientCallOptions = {},
): Promise<ClientCall> {
  const requests: HttpRequest[] = [];
  let response: HttpResponse | undefined;
  const client = createRunSummaryClient({
    token: exampleToken,
    baseUrl: apiUrl,
    retry: { attempts: 1 },
    validateResponse,
    async fetch(request: Request) {
      const given = only ?? pages[requests.length];
      requests.push(await readRequest(apiUrl, request.clone()));
      const received = given === undefined ? await fetch(authorize(operation, request)) : createResponse(given);
      response = await readResponse(received.clone());
      return received;
    },
  }) as Record<string, ClientMethod | undefined>;
  const call = async () => {
    const method = client[operation.operationId];
    if (method === undefined) throw new Error(`The client has no method ${operation.operationId}`);
    if (pages.length > 0) return Array.fromAsync(method.all?.(input, { headers }) ?? []);
    const value = await method(input, { headers });
    return value instanceof ReadableStream ? new Response(value).text() : value;
  };
  const outcome = await call().catch((error: unknown) => error);
  return { outcome, requests, response };
}

/** The request with the credentials that the client's users have to add by its option `fetch`. */
function authorize(operation: PreparedOperation, request: Request): Request {
  if (isBearer(operation.credentials)) return request;
  const { target, headers } = addCredentials(operation, { target: request.url, headers: {} });
  const authorized = new Request(target, request);
  for (const [name, value] of Object.entries(headers)) authorized.headers.set(name, value);
  return authorized;
}

async function readRequest(apiUrl: string, request: Request): Promise<HttpRequest> {
  const body = await request.text();
  return {
    method: request.method,
    target: request.url.slice(apiUrl.length),
    headers: Object.fromEntries(request.headers),
    body: body === "" ? undefined : body,
  };
}

async function readResponse(response: Response): Promise<HttpResponse> {
  return { status: response.status, headers: response.headers, body: await response.text() };
}

function createResponse({ status, headers, body }: HttpResponse): Response {
  return new Response(body === "" ? null : body, { status, headers });
}

/** A service that gives the response that it is told to give. */
async function startService() {
  const server = createServer((_request, response) => {
    const { status, headers, body } = service.response;
    response.writeHead(status, Object.fromEntries(headers)).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const service = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    response: { status: 200, headers: new Headers(), body: "" } as HttpResponse,
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return service;
}
