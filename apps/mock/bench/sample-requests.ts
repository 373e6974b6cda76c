import { listOperations, listRequestExamples, type OpenApiDocument, type Operation } from "@run-summary/openapi";
import { buildRequest, createExampleInput } from "@run-summary/openapi/request";

export interface SampleRequest {
  readonly method: "GET" | "HEAD" | "PATCH" | "PUT" | "DELETE";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Requests to the first path that has GET and PATCH. */
export interface SampleRequests {
  readonly validGet: SampleRequest;
  /** With the first example of its body. */
  readonly validPatch: SampleRequest;
  /** With a header that does not match its format or pattern. */
  readonly invalidGet: SampleRequest;
  /** With a property that the document does not have. */
  readonly invalidPatch: SampleRequest;
}

/**
 * Creates the requests to the mock of a document.
 *
 * @throws {Error} where no path has GET and PATCH.
 */
export function createSampleRequests(document: OpenApiDocument): SampleRequests {
  const [getOperation, patchOperation] = findOperations(document, "get", "patch");
  const example = listRequestExamples(patchOperation)[0]?.body;
  const validGet = createRequest(getOperation);
  return {
    validGet,
    validPatch: createRequest(patchOperation, example),
    invalidGet: { ...validGet, headers: { ...validGet.headers, [findFormattedHeader(getOperation)]: "?" } },
    invalidPatch: createRequest(patchOperation, { ...(example as object), unknown: 1 }),
  };
}

function findOperations(document: OpenApiDocument, ...methods: ["get", "patch"]): [Operation, Operation] {
  const operations = listOperations(document);
  for (const { path } of operations) {
    const [get, patch] = methods.map((method) => operations.find((one) => one.path === path && one.method === method));
    if (get !== undefined && patch !== undefined) return [get, patch];
  }
  throw new Error("The spec has no path with GET and PATCH.");
}

function createRequest(operation: Operation, body?: unknown): SampleRequest {
  const request = buildRequest(operation, createExampleInput(operation, body));
  return {
    method: request.method as SampleRequest["method"],
    path: request.target,
    headers: { ...request.headers, authorization: "Bearer token" },
    ...(request.body === undefined ? {} : { body: request.body }),
  };
}

function findFormattedHeader({ parameters }: Operation): string {
  const isFormatted = (schema: object) => "format" in schema || "pattern" in schema;
  const parameter = parameters.find((one) => one.in === "header" && isFormatted(one.schema));
  if (parameter === undefined) throw new Error("The spec's GET has no header with a format or a pattern.");
  return parameter.name;
}
