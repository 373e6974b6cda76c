// Prism is used by what it exports: `createInstance` and the components that it takes.
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
import type { Operation } from "./operation.ts";

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

const negotiator = createInstance(config, components);

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
  const negotiated = runPrism(operation, request, { ...config, mock });
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

async function runPrism(operation: Operation, request: IHttpRequest, own: IHttpConfig) {
  const outcome = await negotiator.request(request, [operation], own)();
  if (either.isRight(outcome)) return outcome.right;
  const { status = 500, detail, message } = outcome.left as Error & { status?: number; detail?: string };
  throw new HttpError(status, detail ?? message);
}
