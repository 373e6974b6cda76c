// Prism is used by what it exports: `createInstance` and the components that it takes.
import { createLogger, type IPrismDiagnostic } from "@stoplight/prism-core";
import {
  createInstance,
  type IHttpConfig,
  type IHttpOperationConfig,
  type IHttpRequest,
  type IHttpResponse,
} from "@stoplight/prism-http";
import { DiagnosticSeverity, type IHttpOperation } from "@stoplight/types";
import { either } from "fp-ts";
import { HttpError } from "../validation/http-error.ts";
import { readHeaders } from "../validation/parameters.ts";
import type { Violation } from "../validation/violation.ts";
import { findResponse } from "./documented-response.ts";
import { convertRequestDiagnostic, convertResponseDiagnostic } from "./violations.ts";

type Instance = ReturnType<typeof createInstance>;
type Components = Parameters<typeof createInstance>[1];

const config: IHttpConfig = {
  checkSecurity: false,
  validateRequest: false,
  validateResponse: false,
  errors: false,
  upstreamProxy: undefined,
  isProxy: false,
  mock: { dynamic: false },
};

const components: Components = {
  logger: createLogger("prism", { level: "silent" }),
  // The mock has found the operation: the list has this one alone.
  route: ({ resources }) => either.right(resources[0] as IHttpOperation),
};

const requestValidator = createInstance(
  { ...config, validateRequest: true },
  { ...components, mock: () => () => either.right({ statusCode: 204 }) },
);

const negotiator = createInstance(config, components);

/** Returns what the operation forbids in a request. */
export async function validateRequest(operation: IHttpOperation, request: IHttpRequest): Promise<Violation[]> {
  const { validations } = await runPrism(requestValidator, operation, request);
  return validations.input.filter(isError).map((diagnostic) => convertRequestDiagnostic(operation, diagnostic));
}

/** Returns what the operation forbids in a response. */
export async function validateResponse(operation: IHttpOperation, response: IHttpResponse): Promise<Violation[]> {
  const readable = getReadableOperation(operation);
  const headers = readHeaders(findResponse(operation, response.statusCode)?.headers ?? [], response.headers ?? {});
  const validator = createInstance(
    { ...config, validateResponse: true },
    { ...components, mock: () => () => either.right({ ...response, headers }) },
  );
  const { validations } = await runPrism(validator, readable, createRequest(operation));
  // A status that is not documented is a warning of Prism's, as is a header that is deprecated.
  return validations.output.filter(({ code }) => code !== "deprecated").map(convertResponseDiagnostic);
}

const readableOperations = new WeakMap<IHttpOperation, IHttpOperation>();

/** Returns the operation with response headers whose values have been read. Prism's own reading fails where a list is missing. */
function getReadableOperation(operation: IHttpOperation): IHttpOperation {
  const known = readableOperations.get(operation);
  if (known !== undefined) return known;
  const responses = operation.responses.map((response) => ({
    ...response,
    // Prism does not see through `allOf` that a value is a list or an object.
    headers: response.headers?.map((header) => ({ ...header, schema: { allOf: [header.schema ?? {}] } })),
  }));
  const created = { ...operation, responses } as IHttpOperation;
  readableOperations.set(operation, created);
  return created;
}

/**
 * Returns the response that Prism chooses or generates for a request.
 *
 * @throws {HttpError} where Prism has no response.
 */
export async function negotiateResponse(
  operation: IHttpOperation,
  request: IHttpRequest,
  preferences: Partial<IHttpOperationConfig>,
): Promise<IHttpResponse> {
  const mock = { dynamic: false, ...preferences };
  const { output } = await runPrism(negotiator, operation, request, { ...config, mock });
  return output;
}

/** Creates a request of an operation that has nothing but its method and path. */
export function createRequest({ method, path }: IHttpOperation): IHttpRequest {
  return { method: method as IHttpRequest["method"], url: { path } };
}

async function runPrism(instance: Instance, operation: IHttpOperation, request: IHttpRequest, own?: IHttpConfig) {
  const outcome = await instance.request(request, [operation], own)();
  if (either.isRight(outcome)) return outcome.right;
  const { status = 500, detail, message } = outcome.left as Error & { status?: number; detail?: string };
  throw new HttpError(status, detail ?? message);
}

function isError({ severity }: IPrismDiagnostic): boolean {
  return severity === DiagnosticSeverity.Error;
}
