import { createErrorBody } from "../server/error-response.ts";
import { HttpError } from "../validation/http-error.ts";
import { isJson } from "../validation/media-type.ts";
import { findResponse, readErrorCode } from "./documented-response.ts";
import type { Content, Operation, OperationResponse } from "./operation.ts";
import { listParts, listPropertySchemas } from "./schema-parts.ts";
import { validateValue } from "./validate-value.ts";

/**
 * The form of an error response: Graph's, that of the operation's own response for the status, or problem details (RFC 9457),
 * which Prism sends.
 */
export type ErrorForm = "graph" | "document" | "problem";

/** The form of an error response where the document describes none. */
export type DefaultErrorForm = Exclude<ErrorForm, "document">;

/**
 * Chooses the form of an operation's error response: Graph's where the document describes it so, else the document's own, else
 * the default one. An error of the mock itself (5XX) is never the document's own: it says what to correct.
 */
export function chooseErrorForm(operation: Operation, status: number, defaultForm: DefaultErrorForm): ErrorForm {
  const response = findResponse(operation, status);
  if (response === undefined) return defaultForm;
  if (isGraphForm(operation, response, status)) return "graph";
  return response.contents.some(describesBody) && status < 500 ? "document" : defaultForm;
}

// A schema without keywords would only generate `null`.
function describesBody({ schema = {}, examples }: Content): boolean {
  const keywords = Object.keys(schema).filter((keyword) => keyword !== "$schema" && !keyword.startsWith("x-"));
  return keywords.length > 0 || examples.some((example) => "value" in example);
}

/** Finds the form of errors outside the operations: Graph's where an operation of the document has it. */
export function findDefaultErrorForm(operations: readonly Operation[]): DefaultErrorForm {
  const hasGraphForm = (operation: Operation) =>
    operation.responses.some((response) => {
      const status = Number(response.code.replace("XX", "00").replace("default", "500"));
      return status >= 400 && isGraphForm(operation, response, status);
    });
  return operations.some(hasGraphForm) ? "graph" : "problem";
}

/** Whether a response has Graph's form: it names the `code` of an `error`, and takes a body of the mock. */
function isGraphForm(operation: Operation, { contents }: OperationResponse, status: number): boolean {
  const content = contents.find(({ mediaType }) => isJson(mediaType));
  if (content === undefined || !namesErrorCode(operation, content)) return false;
  const body = createErrorBody(new HttpError(status, "message"), { requestId: "", clientRequestId: "" });
  return validateValue(operation, content, body, { direction: "response", location: ["body"] }).length === 0;
}

function namesErrorCode(operation: Operation, { schema, examples }: Content): boolean {
  const listProperties = (outer: unknown, name: string) => listPropertySchemas(listParts(operation, outer), name);
  const codes = listProperties(schema, "error").flatMap((error) => listProperties(error, "code"));
  return codes.length > 0 || readErrorCode(examples[0]) !== undefined;
}
