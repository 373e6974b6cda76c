import {
  buildRequest,
  createExampleInput,
  findSuccessStatus,
  type HttpRequest,
  listRequestExamples,
  type Operation,
  type RequestInput,
} from "@run-summary/openapi";
import { type Credential, exampleToken } from "../operations/credentials.ts";
import type { PreparedOperation } from "../operations/prepare-operation.ts";
import type { BodyCase } from "./contract-case.ts";

/** The status of an operation's first documented success. */
export function getSuccessStatus(operation: Operation): number {
  return findSuccessStatus(operation) ?? 200;
}

/** The input of an operation's first example: the required parameters and the body. */
export function createFirstInput(operation: Operation): Record<string, unknown> {
  return createExampleInput(operation, listRequestExamples(operation)[0]?.body);
}

/** The operation's request with an input and a token. */
export function buildAuthorizedRequest(
  operation: PreparedOperation,
  input: RequestInput,
  token: string = exampleToken,
): HttpRequest {
  const request = buildRequest(operation, input);
  return { ...request, ...addCredentials(operation, request, token) };
}

/** The target and the headers of a request with the operation's credentials. */
export function addCredentials(
  { credentials }: PreparedOperation,
  { target, headers }: Pick<HttpRequest, "target" | "headers">,
  token: string = exampleToken,
): Pick<HttpRequest, "target" | "headers"> {
  const listTexts = (place: Credential["in"]) =>
    credentials.filter((one) => one.in === place).map(({ name, prefix }) => [name, prefix + token]);
  const query = listTexts("query").map(([name, text]) => `${name}=${text}`);
  const cookies = listTexts("cookie").map(([name, text]) => `${name}=${text}`);
  return {
    target: [target, ...query].reduce((whole, part) => `${whole}${whole.includes("?") ? "&" : "?"}${part}`),
    headers: {
      ...headers,
      ...Object.fromEntries(listTexts("header")),
      ...(cookies.length > 0 && { cookie: cookies.join("; ") }),
    },
  };
}

/** A request with each example of the operation's body, or one request without a body. */
export function listExampleCases(operation: PreparedOperation): BodyCase[] {
  const optional = operation.parameters.filter(({ required }) => !required);
  return listRequestExamples(operation).map(({ name, body }, index) => ({
    title: name === undefined ? "the example" : `the example ${name}`,
    request: buildAuthorizedRequest(operation, createExampleInput(operation, body)),
    status: getSuccessStatus(operation),
    location: "",
    facts: [
      { subject: [], attribute: "method" },
      { subject: [], attribute: "path" },
      ...(body === undefined || index > 0 ? [] : [{ subject: ["body"], attribute: "example" }]),
      ...optional.map((parameter) => ({ subject: ["parameter", parameter.name], attribute: "required" })),
    ],
    body,
  }));
}
