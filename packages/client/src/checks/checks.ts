// One check for each keyword of JSON Schema that the generator knows. The generated checks of bodies and responses are made of
// them. A bundler leaves out the checks that no operation needs.
import { parseDateTime } from "../values/date-time.ts";
import { isObject } from "../values/is-object.ts";
import { stableStringify } from "../values/stable-stringify.ts";
import { prefixViolations, type SchemaViolation } from "./schema-violation.ts";

/** Finds where a value does not match a schema. The list is empty where it matches. */
export type Check = (value: unknown) => readonly SchemaViolation[];

function createCheck(rule: string, isValid: (value: never) => boolean): Check {
  return (value) => (isValid(value as never) ? [] : [{ path: "", rule, value }]);
}

/** Runs the checks in their order. It stops at the first check that finds a violation. */
export function all(...checks: Check[]): Check {
  return (value) =>
    checks.reduce<readonly SchemaViolation[]>((found, check) => (found.length > 0 ? found : check(value)), []);
}

/** Takes `null`, and all that the check takes. */
export function nullable(check: Check): Check {
  return (value) => (value === null ? [] : check(value));
}

/** Refuses `undefined`. */
export const required: Check = /* @__PURE__ */ createCheck("required", (value) => value !== undefined);

/** Takes `undefined`, and all that the check takes. */
export function optional(check: Check): Check {
  return (value) => (value === undefined ? [] : check(value));
}

/** Takes what at least one of the checks takes. Where none does, it gives the violations of all of them. */
export function anyOf(...checks: Check[]): Check {
  return (value) => {
    const results = checks.map((check) => check(value));
    return results.find((violations) => violations.length === 0) ?? results.flat();
  };
}

export const integer: Check = /* @__PURE__ */ createCheck("type integer", (value) => Number.isInteger(value));
export const number: Check = /* @__PURE__ */ createCheck("type number", (value) => Number.isFinite(value));
export const string: Check = /* @__PURE__ */ createCheck("type string", (value) => typeof value === "string");
export const boolean: Check = /* @__PURE__ */ createCheck("type boolean", (value) => typeof value === "boolean");

export function constant(expected: unknown): Check {
  return createCheck(`const ${JSON.stringify(expected)}`, (value) => value === expected);
}

export function enumeration(values: readonly unknown[]): Check {
  return createCheck(`enum ${JSON.stringify(values)}`, (value) => values.includes(value));
}

export function minimum(limit: number): Check {
  return createCheck(`minimum ${limit}`, (value) => value >= limit);
}

export function maximum(limit: number): Check {
  return createCheck(`maximum ${limit}`, (value) => value <= limit);
}

export function exclusiveMinimum(limit: number): Check {
  return createCheck(`exclusiveMinimum ${limit}`, (value) => value > limit);
}

export function exclusiveMaximum(limit: number): Check {
  return createCheck(`exclusiveMaximum ${limit}`, (value) => value < limit);
}

export function multipleOf(divisor: number): Check {
  return createCheck(`multipleOf ${divisor}`, (value) => Number.isInteger(value / divisor));
}

export function minLength(limit: number): Check {
  return createCheck(`minLength ${limit}`, (value: string) => [...value].length >= limit);
}

export function maxLength(limit: number): Check {
  return createCheck(`maxLength ${limit}`, (value: string) => [...value].length <= limit);
}

export function pattern(source: string): Check {
  return createCheck(`pattern ${source}`, (value) => new RegExp(source, "u").test(value));
}

/** A time stamp of RFC 3339 whose day and time exist. */
export const dateTime: Check = /* @__PURE__ */ createCheck("format date-time", (value: string) => {
  return parseDateTime(value) !== undefined;
});

/** A UUID in the text form of RFC 9562. */
export const uuid: Check = /* @__PURE__ */ createCheck("format uuid", (value) =>
  /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value),
);

export function minItems(limit: number): Check {
  return createCheck(`minItems ${limit}`, (value: unknown[]) => value.length >= limit);
}

export function maxItems(limit: number): Check {
  return createCheck(`maxItems ${limit}`, (value: unknown[]) => value.length <= limit);
}

/** No two items are equal. The order of an object's keys makes no difference. */
export const uniqueItems: Check = /* @__PURE__ */ createCheck("uniqueItems", (value: unknown[]) => {
  return new Set(value.map(stableStringify)).size === value.length;
});

/** An array whose items pass a check. */
export function array(item: Check): Check {
  return (value) =>
    Array.isArray(value)
      ? value.flatMap((entry, index) => prefixViolations(index, item(entry)))
      : [{ path: "", rule: "type array", value }];
}

/** Refuses every value: of a property that must not be written. */
export const forbidden: Check = (value) => [{ path: "", rule: "may not be written", value }];

/**
 * An object. Each property has its check; a property without one has the check `others`.
 *
 * @param requiredNames the properties that must not be missing
 */
export function object(
  properties: Readonly<Record<string, Check>>,
  requiredNames: readonly string[],
  others: Check = all(),
): Check {
  return (value) => {
    if (!isObject(value)) return [{ path: "", rule: "type object", value }];
    const missing = requiredNames.flatMap((name) =>
      prefixViolations(name, required(Object.hasOwn(value, name) ? value[name] : undefined)),
    );
    const wrong = Object.entries(value).flatMap(([name, child]) => {
      const check = Object.hasOwn(properties, name) ? (properties[name] as Check) : others;
      return prefixViolations(name, check(child));
    });
    return [...missing, ...wrong];
  };
}
