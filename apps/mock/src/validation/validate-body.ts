import type { IHttpRequest } from "@stoplight/prism-http";
import { validateForm } from "../prism/instance.ts";
import type { Operation } from "../prism/operation.ts";
import { validateValue } from "../prism/validate-value.ts";
import { convertTexts } from "./convert-texts.ts";
import { listReservedCharacters, readFormFields } from "./form-body.ts";
import { findContent, getEssence } from "./media-type.ts";
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
  const essence = getEssence(mediaType);
  if (essence === "multipart/form-data") return validateForm(operation, request);
  const content = findContent(contents, mediaType);
  if (content === undefined) return [];
  const explainProperty = createPropertyExplainer(operation);
  // `5` is right for a number, and for a text that may be a number.
  const validateFields = () => {
    const fields = readFormFields(operation, content, String(body));
    const asTexts = validate(convertTexts(operation, content.schema, fields, "text"));
    const isRight =
      asTexts.length === 0 || validate(convertTexts(operation, content.schema, fields, "number")).length === 0;
    return [...(isRight ? [] : asTexts), ...listReservedCharacters(content, String(body))];
  };
  const validate = (value: unknown) =>
    validateValue(operation, content, value, { direction: "request", location: ["body"] });
  const violations = essence === "application/x-www-form-urlencoded" ? validateFields() : validate(body);
  return violations.map((violation) => {
    const isProperty = ["additionalProperties", "unevaluatedProperties"].includes(violation.code);
    return isProperty
      ? { ...violation, message: explainProperty(violation.location.slice(bodyLocation.length)) }
      : violation;
  });
}
