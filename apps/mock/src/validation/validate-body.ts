import type { IHttpRequest } from "@stoplight/prism-http";
import type { IHttpOperation } from "@stoplight/types";
import { validateForm } from "../prism/instance.ts";
import { validateValue } from "../prism/validate-value.ts";
import { findContent, isForm } from "./media-type.ts";
import { createPropertyExplainer } from "./properties.ts";
import type { Violation } from "./violation.ts";

const missingBody: Violation = {
  location: ["request", "body"],
  code: "required",
  message: "Body parameter is required.",
};

/** Returns what the operation forbids in the body of a request. */
export async function validateRequestBody(operation: IHttpOperation, request: IHttpRequest): Promise<Violation[]> {
  const { contents = [], required = false } = operation.request?.body ?? {};
  const { body, headers: { "content-type": mediaType = "" } = {} } = request;
  if (body === undefined) return required ? [missingBody] : [];
  if (isForm(mediaType)) return validateForm(operation, request);
  const content = findContent(contents, mediaType);
  if (content === undefined) return [];
  const explainProperty = createPropertyExplainer(operation);
  return validateValue(operation, content, body, { direction: "request", location: ["body"] }).map((violation) => {
    const isProperty = ["additionalProperties", "unevaluatedProperties"].includes(violation.code);
    return isProperty ? { ...violation, message: explainProperty(violation.location.at(-1) ?? "") } : violation;
  });
}
