import { STATUS_CODES } from "node:http";
import { findResponse, type HttpRequest, type Operation } from "@run-summary/openapi";
import type { FactName, RequestCase, ResponseCase } from "./contract-case.ts";
import { buildAuthorizedRequest, createFirstInput } from "./example-cases.ts";

/** A documented response of the operation with each of its examples. */
export function listResponseCases(operation: Operation, documented: string): ResponseCase[] {
  const content = operation.responses[documented]?.content ?? {};
  const status = chooseStatus(documented, Object.keys(operation.responses));
  const examples = Object.values(content).flatMap(({ examples }) => Object.entries(examples));
  const createCase = (title: string, example: unknown, prefer: string): ResponseCase => ({
    title: `${documented} ${title}`,
    request: buildPreferringRequest(operation, prefer),
    prefer,
    status,
    example,
    facts: [nameMediaTypes(documented)],
  });
  if (Object.keys(content).length === 0) return [createCase("without a body", undefined, `code=${status}`)];
  return examples.map(([name, example]) =>
    createCase(`with the example ${name}`, example, `code=${status}, example=${name}`),
  );
}

/** Requests that ask the mock for a status that the operation does not document. */
export function listUndocumentedStatusCases(operation: Operation): RequestCase[] {
  const statuses = Object.keys(STATUS_CODES).filter((status) => Number(status) >= 200);
  const undocumented = statuses.filter((status) => findResponse(operation, Number(status)) === undefined);
  return undocumented.map((status) => ({
    title: `Prefer: code=${status}`,
    request: buildPreferringRequest(operation, `code=${status}`),
    status: 400,
    location: "/header/prefer",
    facts: [nameMediaTypes(status)],
  }));
}

function nameMediaTypes(status: string): FactName {
  return { subject: [`response ${status}`], attribute: "media types" };
}

function buildPreferringRequest(operation: Operation, prefer: string): HttpRequest {
  const request = buildAuthorizedRequest(operation, createFirstInput(operation));
  return { ...request, headers: { ...request.headers, prefer } };
}

/** The status of a documented response; for a range, its first status that has no response of its own. */
export function chooseStatus(documented: string, all: readonly string[]): number {
  if (!documented.endsWith("XX")) return Number(documented);
  const first = Number(documented[0]) * 100;
  const statuses = Array.from({ length: 100 }, (_, index) => first + index);
  return statuses.find((status) => !all.includes(String(status))) ?? first;
}
