// The validation of JSON bodies. Prism merges the parts of `allOf` into one schema, so that it loses some of their keywords. It
// takes a member that an object inherits, such as `toString`, for a property, and a falsy value for a missing body.
import { mapSubschemas } from "@run-summary/openapi";
import {
  type Ajv,
  createAjv,
  type Dialect,
  type ErrorObject,
  type ValidateFunction,
} from "@run-summary/openapi/validation";
import type { IPrismDiagnostic } from "@stoplight/prism-core";
import { DiagnosticSeverity, type IHttpOperation, type IMediaTypeContent } from "@stoplight/types";
import { isLarger } from "../validation/value-size.ts";

type Schema = Readonly<Record<string, unknown>>;

/** The side that sends a body. */
type Direction = "request" | "response";

// Where each value is wrong, Ajv's list of all errors takes 1,000 times the memory of the value, and quadratic time below `$ref`.
const maxListedValues = 5000;

type Validators = WeakMap<IMediaTypeContent, ValidateFunction>;

const validators: Record<"first" | "all", Validators> = { first: new WeakMap(), all: new WeakMap() };

/**
 * Returns what a content of a request or a response forbids in the value of a JSON body, in Prism's form. Of a value with more
 * than 5,000 values in it, these are the first violations only.
 */
export function validateJsonBody(
  operation: IHttpOperation,
  content: IMediaTypeContent,
  value: unknown,
  direction: Direction,
): IPrismDiagnostic[] {
  const errors = isLarger(value, maxListedValues) ? "first" : "all";
  const validate = validators[errors].get(content) ?? compileSchema(operation, content, direction, errors);
  validators[errors].set(content, validate);
  validate(value);
  // The parts of `allOf` may forbid the same.
  const diagnostics = (validate.errors ?? []).map((error) => convertError(error, direction));
  return [...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
}

function compileSchema(
  operation: IHttpOperation,
  { schema = {} }: IMediaTypeContent,
  direction: Direction,
  errors: keyof typeof validators,
): ValidateFunction {
  const { $schema, ...own } = removeProperties(schema, direction) as Schema;
  // Schemas that refer to themselves.
  const { __bundled__: bundled = {} } = operation as { __bundled__?: object };
  const entries = Object.entries(bundled).map(([name, one]) => [name, removeProperties(one, direction)]);
  return getAjv(String($schema), errors === "all").compile({ ...own, __bundled__: Object.fromEntries(entries) });
}

const ajvs = new Map<string, Ajv>();

// Prism takes a schema without `$schema` for one of draft 07.
function getAjv(schemaDialect: string, allErrors: boolean): Ajv {
  const [, dialect = "draft-07"] = /draft\/(2019-09|2020-12)\/schema/.exec(schemaDialect) ?? [];
  const key = `${dialect} ${allErrors}`;
  const ajv = ajvs.get(key) ?? createAjv(dialect as Dialect, { allErrors, ownProperties: true });
  ajvs.set(key, ajv);
  return ajv;
}

// What the other side alone sends.
const excluded = { request: "readOnly", response: "writeOnly" } as const;

/**
 * Removes the properties that only the other side sends, and their names in `required`.
 *
 * @param outer such properties of the schema that this one is a part of
 */
function removeProperties(schema: unknown, direction: Direction, outer: readonly string[] = []): unknown {
  if (!isSchema(schema)) return schema;
  const names = [...outer, ...listExcludedProperties(schema, direction)];
  const rest = names.length === 0 ? schema : { ...schema, ...omitProperties(schema, names) };
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((keyword): [string, unknown][] => {
    const list = rest[keyword];
    return Array.isArray(list) ? [[keyword, list.map((part) => removeProperties(part, direction, names))]] : [];
  });
  return { ...mapSubschemas(rest, (child) => removeProperties(child, direction)), ...Object.fromEntries(parts) };
}

function omitProperties({ properties, required }: Schema, names: readonly string[]): Schema {
  const isKept = ([name]: readonly [string, unknown]) => !names.includes(name);
  return {
    ...(isSchema(properties) ? { properties: Object.fromEntries(Object.entries(properties).filter(isKept)) } : {}),
    ...(Array.isArray(required) ? { required: required.filter((name) => !names.includes(name)) } : {}),
  };
}

function listExcludedProperties({ properties, allOf }: Schema, direction: Direction): string[] {
  const entries = isSchema(properties) ? Object.entries(properties) : [];
  const own = entries.filter(([, property]) => isExcluded(property, direction)).map(([name]) => name);
  const parts = Array.isArray(allOf) ? allOf.filter(isSchema) : [];
  return [...own, ...parts.flatMap((part) => listExcludedProperties(part, direction))];
}

function isExcluded(schema: unknown, direction: Direction): boolean {
  if (!isSchema(schema)) return false;
  const { [excluded[direction]]: isMarked, allOf } = schema;
  return isMarked === true || (Array.isArray(allOf) && allOf.some((part) => isExcluded(part, direction)));
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function convertError(
  { keyword, instancePath, message = "", params }: ErrorObject,
  direction: Direction,
): IPrismDiagnostic {
  const keys = instancePath.split("/").slice(1);
  const side = direction === "request" ? "Request" : "Response";
  const subject = [`${side} body`, ...(keys.length === 0 ? [] : ["property", keys.join(".")])].join(" ");
  const { allowedValues, additionalProperty, unevaluatedProperty } = params;
  const details = [
    allowedValues === undefined ? "" : `: ${allowedValues.map(formatValue).join(", ")}`,
    additionalProperty === undefined ? "" : `; found '${additionalProperty}'`,
    unevaluatedProperty === undefined ? "" : `: '${unevaluatedProperty}'`,
  ];
  return {
    path: ["body", ...keys],
    code: keyword,
    message: `${subject} ${message}${details.join("")}`,
    severity: DiagnosticSeverity.Error,
  };
}

function formatValue(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
