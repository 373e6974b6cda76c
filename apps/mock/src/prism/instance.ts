// Prism is used by what it exports: `createInstance` and the components that it takes.
import { createLogger, type IPrismDiagnostic } from "@stoplight/prism-core";
import {
  createInstance,
  type IHttpConfig,
  type IHttpOperationConfig,
  type IHttpRequest,
  type IHttpResponse,
} from "@stoplight/prism-http";
import { DiagnosticSeverity, type IHttpOperation, type IMediaTypeContent } from "@stoplight/types";
import { either } from "fp-ts";
import { HttpError } from "../validation/http-error.ts";
import { getEssence, isInRange, isJson } from "../validation/media-type.ts";
import { readHeaders } from "../validation/parameters.ts";
import { createPropertyExplainer } from "../validation/properties.ts";
import type { Violation } from "../validation/violation.ts";
import { findResponse } from "./documented-response.ts";
import { validateJsonBody } from "./json-body.ts";
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
  const { body: described } = operation.request ?? {};
  const content = request.body === undefined ? undefined : findJsonContent(described?.contents, request.headers);
  const { validations } =
    content === undefined
      ? await validateByPrism(operation, request)
      : await validateByPrism(removeBody(operation), {
          ...request,
          headers: { ...request.headers, "content-length": "0" },
          body: undefined,
        });
  const diagnostics = [
    ...(content === undefined ? [] : validateJsonBody(operation, content, request.body, "request")),
    ...validations.input.filter(isError),
  ];
  const explainProperty = createPropertyExplainer(operation);
  return diagnostics.map((diagnostic) => convertRequestDiagnostic(explainProperty, diagnostic));
}

/** Finds the content of a body that is JSON: that of its media type, or else the first one. */
function findJsonContent(
  contents: readonly IMediaTypeContent[] = [],
  headers: IHttpRequest["headers"] = {},
): IMediaTypeContent | undefined {
  const { "content-type": given } = headers;
  const found = contents.find(({ mediaType }) => given && isInRange(getEssence(given), getEssence(mediaType)));
  const content = found ?? contents[0];
  return isJson(given ?? content?.mediaType ?? "") ? content : undefined;
}

function removeBody(operation: IHttpOperation): IHttpOperation {
  const { body: _, ...request } = operation.request ?? {};
  return { ...operation, request };
}

/** Returns what the operation forbids in a response. */
export async function validateResponse(operation: IHttpOperation, response: IHttpResponse): Promise<Violation[]> {
  const readable = getReadableOperation(operation);
  const { headers: documentedHeaders = [], contents } = findResponse(operation, response.statusCode) ?? {};
  const headers = readHeaders(documentedHeaders, response.headers ?? {});
  const content = response.body === undefined ? undefined : findJsonContent(contents, response.headers);
  const validator = createInstance(
    { ...config, validateResponse: true },
    { ...components, mock: () => () => either.right({ ...response, headers }) },
  );
  const others = content === undefined ? readable : removeSchema(readable, content);
  const { validations } = await runPrism(validator, others, createRequest(operation));
  const diagnostics = content === undefined ? [] : validateJsonBody(operation, content, response.body, "response");
  // A status that is not documented is a warning of Prism's, as is a header that is deprecated.
  const warnings = validations.output.filter(({ code }) => code !== "deprecated");
  return [...diagnostics, ...warnings].map(convertResponseDiagnostic);
}

function removeSchema(operation: IHttpOperation, content: IMediaTypeContent): IHttpOperation {
  const { schema: _, ...rest } = content;
  const responses = operation.responses.map((response) => ({
    ...response,
    contents: (response.contents ?? []).map((one) => (one === content ? rest : one)),
  }));
  return { ...operation, responses: responses as IHttpOperation["responses"] };
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
  const negotiated = runPrism(negotiator, operation, request, { ...config, mock });
  const { output } = await negotiated.catch((error: Error) => {
    if (!preferences.dynamic) throw error;
    const message = `\`Prefer: dynamic=true\`: a response cannot be generated: ${error.message}`;
    throw new HttpError(400, message, { location: ["header", "prefer"] });
  });
  return output;
}

/** Creates a request of an operation that has nothing but its method and path. */
export function createRequest({ method, path }: IHttpOperation): IHttpRequest {
  return { method: method as IHttpRequest["method"], url: { path } };
}

/**
 * Validates a request. Prism throws where it cannot read the parts of a form.
 *
 * @throws {HttpError} 400 in that case.
 */
async function validateByPrism(operation: IHttpOperation, request: IHttpRequest) {
  try {
    return await runPrism(requestValidator, operation, request);
  } catch (error) {
    if (error instanceof HttpError) throw error;
    const message = `The body cannot be read as ${request.headers?.["content-type"]}: ${(error as Error).message}.`;
    throw new HttpError(400, message, { location: ["body"] });
  }
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
