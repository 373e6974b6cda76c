import type { IHttpParam } from "@stoplight/types";
import type { Operation } from "../prism/operation.ts";
import { createViolation, type Described, type Subject, validateValue } from "../prism/validate-value.ts";
import { convertTexts } from "./convert-texts.ts";
import { isJson } from "./media-type.ts";
import { isPermittedEmpty, type ParameterValue, type ReadParameter } from "./parameters.ts";
import { parseJson } from "./request-body.ts";
import type { Violation } from "./violation.ts";

/** Returns what the document forbids in the parameters of a request, or in the headers of a response. */
export function validateParameters(
  operation: Operation,
  parameters: readonly ReadParameter[],
  direction: Subject["direction"],
): Violation[] {
  return parameters.flatMap((read) => validateParameter(operation, read, direction));
}

function validateParameter(operation: Operation, read: ReadParameter, direction: Subject["direction"]): Violation[] {
  const { place, name, parameter, value, alternative, problem } = read;
  const subject: Subject = { direction, location: [place, name], name: parameter.name };
  if (isPermittedEmpty(read)) return [];
  if (problem !== undefined) return [createViolation(subject, "style", problem)];
  const violations = value === undefined ? [] : validateRead(operation, parameter, value, subject);
  if (alternative !== undefined && violations.length > 0) {
    const others = validateRead(operation, parameter, alternative, subject);
    return others.length === 0 ? [] : violations;
  }
  // A required text must not be empty (`allowEmptyValue`).
  const isMissing = value === undefined || (value === "" && violations.length === 0);
  if (!isMissing || !parameter.required) return violations;
  const message = `must have required property '${name}'`;
  return [createViolation({ direction, location: [place] }, "required", message, [], name)];
}

function validateRead(
  operation: Operation,
  parameter: IHttpParam,
  value: ParameterValue,
  subject: Subject,
): Violation[] {
  const content = findJsonContent(parameter);
  if (content !== undefined) {
    const parsed = parseContent(String(value));
    if (parsed === undefined) return [createViolation(subject, "json", "must be valid JSON")];
    return validateValue(operation, content, parsed.value, subject);
  }
  const validate = (preference: "text" | "number") =>
    validateValue(operation, parameter, convertTexts(operation, parameter.schema, value, preference), subject);
  const violations = validate("text");
  // `5` is right for `anyOf: [{ type: integer }, { type: string, enum: [all] }]`.
  return violations.length === 0 || validate("number").length === 0 ? [] : violations;
}

function findJsonContent(parameter: IHttpParam): Described | undefined {
  const { content = {} } = parameter as { content?: Record<string, Described> };
  return Object.entries(content).find(([mediaType]) => isJson(mediaType))?.[1];
}

function parseContent(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: parseJson(text) };
  } catch {
    return undefined;
  }
}
