import { setTimeout as sleep } from "node:timers/promises";
import { type Mock, startMock } from "@run-summary/mock";
import {
  createExampleInput,
  flattenSchema,
  formatPointer,
  type HttpRequest,
  listRequestExamples,
  listRequiredClaims,
  listSuccessContents,
  type Operation,
} from "@run-summary/openapi";
import type { Mismatch } from "@run-summary/openapi/validation";
import { listBodyCases, listTextCases } from "../cases/body-cases.ts";
import { createBudget } from "../cases/budget.ts";
import type { RequestCase } from "../cases/contract-case.ts";
import { addCredentials, buildAuthorizedRequest } from "../cases/example-cases.ts";
import type { Contract } from "../contract.ts";
import { findReadOperation, listReadOnlyNames } from "../operations/entity.ts";
import type { PreparedOperation } from "../operations/prepare-operation.ts";
import { parseJson, sendRequest } from "../raw-http.ts";
import { type Expectation, type ExpectedValues, listMismatches } from "./response-mismatches.ts";

/** A request that was sent to a provider, and what is wrong with its response. */
export interface RequestReport {
  /** Method, path and what is special about the request: `PATCH /path · without a token`. */
  readonly request: string;
  readonly operationId: string;
  readonly status: number;
  readonly body: unknown;
  readonly mismatches: readonly Mismatch[];
}

/** A provider of the API: its address, and a token for it. */
export interface Provider {
  readonly url: string;
  readonly token: string;
  /** Milliseconds in which it has to respond. */
  readonly timeLimit: number;
}

// Seconds that a throttling provider may ask to wait, and seconds to wait where it does not say.
const maxWait = 60;
const defaultWait = 10;

/**
 * Sends the document's requests for some of its operations to a provider, through the validating proxy: each operation without a
 * token, each example, and forbidden bodies. It reads again what it has written. In the end it writes back the original values.
 */
export async function* checkProvider(
  contract: Contract,
  operations: readonly PreparedOperation[],
  provider: Provider,
): AsyncGenerator<RequestReport> {
  const known = new Set<string>();
  for await (const report of sendRequests(contract, operations, provider)) {
    const mismatches = report.mismatches.filter(({ pointer, expected }) => {
      // What is wrong in the same way with several responses of an operation is reported once. Each accepted request that is
      // forbidden is another mistake.
      const isAccepted = report.status < 300 && /^4\d\d$/.test(expected);
      const scope = isAccepted ? report.request : `${report.operationId} ${report.status}`;
      const key = JSON.stringify([scope, pointer, expected]);
      return !known.has(key) && known.add(key);
    });
    yield { ...report, mismatches };
  }
}

async function* sendRequests(
  contract: Contract,
  operations: readonly PreparedOperation[],
  { url, token, timeLimit }: Provider,
): AsyncGenerator<RequestReport> {
  const proxy = await startMock({ spec: contract.document, strict: true, upstream: url, upstreamTimeLimit: timeLimit });
  const session: Session = { contract, operations, token, send: createSender(contract, proxy) };
  try {
    for (const operation of operations) {
      yield* checkMissingToken(session, operation);
      yield* checkOperation(session, operation);
    }
  } finally {
    await proxy.close();
  }
}

interface Session {
  readonly contract: Contract;
  readonly operations: readonly PreparedOperation[];
  readonly token: string;
  send(
    operation: PreparedOperation,
    title: string,
    request: HttpRequest,
    expectation: Expectation,
  ): Promise<RequestReport>;
}

async function* checkMissingToken(
  { contract, send }: Session,
  operation: PreparedOperation,
): AsyncGenerator<RequestReport> {
  if (listRequiredClaims(contract.document, operation).length === 0) return;
  const [example] = listRequestExamples(operation);
  const request = buildAuthorizedRequest(operation, createExampleInput(operation, example?.body));
  const { authorization: _, ...headers } = request.headers;
  yield await send(operation, "without a token", { ...request, headers }, { status: 401 });
}

