import type { IHttpRequest, IHttpResponse } from "@stoplight/prism-http";
import {
  DiagnosticSeverity,
  type IHttpOperation,
  type IHttpOperationResponse,
  type INodeExample,
  type INodeExternalExample,
} from "@stoplight/types";
import { errorCodeOf } from "./documented-error.ts";
import { covers, type Preferences } from "./preferences.ts";
import { createInstance } from "./prism.ts";
import { codeOf, Refusal, reasonOf } from "./refusal.ts";
import type { Violation } from "./violation.ts";

/** An answer as Prism makes it, or as an upstream gave it. */
export interface EngineAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface Exchange {
  readonly answer: EngineAnswer;
  readonly violations: readonly Violation[];
}

type Diagnostic = { code?: string | number; message: string; path?: string[]; severity: DiagnosticSeverity };
type Components = Parameters<typeof createInstance>[1];

const silent: Components["logger"] = Object.assign(
  Object.fromEntries(["trace", "debug", "info", "success", "warn", "error", "fatal"].map((level) => [level, () => {}])),
  { child: () => silent },
);

// Security is `checkAuthorization`'s.
const config = { checkSecurity: false, errors: false, upstreamProxy: undefined, isProxy: false } as const;

// The operation is found already: Prism's own router would take half as long as all the rest.
const route: NonNullable<Components["route"]> = ({ resources: [operation] }) =>
  operation === undefined ? { _tag: "Left", left: new Error("no operation") } : { _tag: "Right", right: operation };

const mocker = createInstance(
  { ...config, validateRequest: false, validateResponse: true, mock: { dynamic: false } },
  { logger: silent, route },
);

/**
 * Prism's answer to a request that is valid: an example of the document, or what the request prefers.
 *
 * @throws {Refusal} where there is none.
 */
export async function mock(
  operation: IHttpOperation,
  request: IHttpRequest,
  preferences: Preferences,
): Promise<Exchange> {
  const resource = resourceFor(operation, preferences.code);
  // Generated values differ, and callbacks are to be called each time.
  if (preferences.dynamic || resource.callbacks?.length) return picked(resource, request, preferences);
  const exchanges = pickedExamples.get(resource) ?? new Map<string, Exchange>();
  pickedExamples.set(resource, exchanges);
  const choice = `${preferences.code} ${preferences.exampleKey} ${request.headers?.accept}`;
  const exchange = exchanges.get(choice) ?? (await picked(resource, request, preferences));
  exchanges.set(choice, exchange);
  return exchange;
}

// What Prism picks of the document's examples stays as it is, so it is picked, and looked at, once.
const pickedExamples = new WeakMap<IHttpOperation, Map<string, Exchange>>();

async function picked(resource: IHttpOperation, request: IHttpRequest, preferences: Preferences): Promise<Exchange> {
  // A copy of the preferences, since Prism writes into them.
  const mockConfig = {
    ...config,
    validateRequest: false,
    validateResponse: true,
    mock: { dynamic: false, ...preferences },
  };
  const result = await mocker.request(request, [resource], mockConfig)();
  if (result._tag === "Left") {
    const { status = 500, detail, message } = result.left as Error & { status?: number; detail?: string };
    throw new Refusal(status, detail ?? message);
  }
  const { output, validations } = result.right;
  return { answer: answerFrom(output), violations: errorsIn(validations.output).map(responseViolation) };
}

/** The first example of a status, or of the operation's success, whatever the request. */
export async function example(operation: IHttpOperation, status?: number): Promise<EngineAnswer> {
  const request = { method: operation.method, url: { path: operation.path } } as IHttpRequest;
  return (await mock(operation, request, status === undefined ? {} : { code: status })).answer;
}

/** Compiles what is needed to validate an operation's requests, so that the first of them need not wait for it. */
export async function warm(operation: IHttpOperation): Promise<void> {
  const { method, path: template, request } = operation;
  for (const { mediaType } of request?.body?.contents ?? [{ mediaType: "application/json" }]) {
    const headers = { "content-type": mediaType, "content-length": "2" };
    const input = { method, url: { path: template }, headers, body: {} } as IHttpRequest;
    await requestViolations(operation, input).catch(() => {}); // what fails here fails again where it is told
  }
  await example(operation).catch(() => {});
}

/** What the operation forbids in a request. */
export async function requestViolations(operation: IHttpOperation, request: IHttpRequest): Promise<Violation[]> {
  const { input } = await validations(operation, request, undefined);
  return errorsIn(input).map((diagnostic) => requestViolation(operation, diagnostic));
}

/** What the operation forbids in an answer. */
export async function responseViolations(
  operation: IHttpOperation,
  request: IHttpRequest,
  answer: IHttpResponse,
): Promise<Violation[]> {
  const { output } = await validations(operation, request, answer);
  return output.map(responseViolation);
}

