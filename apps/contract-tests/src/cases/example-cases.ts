import {
  buildRequest,
  type Content,
  createExampleInput,
  findSuccessStatus,
  type HttpRequest,
  listRequestExamples,
  type OpenApiDocument,
  type Operation,
  type RequestInput,
} from "@run-summary/openapi";
import { createSample } from "./arbitraries.ts";
import type { BodyCase } from "./contract-case.ts";
import { type Credential, chooseCredentials, exampleToken } from "./credentials.ts";

/** An operation that cases can be made of. */
export interface PreparedOperation extends Operation {
  readonly credentials: readonly Credential[];
}

/**
 * The operation with its credentials, and with an example for each parameter and request body that the document shows none of. The responses to HEAD have
 * no bodies (RFC 9110, section 9.3.2).
 */
export function prepareOperation(document: OpenApiDocument, operation: Operation): PreparedOperation {
  const { method, parameters, requestBody, responses } = operation;
  const addExample = ([mediaType, { schema, examples }]: [string, Content]) => {
    const isMissing = Object.keys(examples).length === 0;
    return [mediaType, { schema, examples: isMissing ? { sample: createSample(document, schema) } : examples }];
  };
  return {
    ...operation,
    credentials: chooseCredentials(document, operation),
    parameters: parameters.map((one) => ({ ...one, example: one.example ?? createSample(document, one.schema) })),
    requestBody: requestBody && {
      ...requestBody,
      content: Object.fromEntries(Object.entries(requestBody.content).map(addExample)),
    },
    responses:
      method === "head"
        ? Object.fromEntries(Object.entries(responses).map(([status, one]) => [status, { ...one, content: {} }]))
        : responses,
  };
}

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
