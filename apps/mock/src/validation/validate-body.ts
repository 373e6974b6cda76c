import type { IHttpRequest } from "@stoplight/prism-http";
import type { Operation } from "../prism/operation.ts";
import { validateValue } from "../prism/validate-value.ts";
import { validateForm } from "./form-body.ts";
import { findContent, isForm } from "./media-type.ts";
import { createPropertyExplainer } from "./properties.ts";
import type { Violation } from "./violation.ts";

const bodyLocation = ["request", "body"];
const missingBody: Violation = {
  location: bodyLocation,
  code: "required",
  message: "Body parameter is required.",
};

/** Returns what the operation forbids in the body of a request. */
export async function validateRequestBody(operation: Operation, request: IHttpRequest): Promise<Violation[]> {
  const { contents = [], required = false } = operation.request.body ?? {};
  const { body, headers: { "content-type": mediaType = "" } = {} } = request;
  if (body === undefined) return required ? [missingBody] : [];
  const content = findContent(contents, mediaType);
  if (content === undefined) return [];
  const violations = isForm(mediaType)
    ? await validateForm(operation, content, mediaType, String(body))
    : validateValue(operation, content, body, { direction: "request", location: ["body"] });
  const explainProperty = createPropertyExplainer(operation);
  return violations.map((violation) => {
    const isProperty = ["additionalProperties", "unevaluatedProperties"].includes(violation.code);
    return isProperty
      ? { ...violation, message: explainProperty(violation.location.slice(bodyLocation.length)) }
      : violation;
  });
}
