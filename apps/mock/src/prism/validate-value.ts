// The validation of bodies, parameters and headers. Prism merges the parts of `allOf` into one schema, so that it loses some of
// their keywords. It takes a member that an object inherits, such as `toString`, for a property, and `0x1` for a number.
import { mapSubschemas, parsePointer } from "@run-summary/openapi";
import {
  type Ajv,
  createAjv,
  type Dialect,
  type ErrorObject,
  type ValidateFunction,
} from "@run-summary/openapi/validation";
import { isLarger } from "../validation/value-size.ts";
import type { Violation } from "../validation/violation.ts";
import { chooseBranches } from "./choose-branches.ts";
import type { Content, Operation } from "./operation.ts";
import { readDialect } from "./operation-schemas.ts";

type Schema = Readonly<Record<string, unknown>>;

/** Where a value is in a message. */
export interface Subject {
  /** The side that sends it. */
  readonly direction: "request" | "response";
  /** `body`, or `query` and the like with the parameter's key. */
  readonly location: readonly [place: string, ...key: string[]];
  /** The name of the parameter or the header. */
  readonly name?: string;
}

type Direction = Subject["direction"];

/** A part of the document that has a schema: a content, a parameter or a header. */
export type Described = Pick<Content, "schema">;

// Where each value is wrong, Ajv's list of all errors takes 1,000 times the memory of the value, and quadratic time below `$ref`.
const maxListedValues = 5000;

const createValidators = () => ({
  first: new WeakMap<object, ValidateFunction>(),
  all: new WeakMap<object, ValidateFunction>(),
});

// Equal schemas of the same document are one object.
const validators = { request: createValidators(), response: createValidators() };

type Listed = keyof (typeof validators)[Direction];

const anything = {};

/**
 * Returns what the schema of a content, a parameter or a header forbids in a value. Of a value with more than 5,000 values in it,
 * these are the first violations only.
 */
export function validateValue(
  operation: Operation,
  described: Described,
  value: unknown,
  subject: Subject,
): Violation[] {
  const schema = isSchema(described.schema) ? described.schema : anything;
  const listed = isLarger(value, maxListedValues) ? "first" : "all";
  const known = validators[subject.direction][listed];
  const validate = known.get(schema) ?? compileSchema(operation, schema, subject.direction, listed);
  known.set(schema, validate);
  validate(value);
  // The parts of `allOf` may forbid the same.
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== "if"); // the branch says what is wrong
  const violations = errors.map((error) => convertError(error, subject));
  return [...new Map(violations.map((violation) => [JSON.stringify(violation), violation])).values()];
}

function compileSchema(operation: Operation, schema: Schema, direction: Direction, listed: Listed): ValidateFunction {
  const prepare = (one: unknown) => chooseBranches(removeProperties(one, direction));
  const { $schema, ...own } = prepare(schema) as Schema;
  // Schemas that refer to themselves.
  const entries = Object.entries(operation.__bundled__).map(([name, one]) => [name, prepare(one)]);
  return getAjv(readDialect({ $schema }), listed === "all").compile({
    ...own,
    __bundled__: Object.fromEntries(entries),
  });
}

const ajvs = new Map<string, Ajv>();

function getAjv(dialect: Dialect, allErrors: boolean): Ajv {
  const key = `${dialect} ${allErrors}`;
  const ajv = ajvs.get(key) ?? createAjv(dialect, { allErrors, ownProperties: true, validateSchema: false });
  ajvs.set(key, ajv);
  return ajv;
}

// What the other side alone sends.
const excluded = { request: "readOnly", response: "writeOnly" } as const;

// Their schemas describe the same value as the schema around them.
const partKeywords = ["allOf", "anyOf", "oneOf"];

/**
 * Removes the properties that only the other side sends, and their names in `required`.
 *
 * @param outer such properties of the schema that this one is a part of
 */
function removeProperties(schema: unknown, direction: Direction, outer: readonly string[] = []): unknown {
  if (!isSchema(schema)) return schema;
  const names = [...outer, ...listExcludedProperties(schema, direction)];
  const rest = names.length === 0 ? schema : { ...schema, ...omitProperties(schema, names) };
  return mapSubschemas(rest, (child, keyword) =>
    removeProperties(child, direction, partKeywords.includes(keyword) ? names : []),
  );
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

function convertError({ keyword, instancePath, message = "", params }: ErrorObject, subject: Subject): Violation {
  const { allowedValues, missingProperty, additionalProperty, unevaluatedProperty } = params;
  const property = missingProperty ?? additionalProperty ?? unevaluatedProperty;
  const details = [
    allowedValues === undefined ? "" : `: ${allowedValues.map(formatValue).join(", ")}`,
    additionalProperty === undefined ? "" : `; found '${additionalProperty}'`,
    unevaluatedProperty === undefined ? "" : `: '${unevaluatedProperty}'`,
  ];
  return createViolation(subject, keyword, `${message}${details.join("")}`, parsePointer(instancePath), property);
}

/**
 * Creates the violation of a value, or of what keys lead to inside it.
 *
 * @param property what is missing there, or may not be there
 */
export function createViolation(
  { direction, location, name }: Subject,
  code: string,
  problem: string,
  keys: readonly string[] = [],
  property?: string,
): Violation {
  const side = direction === "request" ? "Request" : "Response";
  const names = name === undefined ? keys : [name, ...keys];
  const what = name === undefined ? "property" : "parameter";
  const subject = [side, location[0], ...(names.length === 0 ? [] : [what, names.join(".")])].join(" ");
  const path = [direction, ...location, ...keys, ...(property === undefined ? [] : [property])];
  return { location: path, code, message: `${subject} ${problem}.` };
}

function formatValue(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
