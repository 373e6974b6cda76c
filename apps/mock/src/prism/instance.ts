// Prism is used by what it exports: `createInstance` and the components that it takes.
import { parsePointer } from "@run-summary/openapi";
import { createLogger } from "@stoplight/prism-core";
import {
  createInstance,
  type IHttpConfig,
  type IHttpOperationConfig,
  type IHttpRequest,
  type IHttpResponse,
} from "@stoplight/prism-http";
import type { IHttpOperation } from "@stoplight/types";
import { either } from "fp-ts";
import { HttpError } from "../validation/http-error.ts";
import type { Violation } from "../validation/violation.ts";
import type { Operation } from "./operation.ts";

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

const formValidator = createInstance(
  { ...config, validateRequest: true },
  { ...components, mock: () => () => either.right({ statusCode: 204 }) },
);

const negotiator = createInstance(config, components);

/**
 * Returns what an operation forbids in a request whose body is a form.
 *
 * @throws {HttpError} 400 where Prism cannot read the form.
 */
export async function validateForm(operation: Operation, request: IHttpRequest): Promise<Violation[]> {
  const { body } = operation.request;
  const withBody: IHttpOperation = { ...operation, request: { ...(body && { body }) } };
  const { validations } = await runPrism(formValidator, withBody, request).catch((error: Error) => {
    if (error instanceof HttpError) throw error;
    const message = `The body cannot be read as ${request.headers?.["content-type"]}: ${error.message}.`;
    throw new HttpError(400, message, { location: ["body"] });
  });
  return validations.input.map(({ code = "invalid", message, path = [] }) => {
    const missing = message.split("must have required property '")[1]?.slice(0, -1); // without the closing quote
    // Prism splits a JSON pointer at its slashes, and leaves the keys escaped.
    const keys = parsePointer(path.map((key) => `/${key}`).join(""));
    const location = ["request", ...keys, ...(missing === undefined ? [] : [missing])];
    return { location, code: String(code), message: `${message}.` };
  });
}

/**
 * Returns the response that Prism chooses or generates for a request.
 *
 * @throws {HttpError} where Prism has no response.
 */
export async function negotiateResponse(
  operation: Operation,
  request: IHttpRequest,
  preferences: Partial<IHttpOperationConfig>,
): Promise<IHttpResponse> {
  const mock = { dynamic: false, ...preferences };
  const negotiated = runPrism(negotiator, operation, request, { ...config, mock });
  const { output } = await negotiated.catch((error: Error) => {
    if (!preferences.dynamic) throw error;
    const message = `\`Prefer: dynamic=true\`: a response cannot be generated: ${error.message}`;
    throw new HttpError(400, message, { location: ["header", "prefer"] });
  });
  return output;
}

/** Creates a request of an operation that has nothing but its method and path. */
export function createRequest({ method, path }: Operation): IHttpRequest {
  return { method: method as IHttpRequest["method"], url: { path } };
}

async function runPrism(instance: Instance, operation: IHttpOperation, request: IHttpRequest, own?: IHttpConfig) {
  const outcome = await instance.request(request, [operation], own)();
  if (either.isRight(outcome)) return outcome.right;
  const { status = 500, detail, message } = outcome.left as Error & { status?: number; detail?: string };
  throw new HttpError(status, detail ?? message);
}
