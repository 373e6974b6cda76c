import { listOperations, listRequestExamples, type Operation } from "@run-summary/openapi";
import { buildRequest, createExampleInput } from "@run-summary/openapi/request";
import { readBundle } from "@run-summary/spec";

export interface SampleRequest {
  readonly method: "GET" | "HEAD" | "PATCH" | "PUT" | "DELETE";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const operations = listOperations(readBundle());
const [getOperation, patchOperation] = findOperations("get", "patch");
const example = listRequestExamples(patchOperation)[0]?.body;

/** A valid GET of the first path that has GET and PATCH. */
export const validGet: SampleRequest = createRequest(getOperation);

/** A valid PATCH of the same path with the first example of its body. */
export const validPatch: SampleRequest = createRequest(patchOperation, example);

/** A PATCH with a property that the spec does not have. */
export const invalidPatch: SampleRequest = createRequest(patchOperation, { ...(example as object), unknown: 1 });

/** A GET with a header that does not match its format or pattern. */
export const invalidGet: SampleRequest = {
  ...validGet,
  headers: { ...validGet.headers, [findFormattedHeader(getOperation)]: "?" },
};

function findOperations(...methods: ["get", "patch"]): [Operation, Operation] {
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
