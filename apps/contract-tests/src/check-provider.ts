import { setTimeout as sleep } from "node:timers/promises";
import { type Mock, startMock } from "@run-summary/mock";
import { flatSchema, type OpenApiDocument, type Operation } from "@run-summary/spec";
import { bodyOf, type Expectation, type Shown, violationsOf } from "./answer-violations.ts";
import { bodyCasesOf, textCasesOf } from "./body-cases.ts";
import { inputOf, readingOf, readOnlyNames, requestExamplesOf, successContentsOf } from "./cases.ts";
import type { RequestCase } from "./request-case.ts";
import { claimsFor } from "./token.ts";
import { createValidator, pointerTo, type Validator, type Violation } from "./validator.ts";
import { send, type WireRequest, wireRequestOf } from "./wire.ts";

/** A request that was sent to a provider, and what in its answer is not as the document says. */
export interface Exchange {
  /** Method, path, and what is special about it: `PATCH /path · without a token`. */
  readonly request: string;
  readonly operationId: string;
  readonly status: number;
  readonly body: unknown;
  readonly violations: readonly Violation[];
}

/** A provider of the API: its address, and a token for it. */
export interface Provider {
  readonly url: string;
  readonly token: string;
}

// Seconds that a provider that throttles may ask to wait; where it does not say, it is ten.
const longestWait = 60;

/**
 * Sends the document's requests for some of its operations to a provider, through the validating proxy: each operation
 * without a token, each example, and bodies that the document forbids. What is written is read again, and in the end what
 * was there before is written back.
 */
export async function* checkProvider(
  document: OpenApiDocument,
  operations: readonly Operation[],
  provider: Provider,
): AsyncGenerator<Exchange> {
  const said = new Set<string>();
  for await (const exchange of exchangesWith(document, operations, provider)) {
    const violations = exchange.violations.filter(({ path, expected }) => {
      // What is wrong in one way with several answers of an operation is told once; each request that is taken though it
      // may not be is another one.
      const isTaken = exchange.status < 300 && /^4\d\d$/.test(expected);
      const where = isTaken ? exchange.request : `${exchange.operationId} ${exchange.status}`;
      const key = JSON.stringify([where, path, expected]);
      return !said.has(key) && said.add(key);
    });
    yield { ...exchange, violations };
  }
}

async function* exchangesWith(
  document: OpenApiDocument,
  operations: readonly Operation[],
  { url, token }: Provider,
): AsyncGenerator<Exchange> {
  const validator = createValidator(document);
  const proxy = await startMock({ spec: document, upstream: url });
  const exchange = createExchange(validator, proxy);
  const call = (operation: Operation, what: string, body?: unknown, shown: Shown = {}) => {
    const request = withToken(wireRequestOf(operation, inputOf(operation, body)), token);
    return exchange(operation, what, request, { status: "a success", shown });
  };

  try {
    for (const operation of operations) {
      const examples = requestExamplesOf(operation);
      if (claimsFor(document, operation).length > 0) {
        const request = withToken(wireRequestOf(operation, inputOf(operation, examples[0]?.[1])), undefined);
        yield await exchange(operation, "without a token", request, { status: 401 });
      }
      const reading = readingOf(operations, operation);
      const before = reading && (await call(reading, "before it is changed"));
      if (before !== undefined) yield before;
      // What cannot be read cannot be put back.
      if (before !== undefined && !isEntity(before)) continue;

      const write = async function* (what: string, body: unknown): AsyncGenerator<Exchange> {
        const shown = reading === undefined ? {} : shownAfter(document, reading, before?.body, body);
        const written = await call(operation, what, body, shown);
        yield written;
        if (reading !== undefined) yield await call(reading, `after ${what}`, undefined, unsaid(shown, written));
      };
      for (const [name, body] of examples) yield* write(body === undefined ? "with a token" : `example ${name}`, body);
      for (const { what, request } of forbiddenBodies(document, validator, operation)) {
        yield await exchange(operation, what, withToken(request, token), { status: 400 });
      }
      if (before !== undefined) yield* write("the original values", writableIn(document, operation, before.body));
    }
  } finally {
    await proxy.close();
  }
}

/** A function that sends a request, again where the provider throttles, and looks at the answer. */
function createExchange(validator: Validator, proxy: Mock) {
  return async function exchange(
    operation: Operation,
    what: string,
    request: WireRequest,
    expectation: Expectation,
    tries = 3,
  ): Promise<Exchange> {
    const answer = await send(proxy.url, request);
    const proxied = proxy.requests.at(-1)?.violations ?? [];
    const violations = violationsOf(validator, operation, answer, proxied, expectation);
    const wait = Number(answer.headers.get("retry-after") ?? 10);
    if (answer.status === 429 && wait <= longestWait && tries > 1) {
      await sleep(wait * 1000);
      const next = await exchange(operation, what, request, expectation, tries - 1);
      return { ...next, violations: [...violations.filter(({ path }) => path !== "/status"), ...next.violations] };
    }
    return {
      request: `${request.method} ${request.target} · ${what}`,
      operationId: operation.operationId,
      status: answer.status,
      body: bodyOf(answer.text),
      violations,
    };
  };
}

function withToken(
  { headers: { authorization: _, ...headers }, ...request }: WireRequest,
  token?: string,
): WireRequest {
  return { ...request, headers: token === undefined ? headers : { ...headers, authorization: `Bearer ${token}` } };
}

function forbiddenBodies(document: OpenApiDocument, validator: Validator, operation: Operation): RequestCase[] {
  if (operation.requestBody === undefined) return [];
  const cases = [...bodyCasesOf(document, validator, operation), ...textCasesOf(operation)];
  return cases.filter(({ status }) => status === 400);
}

function isEntity({ status, body }: Exchange): boolean {
  return status < 300 && typeof body === "object" && body !== null;
}

/** What an answer has to show after a body was written: that body, and the key as it was. */
function shownAfter(document: OpenApiDocument, reading: Operation, before: unknown, body: unknown): Shown {
  const [content] = successContentsOf(reading);
  const { required = [] } = flatSchema(document, content?.schema ?? {});
  // Annotations, which are read-only too, may differ from answer to answer.
  const keys = readOnlyNames(document, content?.schema ?? {}).filter((name) => required.includes(name));
  const from = (values: unknown, why: string): [string, Shown[string]][] =>
    Object.entries(values as object).map(([name, value]) => [name, { value, why }]);
  return Object.fromEntries([
    ...from(before, "as before: it is read-only").filter(([name]) => keys.includes(name)),
    ...from(body, "as it was sent"),
  ]);
}

/** What an answer has to show but for what the answer before it did not show either. */
function unsaid(shown: Shown, { violations }: Exchange): Shown {
  const paths = violations.map(({ path }) => path);
  return Object.fromEntries(Object.entries(shown).filter(([name]) => !paths.includes(`/body${pointerTo(name)}`)));
}

/** What of an entity the operation writes. */
function writableIn(document: OpenApiDocument, operation: Operation, entity: unknown): object {
  const [content] = Object.values(operation.requestBody?.content ?? {});
  const { properties = {} } = flatSchema(document, content?.schema ?? {});
  return Object.fromEntries(Object.entries(entity as object).filter(([name]) => name in properties));
}
