// The mock loads these modules when it needs them. They are loaded here, before the tests: for Stryker, what runs when a module
// is loaded would be covered by the first test alone.
import "../../src/features/state/seed.ts";
import "../../src/features/state/state.ts";
import "../../src/features/watching.ts";
import { formatPointer } from "@run-summary/openapi";
import { onTestFinished } from "vitest";
import { type Mock, type MockOptions, startMock } from "../../src/index.ts";
import { fixture } from "./documents.ts";

export const scriptPath = "/deviceManagement/deviceComplianceScripts/0e7e9f7e-3c4c-4f0a-9d3b-7f3f2c1d5a60/runSummary";
export const referencePage: Readonly<Record<string, unknown>> = {
  "@odata.type": "#microsoft.graph.deviceComplianceScriptRunSummary",
  id: "dad42f14-2f14-dad4-142f-d4da142fd4da",
  noIssueDetectedDeviceCount: 10,
  issueDetectedDeviceCount: 8,
  detectionScriptErrorDeviceCount: 15,
  detectionScriptPendingDeviceCount: 1,
  lastScriptRunDateTime: "2017-01-01T00:01:17.4310553-08:00",
};

/** Starts a mock of the spec of the tests, or of another one. */
export function startFixtureMock(options: MockOptions = {}): Promise<Mock> {
  return startMock({ spec: structuredClone(fixture), ...options });
}

/** Does the same for one test: the mock is closed when it ends. */
export async function temporaryMock(options: MockOptions = {}): Promise<Mock> {
  const mock = await startFixtureMock(options);
  onTestFinished(() => mock.close());
  return mock;
}

export interface TestResponse {
  readonly status: number;
  readonly headers: Headers;
  /** The value of JSON, or else the text; `undefined` where there is no body. */
  readonly body: unknown;
}

/** The body of an error response. */
export interface ErrorBody {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly target: string;
    readonly details: readonly { code: string; message: string; target: string }[];
    readonly innerError: Readonly<Record<string, string>>;
  };
}

/** Reads an error in Graph's form, or what problem details have of it. */
export function readError(response: TestResponse): ErrorBody["error"] {
  if (!response.headers.get("content-type")?.startsWith("application/problem+json"))
    return (response.body as ErrorBody).error;
  const { title, detail, validation = [] } = response.body as ProblemBody;
  const details = validation.map(({ location, code, message }) => ({ code, message, target: formatPointer(location) }));
  const ids = { "request-id": response.headers.get("request-id") ?? "" };
  const code = title.replaceAll(" ", "");
  return { code, message: detail, target: details[0]?.target ?? "", details, innerError: ids };
}

/** The details of an error, as `/body/name: message`. */
export function listErrorDetails(response: TestResponse): string[] {
  return readError(response).details.map(({ target, message }) => `${target}: ${message}`);
}

/** The violations that a response names in its header, as `request/body/name message`. */
export function readViolations({ headers }: { readonly headers: Headers }): string[] {
  const violations: { location: string[]; message: string }[] = JSON.parse(headers.get("sl-violations") ?? "[]");
  return violations.map(({ location, message }) => `${location.join("/")} ${message}`);
}

interface ProblemBody {
  readonly title: string;
  readonly detail: string;
  readonly validation?: readonly { location: string[]; code: string; message: string }[];
}

type RequestHeaders = Readonly<Record<string, string>>;

/** Sends a request with a token, unless the headers hold another `authorization`. */
export async function send(url: string, init: RequestInit & { headers?: RequestHeaders } = {}): Promise<TestResponse> {
  const response = await fetch(url, { ...init, headers: { authorization: "Bearer token", ...init.headers } });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") && text !== "";
  const body: unknown = isJson ? JSON.parse(text) : text === "" ? undefined : text;
  return { status: response.status, headers: response.headers, body };
}

export function get(mock: Mock, headers: RequestHeaders = {}, path: string = scriptPath): Promise<TestResponse> {
  return send(mock.apiUrl + path, { headers });
}

export function patch(
  mock: Mock,
  body: object | string | Uint8Array<ArrayBuffer>,
  headers: RequestHeaders = {},
): Promise<TestResponse> {
  const isRaw = typeof body === "string" || body instanceof Uint8Array;
  return send(mock.apiUrl + scriptPath, {
    method: "PATCH",
    headers: { "content-type": "application/json", ...headers },
    body: isRaw ? body : JSON.stringify(body),
  });
}

/** Creates a token in the form of a JWT with these claims. */
export function createJwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none", typ: "JWT" })}.${part(claims)}.c2lnbmF0dXJl`;
}
