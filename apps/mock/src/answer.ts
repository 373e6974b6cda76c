import { createInstance, type IHttpRequest, type IHttpResponse } from "@stoplight/prism-http";
import { DiagnosticSeverity, type IHttpOperation } from "@stoplight/types";
import { type Contract, operationsAt, pathBelowRoot } from "./contract.ts";
import { type Preferences, readPreferences } from "./preferences.ts";
import { mediaTypeOf, parseBody } from "./read-request.ts";
import { type Detail, Refusal } from "./refusal.ts";

export interface MockRequest {
  readonly method: string;
  /** Path and query, as they came. */
  readonly target: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface MockAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

type Validation = { code?: string | number; message: string; path?: string[]; severity: DiagnosticSeverity };

const silent: Parameters<typeof createInstance>[1]["logger"] = Object.assign(
  Object.fromEntries(["trace", "debug", "info", "success", "warn", "error", "fatal"].map((level) => [level, () => {}])),
  { child: () => silent },
);

const config = {
  isProxy: false,
  checkSecurity: true,
  validateRequest: true,
  validateResponse: false,
  errors: false,
  upstreamProxy: undefined,
} as const;

const prism = createInstance({ ...config, mock: { dynamic: false } }, { logger: silent });

/**
 * The contract's answer to a request.
 *
 * @throws {Refusal} where the request is not what the contract allows.
 */
export async function answerTo(contract: Contract, request: MockRequest): Promise<MockAnswer> {
  const [rawPath = "", query = ""] = request.target.split("?", 2);
  const path = pathBelowRoot(contract, decodable(rawPath));
  const operation = operationFor(contract, request.method, path);
  const body = bodyFor(operation, request);
  checkAccept(request.headers.accept);

  const { preferences, rest: prefer } = readPreferences(request.headers.prefer);
  checkPreferences(operation, preferences);
  const { prefer: _, ...headers } = request.headers;
  const input: IHttpRequest = {
    method: operation.method as IHttpRequest["method"],
    url: { path, query: queryFrom(query) },
    headers: {
      ...headers,
      "content-length": String(request.body.length),
      ...(prefer === undefined ? {} : { prefer }),
    },
    ...(body === undefined ? {} : { body }),
  };
  return answerOfPrism(input, operation, withMinimal(operation, prefer, preferences));
}

async function answerOfPrism(input: IHttpRequest, operation: IHttpOperation, mock: Preferences): Promise<MockAnswer> {
  // A copy of the preferences, since Prism writes into them.
  const result = await prism.request(input, [withoutRanges(operation, mock.code)], { ...config, mock: { ...mock } })();
  if (result._tag === "Left") {
    const { status = 500, detail, message } = result.left as Error & { status?: number; detail?: string };
    throw new Refusal(status, detail ?? message);
  }
  const { output, validations } = result.right;
  const violations = validations.input.filter(({ severity }) => severity === DiagnosticSeverity.Error);
  if (violations.length > 0) throw refusalFor(output, violations);
  return { status: output.statusCode, headers: stringValues(output.headers ?? {}), body: output.body };
}

// Prism has chosen the status, and an example of the document for it; what is wrong with this request is said instead.
function refusalFor(output: IHttpResponse, violations: readonly Validation[]): Refusal {
  const details = violations.map(detailFrom);
  const { error } = (output.body ?? {}) as { error?: { code?: string } };
  return new Refusal(output.statusCode, details.map(({ message }) => message).join(" "), {
    code: error?.code,
    headers: stringValues(output.headers ?? {}),
    details: output.statusCode === 401 ? [] : details,
  });
}

// Prism answers a violation with 422 where a range covers it, even beside an explicit 400. So it gets to see no range,
// but the status that the request asks for.
function withoutRanges(operation: IHttpOperation, code: number | undefined): IHttpOperation {
  const isRange = (response: { code: string }) => response.code.endsWith("XX");
  const explicit = operation.responses.filter((response) => !isRange(response));
  const asked = String(code);
  const range = operation.responses.find((response) => isRange(response) && response.code[0] === asked[0]);
  const isMissing = code !== undefined && !explicit.some((response) => response.code === asked);
  const responses = isMissing && range !== undefined ? [...explicit, { ...range, code: asked }] : explicit;
  return { ...operation, responses: responses as IHttpOperation["responses"] };
}

function detailFrom({ code, message, path = [] }: Validation): Detail {
  const [place, ...keys] = path;
  const [, property] = /properties(?:: |; found )'(.*)'$/.exec(message) ?? [];
  if (property !== undefined) {
    return {
      code: String(code),
      message: `The body takes no property '${property}': it is unknown or read-only.`,
      target: pointer([...keys, property]),
    };
  }
  if (code === 401)
    return { code: "401", message: "The request has no bearer token. Send `Authorization: Bearer <token>`." };
  return {
    code: String(code ?? "invalid"),
    message: `${message}.`,
    ...(path.length === 0 ? {} : { target: place === "body" ? pointer(keys) : keys.join(".") }),
  };
}

function pointer(keys: readonly string[]): string {
  return keys.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

function decodable(path: string): string {
  try {
    decodeURIComponent(path);
    return path;
  } catch {
    throw new Refusal(400, `The path ${path} is not valid percent-encoded UTF-8.`);
  }
}

function operationFor(contract: Contract, method: string, path: string): IHttpOperation {
  const operations = operationsAt(contract, path);
  if (operations.length === 0) throw new Refusal(404, `The API has no path ${path}.`);
  const operation = operations.find((candidate) => candidate.method === method.toLowerCase());
  if (operation !== undefined) return operation;
  const allowed = operations.map((candidate) => candidate.method.toUpperCase()).join(", ");
  throw new Refusal(405, `The path ${path} takes ${allowed}, not ${method}.`, { headers: { allow: allowed } });
}

function bodyFor(operation: IHttpOperation, { headers, body }: MockRequest): unknown {
  const mediaType = mediaTypeOf(headers["content-type"]);
  const taken = operation.request?.body?.contents?.map((content) => content.mediaType) ?? [];
  if (body.length > 0 && taken.length > 0 && !taken.includes(mediaType ?? "")) {
    throw new Refusal(415, `The body is ${mediaType ?? "of no stated media type"}; send it as ${taken.join(" or ")}.`);
  }
  return parseBody(body, mediaType);
}

// Prism does not survive a media range that is none.
function checkAccept(accept = "*/*"): void {
  const mediaRange = /^\s*[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+\s*(;.*)?$/;
  const wrong = accept.split(",").find((range) => !mediaRange.test(range));
  if (wrong !== undefined) throw new Refusal(406, `\`Accept: ${accept}\` is not a list of media types.`);
}

function checkPreferences({ responses }: IHttpOperation, { code, exampleKey }: Preferences): void {
  const statuses = responses.map((response) => response.code);
  if (code !== undefined && !statuses.includes(String(code)) && !statuses.includes(`${String(code)[0]}XX`)) {
    throw new Refusal(400, `\`Prefer: code=${code}\`: the operation answers ${statuses.join(", ")}.`);
  }
  if (exampleKey === undefined) return;
  const known = responses.flatMap((response) =>
    (response.contents ?? []).flatMap((content) => (content.examples ?? []).map(({ key }) => key)),
  );
  if (!known.includes(exampleKey)) {
    throw new Refusal(400, `\`Prefer: example=${exampleKey}\`: the operation's examples are ${known.join(", ")}.`);
  }
}

// A request that prefers a minimal answer gets the one without a body, where the operation has it (RFC 7240, 4.2).
function withMinimal({ responses }: IHttpOperation, prefer: string | undefined, preferences: Preferences): Preferences {
  const minimal = prefer?.includes("return=minimal") && responses.some(({ code }) => code === "204");
  return minimal ? { code: 204, ...preferences } : preferences;
}

function queryFrom(query: string): Record<string, string | string[]> {
  const params = new URLSearchParams(query);
  return Object.fromEntries([...new Set(params.keys())].map((name) => [name, oneOrAll(params.getAll(name))]));
}

function oneOrAll(values: string[]): string | string[] {
  const [first = "", ...others] = values;
  return others.length === 0 ? first : values;
}

function stringValues(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}
