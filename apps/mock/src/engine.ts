import type { IHttpRequest, IHttpResponse } from "@stoplight/prism-http";
import { DiagnosticSeverity, type IHttpOperation, type IHttpOperationResponse } from "@stoplight/types";
import { documentedError, errorCodeOf } from "./documented-error.ts";
import { covers, type Preferences } from "./preferences.ts";
import { createInstance } from "./prism.ts";
import { codeOf, Refusal } from "./refusal.ts";
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

const config = {
  checkSecurity: false, // `checkAuthorization` does it
  validateRequest: true,
  validateResponse: true,
  errors: false,
  upstreamProxy: undefined,
} as const;

// The operation is found already: Prism's own router would take half as long as all the rest.
const route: NonNullable<Components["route"]> = ({ resources: [operation] }) =>
  operation === undefined ? { _tag: "Left", left: new Error("no operation") } : { _tag: "Right", right: operation };

const mocker = createInstance({ ...config, isProxy: false, mock: { dynamic: false } }, { logger: silent, route });

/**
 * Prism's answer to a request: an example of the document, or what the request prefers.
 *
 * @throws {Refusal} where the request is not what the operation takes.
 */
export async function mock(
  operation: IHttpOperation,
  request: IHttpRequest,
  preferences: Preferences,
): Promise<Exchange> {
  const resource = withoutRanges(operation, preferences.code);
  const verdicts = exampleVerdicts.get(resource) ?? new Map<string, readonly Violation[]>();
  exampleVerdicts.set(resource, verdicts);
  const example = preferences.dynamic ? undefined : `${preferences.exampleKey} ${request.headers?.accept}`;
  const known = example === undefined ? undefined : verdicts.get(example);
  // A copy of the preferences, since Prism writes into them.
  const mockConfig = {
    ...config,
    validateResponse: known === undefined,
    isProxy: false,
    mock: { dynamic: false, ...preferences },
  } as const;
  const result = await mocker.request(request, [resource], mockConfig)();
  if (result._tag === "Left") {
    const { status = 500, detail, message } = result.left as Error & { status?: number; detail?: string };
    throw new Refusal(status, detail ?? message);
  }
  const { output, validations } = result.right;
  const refused = errorsIn(validations.input).map((diagnostic) => requestViolation(operation, diagnostic));
  if (refused.length > 0) {
    throw documentedError(operation, output.statusCode, refused.map(({ message }) => message).join(" "), refused);
  }
  const violations = known ?? errorsIn(validations.output).map(responseViolation);
  if (example !== undefined) verdicts.set(example, violations);
  return { answer: answerFrom(output), violations };
}

// What Prism finds wrong with an example of the document. An example stays as it is, so it is looked at once; requests,
// and answers that are generated, are looked at each time.
const exampleVerdicts = new WeakMap<IHttpOperation, Map<string, readonly Violation[]>>();

/** The first example of a status, or of the operation's success, whatever the request. */
export async function example(operation: IHttpOperation, status?: number): Promise<EngineAnswer> {
  const request = { method: operation.method, url: { path: operation.path } } as IHttpRequest;
  const mockConfig = {
    ...config,
    validateRequest: false,
    validateResponse: false,
    isProxy: false,
    mock: { dynamic: false, ...(status === undefined ? {} : { code: status }) },
  } as const;
  const result = await mocker.request(request, [withoutRanges(operation, status)], mockConfig)();
  if (result._tag === "Left") throw result.left;
  return answerFrom(result.right.output);
}

/** What in a request and in the answer that an upstream gave to it the operation forbids. */
export async function validate(
  operation: IHttpOperation,
  request: IHttpRequest,
  answer: IHttpResponse,
): Promise<Violation[]> {
  const forward = () => () => async () => ({ _tag: "Right" as const, right: answer });
  const upstream = new URL("http://localhost");
  const proxy = createInstance(
    { ...config, isProxy: true, upstream, mock: { dynamic: false } },
    { logger: silent, route, forward },
  );
  const result = await proxy.request(request, [operation])();
  if (result._tag === "Left") return [{ location: ["request"], code: "unknown", message: result.left.message }];
  const { input, output } = result.right.validations;
  return [
    ...errorsIn(input).map((diagnostic) => requestViolation(operation, diagnostic)),
    ...output.map(responseViolation),
  ];
}

const resources = new WeakMap<IHttpOperation, Map<number | undefined, IHttpOperation>>();

// Prism answers a violation with 422 where a range covers it, even beside an explicit 400. So it gets to see no range,
// but the status that the request asks for. Prism keeps what it compiles by object: the same is given for the same.
function withoutRanges(operation: IHttpOperation, status: number | undefined): IHttpOperation {
  const known = resources.get(operation) ?? new Map<number | undefined, IHttpOperation>();
  resources.set(operation, known);
  const resource = known.get(status) ?? { ...operation, responses: responsesFor(operation, status) };
  known.set(status, resource);
  return resource;
}

function responsesFor({ responses }: IHttpOperation, status: number | undefined): IHttpOperation["responses"] {
  const explicit = responses.filter(({ code }) => !code.endsWith("XX"));
  const asked = String(status);
  const isMissing = status !== undefined && !explicit.some(({ code }) => code === asked);
  const range = isMissing ? responses.find(({ code }) => covers(code, asked)) : undefined;
  const all = range === undefined ? explicit : [...explicit, { ...withExampleFirst(range, status), code: asked }];
  return all as IHttpOperation["responses"];
}

// Of a range's examples the one whose error code is the status' own, `ServiceUnavailable` for 503, comes first.
function withExampleFirst(range: IHttpOperationResponse, status: number | undefined): IHttpOperationResponse {
  const isOwn = (example: object): boolean => errorCodeOf(example) === codeOf(status ?? 0);
  const contents = range.contents?.map(({ examples = [], ...content }) => ({
    ...content,
    examples: examples.toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a))),
  }));
  return contents === undefined ? range : { ...range, contents };
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

function forbiddenProperty({ request, responses }: IHttpOperation, property: string): string {
  const answers = responses.flatMap(({ contents = [] }) => contents.flatMap(({ schema }) => [...propertiesOf(schema)]));
  const isReadOnly = answers.some(([name, schema]) => name === property && schema.readOnly === true);
  if (isReadOnly) return `The property '${property}' is read-only.`;
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