async function* checkOperation(session: Session, operation: PreparedOperation): AsyncGenerator<RequestReport> {
  const { contract, token, send } = session;
  const read = findReadOperation(session.operations, operation);
  const before = read && (await sendBody(session, read, "before it is changed"));
  if (before !== undefined) yield before;
  // What cannot be read cannot be written back.
  if (before !== undefined && !isEntity(before)) return;

  const write = async function* (title: string, body: unknown): AsyncGenerator<RequestReport> {
    const values = read === undefined ? {} : listExpectedValues(contract, read, before?.body, body);
    const written = await sendBody(session, operation, title, body, values);
    yield written;
    if (read === undefined) return;
    yield await sendBody(session, read, `after ${title}`, undefined, omitReported(values, written));
  };
  for (const { name, body } of listRequestExamples(operation)) {
    yield* write(body === undefined ? "with a token" : `example ${name}`, body);
  }
  for (const { title, request } of listForbiddenCases(contract, operation)) {
    const { headers } = addCredentials(operation, request, token);
    yield await send(operation, title, { ...request, headers }, { status: 400 });
  }
  if (before !== undefined) yield* write("the original values", pickWritable(contract, operation, before.body));
}

function sendBody(
  { token, send }: Session,
  operation: PreparedOperation,
  title: string,
  body?: unknown,
  values: ExpectedValues = {},
): Promise<RequestReport> {
  const request = buildAuthorizedRequest(operation, createExampleInput(operation, body), token);
  return send(operation, title, request, { status: "a success", values });
}

/** A function that sends a request, again while the provider throttles, and validates the response. */
function createSender({ validator }: Contract, proxy: Mock): Session["send"] {
  const send = async (
    operation: PreparedOperation,
    title: string,
    request: HttpRequest,
    expectation: Expectation,
    tries = 3,
  ): Promise<RequestReport> => {
    const response = await sendRequest(proxy.url, request);
    const violations = proxy.requests.at(-1)?.violations ?? [];
    const mismatches = listMismatches(validator, operation, response, violations, expectation);
    const wait = Number(response.headers.get("retry-after") ?? defaultWait);
    if (response.status === 429 && wait <= maxWait && tries > 1) {
      await sleep(wait * 1000);
      const next = await send(operation, title, request, expectation, tries - 1);
      const others = mismatches.filter(({ pointer }) => pointer !== "/status");
      return { ...next, mismatches: [...others, ...next.mismatches] };
    }
    return {
      request: `${request.method} ${request.target} · ${title}`,
      operationId: operation.operationId,
      status: response.status,
      body: parseJson(response.body),
      mismatches,
    };
  };
  return send;
}

function listForbiddenCases({ document, validator }: Contract, operation: PreparedOperation): RequestCase[] {
  if (operation.requestBody === undefined) return [];
  const cases = [...listBodyCases(document, validator, operation, createBudget()), ...listTextCases(operation)];
  return cases.filter(({ status }) => status === 400);
}

function isEntity({ status, body }: RequestReport): boolean {
  return status < 300 && typeof body === "object" && body !== null;
}

/** The values of a response after a body was written: those of the body, and the key as it was before. */
function listExpectedValues({ document }: Contract, read: Operation, before: unknown, body: unknown): ExpectedValues {
  const [content] = listSuccessContents(read);
  const { required = [] } = flattenSchema(document, content?.schema ?? {});
  // Annotations are read-only too. They may differ from response to response.
  const keys = listReadOnlyNames(document, content?.schema ?? {}).filter((name) => required.includes(name));
  const explain = (values: unknown, reason: string) =>
    Object.entries(values as object).map(([name, value]): [string, ExpectedValues[string]] => [
      name,
      { value, reason },
    ]);
  return Object.fromEntries([
    ...explain(before, "as before: it is read-only").filter(([name]) => keys.includes(name)),
    ...explain(body, "as it was sent"),
  ]);
}

/** The expected values without those that the response before did not have either. */
function omitReported(values: ExpectedValues, { mismatches }: RequestReport): ExpectedValues {
  const reported = mismatches.map(({ pointer }) => pointer);
  const names = Object.keys(values).filter((name) => !reported.includes(formatPointer(["body", name])));
  return Object.fromEntries(names.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])));
}

/** The properties of an entity that the operation writes. */
function pickWritable({ document }: Contract, operation: PreparedOperation, entity: unknown): object {
  const [content] = Object.values(operation.requestBody?.content ?? {});
  const { properties = {} } = flattenSchema(document, content?.schema ?? {});
  return Object.fromEntries(Object.entries(entity as object).filter(([name]) => name in properties));
}
