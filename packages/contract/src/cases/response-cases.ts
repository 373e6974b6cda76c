import { STATUS_CODES } from "node:http";
import { findResponse, type HttpRequest } from "@run-summary/openapi";
import type { PreparedOperation } from "../operations/prepare-operation.ts";
import type { FactName, RequestCase, ResponseCase } from "./contract-case.ts";
import { buildAuthorizedRequest, createFirstInput } from "./example-cases.ts";

/** A documented response of the operation with each of its examples. */
export function listResponseCases(operation: PreparedOperation, documented: string): ResponseCase[] {
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
  // An only example may have no name: then it is `example` here.
  const isUnnamed = examples.length === 1 && examples[0]?.[0] === "example";
  return examples.map(([name, example]) =>
    createCase(`with the example ${name}`, example, `code=${status}${isUnnamed ? "" : `, example=${name}`}`),
  );
}

/** Requests that ask the mock for a status that the operation does not document. */
export function listUndocumentedStatusCases(operation: PreparedOperation): RequestCase[] {
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

function buildPreferringRequest(operation: PreparedOperation, prefer: string): HttpRequest {
  const request = buildAuthorizedRequest(operation, createFirstInput(operation));
  return { ...request, headers: { ...request.headers, prefer } };
}

/**
 * The status of a documented response; for a range and for the default response, the first status that has no response of its
 * own.
 */
export function chooseStatus(documented: string, all: readonly string[]): number {
  if (/^\d{3}$/.test(documented)) return Number(documented);
  const [first, last] =
    documented === "default" ? [400, 599] : [Number(documented[0]) * 100, Number(documented[0]) * 100 + 99];
  const statuses = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const isOwn = (status: number) =>
    all.includes(String(status)) || (documented === "default" && all.includes(`${String(status)[0]}XX`));
  return statuses.find((status) => !isOwn(status)) ?? first;
}
