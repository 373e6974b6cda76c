import { flatSchema, type OpenApiDocument, type Operation, type Parameter } from "@run-summary/spec";
import { inputOf, requestExamplesOf, successOf } from "./cases.ts";
import type { RequestCase } from "./request-case.ts";
import { pointerTo, type Validator } from "./validator.ts";
import { variantsOf } from "./variants.ts";
import { wireRequestOf } from "./wire.ts";

// What JavaScript reads as numbers, and JSON does not.
const notNumbers = ["0x1", "+1", "1_0", "01", "Infinity", "1 2"];

/** Requests with a value of a parameter around the boundaries of its schema, and without a parameter that is required. */
export function parameterCasesOf(document: OpenApiDocument, validator: Validator, operation: Operation): RequestCase[] {
  const [[, body] = []] = requestExamplesOf(operation);
  const input = inputOf(operation, body);
  const caseFor = ({ name, in: place }: Parameter, what: string, value: unknown, status: number): RequestCase => ({
    what,
    request: wireRequestOf(operation, { ...input, [name]: value }),
    status,
    names: status === 404 ? "/path" : `/${place}${pointerTo(name.toLowerCase())}`,
  });
  return operation.parameters.flatMap((parameter) => {
    const { name, in: place, required, schema } = parameter;
    const statusFor = (value: string | string[]) => {
      // A parameter that is required is not there where it is empty; in a path, this is another path.
      if (required && value === "") return place === "path" ? 404 : 400;
      return validator.errorsOf(schema, readAs(document, schema, value)).length === 0 ? successOf(operation) : 400;
    };
    return [
      ...sendable(document, parameter).map((value) =>
        caseFor(parameter, `${name}: ${[value].flat().map(shown).join(" and ")}`, value, statusFor(value)),
      ),
      ...(place === "path" ? [inTwoSegments(caseFor(parameter, `${name}: a/b, not encoded`, "a/b", 404))] : []),
      ...(required && place !== "path" ? [caseFor(parameter, `without ${name}`, undefined, 400)] : []),
    ];
  });
}

function inTwoSegments(requestCase: RequestCase): RequestCase {
  const { request } = requestCase;
  return { ...requestCase, request: { ...request, target: request.target.replace("%2F", "/") } };
}

function shown(text: string): string {
  return /^[!-~]+$/.test(text) ? text : JSON.stringify(text);
}

/** The values as text, or as the texts of a list, that a request can hold at the parameter's place. */
function sendable(document: OpenApiDocument, { in: place, schema, example }: Parameter): (string | string[])[] {
  const values = [...variantsOf(document, schema, example).map(({ value }) => value), ...notNumbers];
  const isScalar = (value: unknown) => typeof value !== "object";
  const texts = flatSchema(document, schema).items
    ? values.flatMap((value) =>
        Array.isArray(value) && value[0] !== undefined && value.every(isScalar) ? [value.map(String)] : [],
      )
    : values.filter(isScalar).map(String);
  const inHeader = /^([!-~]([ -~]*[!-~])?)?$/;
  const fitting = texts.filter((text) => place !== "header" || inHeader.test(String(text)));
  return [...new Map(fitting.map((text) => [String(text), text])).values()];
}

/** A text of a parameter as a value of its schema's type, where it is one. */
function readAs(document: OpenApiDocument, referenced: object, text: string | string[]): unknown {
  const { type, items } = flatSchema(document, referenced);
  if (items) return [text].flat().map((item) => readAs(document, items, item));
  if (Array.isArray(text)) return text;
  const types = [type].flat();
  const isNumber = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i.test(text);
  if (isNumber && (types.includes("integer") || types.includes("number"))) return Number(text);
  return types.includes("boolean") && /^(true|false)$/.test(text) ? text === "true" : text;
}
