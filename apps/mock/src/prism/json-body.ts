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

type Schema = Readonly<Record<string, unknown>>;

const validators = new WeakMap<IMediaTypeContent, ValidateFunction>();

/** Returns what a content of a request forbids in the value of a JSON body, in Prism's form. */
export function validateJsonBody(
  operation: IHttpOperation,
  content: IMediaTypeContent,
  value: unknown,
): IPrismDiagnostic[] {
  const validate = validators.get(content) ?? compileSchema(operation, content);
  validators.set(content, validate);
  validate(value);
  // The parts of `allOf` may forbid the same.
  const diagnostics = (validate.errors ?? []).map((error) => convertError(error));
  return [...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
}

function compileSchema(operation: IHttpOperation, { schema = {} }: IMediaTypeContent): ValidateFunction {
  const { $schema, ...own } = removeReadOnly(schema) as Schema;
  // Schemas that refer to themselves.
  const { __bundled__: bundled = {} } = operation as { __bundled__?: object };
  const entries = Object.entries(bundled).map(([name, one]) => [name, removeReadOnly(one)]);
  return getAjv(String($schema)).compile({ ...own, __bundled__: Object.fromEntries(entries) });
}

const ajvs = new Map<Dialect, Ajv>();

// Prism takes a schema without `$schema` for one of draft 07.
function getAjv(schemaDialect: string): Ajv {
  const [, version = "draft-07"] = /draft\/(2019-09|2020-12)\/schema/.exec(schemaDialect) ?? [];
  const dialect = version as Dialect;
  const ajv = ajvs.get(dialect) ?? createAjv(dialect, { allErrors: true, ownProperties: true });
  ajvs.set(dialect, ajv);
  return ajv;
}

/**
 * Removes the properties that only a response has, and the names of these in `required`.
 *
 * @param outer the read-only properties of the schema that this one is a part of
 */
function removeReadOnly(schema: unknown, outer: readonly string[] = []): unknown {
  if (!isSchema(schema)) return schema;
  const readOnly = [...outer, ...listReadOnlyProperties(schema)];
  const removed = readOnly.length === 0 ? schema : { ...schema, ...omitProperties(schema, readOnly) };
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((keyword): [string, unknown][] => {
    const list = removed[keyword];
    return Array.isArray(list) ? [[keyword, list.map((part) => removeReadOnly(part, readOnly))]] : [];
  });
  return { ...mapSubschemas(removed, (child) => removeReadOnly(child)), ...Object.fromEntries(parts) };
}

function omitProperties({ properties, required }: Schema, names: readonly string[]): Schema {
  const isKept = ([name]: readonly [string, unknown]) => !names.includes(name);
  return {
    ...(isSchema(properties) ? { properties: Object.fromEntries(Object.entries(properties).filter(isKept)) } : {}),
    ...(Array.isArray(required) ? { required: required.filter((name) => !names.includes(name)) } : {}),
  };
}

function listReadOnlyProperties({ properties, allOf }: Schema): string[] {
  const own = isSchema(properties) ? Object.entries(properties).filter(([, property]) => isReadOnly(property)) : [];
  const parts = Array.isArray(allOf) ? allOf.filter(isSchema).flatMap(listReadOnlyProperties) : [];
  return [...own.map(([name]) => name), ...parts];
}

function isReadOnly(schema: unknown): boolean {
  return (
    isSchema(schema) && (schema.readOnly === true || (Array.isArray(schema.allOf) && schema.allOf.some(isReadOnly)))
  );
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function convertError({ keyword, instancePath, message = "", params }: ErrorObject): IPrismDiagnostic {
  const keys = instancePath.split("/").slice(1);
  const subject = ["Request body", ...(keys.length === 0 ? [] : ["property", keys.join(".")])].join(" ");
  const { allowedValues, additionalProperty, unevaluatedProperty } = params;
  const details = [
    allowedValues === undefined ? "" : `: ${allowedValues.join(", ")}`,
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