/** What Prism finds in a request, or in the answer to it. */
async function validations(
  operation: IHttpOperation,
  request: IHttpRequest,
  answer: IHttpResponse | undefined,
): Promise<{ input: readonly Diagnostic[]; output: readonly Diagnostic[] }> {
  const right = answer ?? { statusCode: 200 };
  const validator = createInstance(
    {
      ...config,
      validateRequest: answer === undefined,
      validateResponse: answer !== undefined,
      mock: { dynamic: false },
    },
    { logger: silent, route, mock: () => () => ({ _tag: "Right", right }) },
  );
  const result = await validator.request(request, [operation])();
  if (result._tag === "Left") throw result.left;
  return result.right.validations;
}

const resources = new WeakMap<IHttpOperation, Map<number, IHttpOperation>>();

// A status that only a range or `default` covers gets a response of its own, so that its example is its own too. Prism
// keeps what it compiles by object: the same is given for the same.
function resourceFor(operation: IHttpOperation, status: number | undefined): IHttpOperation {
  if (status === undefined || operation.responses.some(({ code }) => code === String(status))) return operation;
  const known = resources.get(operation) ?? new Map<number, IHttpOperation>();
  resources.set(operation, known);
  const resource = known.get(status) ?? { ...operation, responses: ownResponse(operation, status) };
  known.set(status, resource);
  return resource;
}

function ownResponse({ responses }: IHttpOperation, status: number): IHttpOperation["responses"] {
  const code = String(status);
  const general = responses.filter((response) => covers(response.code, code));
  const range = general.find((response) => response.code !== "default") ?? general[0];
  return range === undefined ? responses : [{ ...withOwnExampleFirst(range, status), code }];
}

// Of a range's examples the one whose error code is the status' own, `ServiceUnavailable` for 503, comes first. Where
// there is none, the first one is made so.
function withOwnExampleFirst(range: IHttpOperationResponse, status: number): IHttpOperationResponse {
  const contents = range.contents?.map(({ examples = [], ...content }) => {
    const own = examples.find((example) => errorCodeOf(example) === codeOf(status)) ?? ownExample(examples[0], status);
    return { ...content, examples: own === undefined ? examples : [own, ...examples.filter((other) => other !== own)] };
  });
  return contents === undefined ? range : { ...range, contents };
}

function ownExample(
  example: INodeExample | INodeExternalExample | undefined,
  status: number,
): INodeExample | undefined {
  if (example === undefined || errorCodeOf(example) === undefined) return undefined;
  const { value } = example as { value: { error: object } };
  const error = { ...value.error, code: codeOf(status), message: `${reasonOf(status)}.` };
  return { ...example, key: String(status), value: { ...value, error } };
}

function answerFrom({ statusCode, headers = {}, body }: IHttpResponse): EngineAnswer {
  const values = Object.entries(headers).filter(([, value]) => value !== null && value !== undefined);
  return {
    status: statusCode,
    headers: Object.fromEntries(values.map(([name, value]) => [name.toLowerCase(), String(value)])),
    body,
  };
}

function errorsIn(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === DiagnosticSeverity.Error);
}

function responseViolation({ code, message, path = [] }: Diagnostic): Violation {
  const location = ["response", ...path.map(unescaped), ...missingIn(message)];
  return { location, code: String(code ?? "undocumented"), message: `${message}.` };
}

function requestViolation(operation: IHttpOperation, { code, message, path = [] }: Diagnostic): Violation {
  const location = ["request", ...(message === "Body parameter is required" ? ["body"] : path.map(unescaped))];
  const [, property] = /properties(?:: |; found )'(.*)'$/s.exec(message) ?? [];
  return property === undefined
    ? { location: [...location, ...missingIn(message)], code: String(code ?? "invalid"), message: `${message}.` }
    : { location: [...location, property], code: String(code), message: forbiddenProperty(operation, property) };
}

// Prism cuts a JSON pointer into pieces, and leaves these as they are in it.
function unescaped(piece: string): string {
  return piece.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** The property that is missing, in a list; an empty one where the message says something else. */
function missingIn(message: string): string[] {
  return /must have required property '(.*)'$/s.exec(message)?.slice(1) ?? [];
}

/** What of a body may be written: all but what the operation's answers have as read-only. */
export function writable({ responses }: IHttpOperation, body: object): object {
  return Object.fromEntries(Object.entries(body).filter(([property]) => !isReadOnly(responses, property)));
}

function isReadOnly(responses: IHttpOperation["responses"], property: string): boolean {
  return responses.some(({ contents = [] }) =>
    contents.some(({ schema }) => propertiesOf(schema).get(property)?.readOnly === true),
  );
}

function forbiddenProperty({ request, responses }: IHttpOperation, property: string): string {
  if (isReadOnly(responses, property)) return `The property '${property}' is read-only.`;
  const taken = (request?.body?.contents ?? []).flatMap(({ schema }) => [...propertiesOf(schema).keys()]);
  return `There is no property '${property}' to write; the body takes ${taken.join(", ")}.`;
}

interface Schema {
  readonly readOnly?: boolean;
  readonly allOf?: readonly unknown[];
  readonly properties?: Readonly<Record<string, unknown>>;
}

function propertiesOf(schema: unknown): Map<string, Schema> {
  const { allOf = [], properties = {} } = (schema ?? {}) as Schema;
  return new Map([
    ...allOf.flatMap((part) => [...propertiesOf(part)]),
    ...(Object.entries(properties) as [string, Schema][]),
  ]);
}
