import { ContractError, createRunSummaryClient } from "@run-summary/client";
import { validateResponse } from "@run-summary/client/validate";
import type { Mock } from "@run-summary/mock";
import { type OpenApiDocument, type Operation, operationsOf } from "@run-summary/spec";
import { expect } from "vitest";
import { takesBody } from "../src/body-cases.ts";
import { type Input, inputOf, readingOf, responseFor, successOf } from "../src/cases.ts";
import type { Answer, Validator } from "../src/validator.ts";
import { send, type WireRequest, wireRequestOf } from "../src/wire.ts";

/** What judges a request, and has to come to one verdict. */
export interface Judges {
  readonly document: OpenApiDocument;
  readonly validator: Validator;
  readonly mock: Mock;
  /** Whether the mock remembers what is written. */
  readonly isStateful: boolean;
}

/** Expects of the mock's answer to a request the status, and that it is documented and as it is documented. */
export async function expectAnswer(
  { validator, mock }: Judges,
  operation: Operation,
  request: WireRequest,
  status: number,
): Promise<Answer> {
  const answer = await send(mock.apiUrl, request);
  expect(answer).toMatchObject({ status });
  expect(validator.errorsOfAnswer(responseFor(operation, status), answer)).toEqual([]);
  return answer;
}

/**
 * Expects that mock and client take a body where the validator does, and refuse it where the validator does: the client
 * before it sends anything, both with the same innermost places in the body. A stateful mock then shows what was written.
 */
export async function expectOneVerdict(judges: Judges, operation: Operation, body: unknown): Promise<Answer> {
  const { document, validator, isStateful } = judges;
  const isTaken = takesBody(validator, operation, body);
  const input = inputOf(operation, body);
  const status = isTaken ? successOf(operation) : 400;
  const answer = await expectAnswer(judges, operation, wireRequestOf(operation, input), status);
  const { outcome, sent } = await callClient(judges.mock, operation, input);
  if (!isTaken) {
    expect(outcome).toBeInstanceOf(ContractError);
    expect(sent).toBe(0);
    expect(innermost(placesOf(outcome as ContractError))).toEqual(innermost(targetsOf(answer)));
    return answer;
  }
  expect(outcome).toEqual(answer.text === "" ? undefined : JSON.parse(answer.text));
  const reading = readingOf(operationsOf(document), operation);
  if (!isStateful || reading === undefined) return answer;
  const read = await expectAnswer(
    judges,
    reading,
    wireRequestOf(reading, inputOf(reading, undefined)),
    successOf(reading),
  );
  expect(JSON.parse(read.text)).toMatchObject(body as object);
  return answer;
}

/** The JSON pointers to what of a request a refusal names. */
function targetsOf({ text }: Answer): string[] {
  const { error } = JSON.parse(text) as { error: { details: { target: string }[] } };
  return error.details.map(({ target }) => target);
}

function placesOf({ violations }: ContractError): string[] {
  return violations.map(({ path }) => `/body${path}`);
}

// Whoever finds wrong items in a list may leave it at that, and not say that there are too many of them. And Prism
// leaves the empty names of properties out of its pointers.
function innermost(all: readonly string[]): string[] {
  const places = new Set(all.map((place) => place.replace(/\/(?=\/|$)/g, "")));
  return [...places].filter((place) => ![...places].some((other) => other.startsWith(`${place}/`))).toSorted();
}

/** Expects that a refusal names the place of a request, or one within it. */
export function expectToName(answer: Answer, place: string): void {
  const isWithin = (target: string) => target === place || target.startsWith(`${place}/`);
  expect(targetsOf(answer).filter(isWithin)).not.toEqual([]);
}

/** What becomes of a call of the operation's method, and how many requests it has sent. */
async function callClient({ apiUrl }: Mock, { operationId }: Operation, input: Input) {
  let sent = 0;
  const client = createRunSummaryClient({
    token: "token",
    baseUrl: apiUrl,
    fetch(request) {
      sent++;
      return fetch(request);
    },
    retry: { attempts: 1 },
    validateResponse,
  });
  const methods = client as unknown as Record<string, (input: Input) => Promise<unknown>>;
  const outcome = await methods[operationId]?.(input).catch((error: unknown) => error);
  return { outcome, sent };
}
