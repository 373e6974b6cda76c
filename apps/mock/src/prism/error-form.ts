import type { IHttpOperation, IHttpOperationResponse, IMediaTypeContent } from "@stoplight/types";
import { createErrorBody } from "../server/error-response.ts";
import { HttpError } from "../validation/http-error.ts";
import { isJson } from "../validation/media-type.ts";
import { findResponse, readErrorCode } from "./documented-response.ts";
import { validateResponse } from "./instance.ts";

/**
 * The form of an error response: Graph's, that of the operation's own response for the status, or problem details (RFC 9457),
 * which Prism sends.
 */
export type ErrorForm = "graph" | "document" | "problem";

/** The form of an error response where the document describes none. */
export type DefaultErrorForm = Exclude<ErrorForm, "document">;

const knownForms = new WeakMap<IHttpOperation, Map<number, Promise<ErrorForm>>>();

/**
 * Chooses the form of an operation's error response: Graph's where the document describes it so, else the document's own, else
 * the default one. An error of the mock itself (5XX) is never the document's own: it says what to correct.
 */
export function chooseErrorForm(
  operation: IHttpOperation,
  status: number,
  defaultForm: DefaultErrorForm,
): Promise<ErrorForm> {
  const forms = knownForms.get(operation) ?? new Map<number, Promise<ErrorForm>>();
  knownForms.set(operation, forms);
  const form = forms.get(status) ?? findErrorForm(operation, status, defaultForm);
  forms.set(status, form);
  return form;
}

async function findErrorForm(
  operation: IHttpOperation,
  status: number,
  defaultForm: DefaultErrorForm,
): Promise<ErrorForm> {
  const response = findResponse(operation, status);
  if (response === undefined) return defaultForm;
  if (await isGraphForm(operation, response, status)) return "graph";
  return response.contents?.some(describesBody) && status < 500 ? "document" : defaultForm;
}

// A schema without keywords would only generate `null`.
function describesBody({ schema = {}, examples = [] }: IMediaTypeContent): boolean {
  const keywords = Object.keys(schema).filter((keyword) => keyword !== "$schema" && !keyword.startsWith("x-"));
  return keywords.length > 0 || examples.some((example) => "value" in example);
}

/** Finds the form of errors outside the operations: Graph's where an operation of the document has it. */
export async function findDefaultErrorForm(operations: readonly IHttpOperation[]): Promise<DefaultErrorForm> {
  for (const operation of operations) {
    for (const response of operation.responses) {
      const status = Number(response.code.replace("XX", "00").replace("default", "500"));
      if (status >= 400 && (await isGraphForm(operation, response, status))) return "graph";
    }
  }
  return "problem";
}

/** Whether a response has Graph's form: it names the `code` of an `error`, and takes a body of the mock. */
async function isGraphForm(operation: IHttpOperation, { contents = [] }: IHttpOperationResponse, status: number) {
  const content = contents.find(({ mediaType }) => isJson(mediaType));
  if (content === undefined || !namesErrorCode(content)) return false;
  const body = createErrorBody(new HttpError(status, "message"), { requestId: "", clientRequestId: "" });
  const headers = { "content-type": content.mediaType };
  const violations = await validateResponse(operation, { statusCode: status, headers, body });
  return violations.every(({ location }) => location[1] !== "body");
}

function namesErrorCode({ schema, examples = [] }: IMediaTypeContent): boolean {
  const codes = listProperties(schema, "error").flatMap((error) => listProperties(error, "code"));
  return codes.length > 0 || readErrorCode(examples[0]) !== undefined;
}

/** Lists the schemas of a property, in a schema and in those that it consists of. */
function listProperties(schema: unknown, name: string): unknown[] {
  const { properties = {}, allOf = [], anyOf = [], oneOf = [] } = (schema ?? {}) as Record<string, object>;
  const own = Object.entries(properties).filter(([key]) => key === name);
  const parts = [allOf, anyOf, oneOf].flat();
  return [...own.map(([, property]) => property), ...parts.flatMap((part) => listProperties(part, name))];
}
