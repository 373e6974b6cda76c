// Checks of values, one for each keyword of JSON Schema that the generator knows. What is generated from the API's
// description is made of them; a bundler leaves out those that no operation needs.
import { canonical } from "./canonical.ts";
import type { Violation } from "./errors/contract-error.ts";

/** Where a value breaks the rules; the paths are JSON pointers into it. */
export type Check = (value: unknown) => readonly Violation[];

function rule(name: string, holds: (value: never) => boolean | undefined): Check {
  return (value) => (holds(value as never) ? [] : [{ path: "", rule: name, value }]);
}

function below(key: string | number, violations: readonly Violation[]): Violation[] {
  const token = `${key}`.replaceAll("~", "~0").replaceAll("/", "~1"); // RFC 6901, section 3
  return violations.map((violation) => ({ ...violation, path: `/${token}${violation.path}` }));
}

/** All the checks, up to the first that finds something. */
export function all(...checks: Check[]): Check {
  return (value) => checks.reduce<readonly Violation[]>((found, check) => (found[0] ? found : check(value)), []);
}

export function nullable(check: Check): Check {
  return (value) => (value === null ? [] : check(value));
}

/** There is a value. */
export const required: Check = /* @__PURE__ */ rule("required", (value) => value !== undefined);

/** For what may be left out. */
export function optional(check: Check): Check {
  return (value) => (value === undefined ? [] : check(value));
}

export function anyOf(...checks: Check[]): Check {
  return (value) => {
    const results = checks.map((check) => check(value));
    return results.find((violations) => violations.length === 0) ?? results.flat();
  };
}

export const integer: Check = /* @__PURE__ */ rule("type integer", (value) => Number.isInteger(value));
export const number: Check = /* @__PURE__ */ rule("type number", (value) => Number.isFinite(value));
export const string: Check = /* @__PURE__ */ rule("type string", (value) => typeof value === "string");
export const boolean: Check = /* @__PURE__ */ rule("type boolean", (value) => typeof value === "boolean");

export function constant(expected: unknown): Check {
  return rule(`const ${JSON.stringify(expected)}`, (value) => value === expected);
}

export function oneOf(values: readonly unknown[]): Check {
  return rule(`enum ${JSON.stringify(values)}`, (value) => values.includes(value));
}

export function minimum(limit: number): Check {
  return rule(`minimum ${limit}`, (value) => value >= limit);
}

export function maximum(limit: number): Check {
  return rule(`maximum ${limit}`, (value) => value <= limit);
}

export function exclusiveMinimum(limit: number): Check {
  return rule(`exclusiveMinimum ${limit}`, (value) => value > limit);
}

export function exclusiveMaximum(limit: number): Check {
  return rule(`exclusiveMaximum ${limit}`, (value) => value < limit);
}

export function multipleOf(divisor: number): Check {
  return rule(`multipleOf ${divisor}`, (value) => Number.isInteger(value / divisor));
}

export function minLength(limit: number): Check {
  return rule(`minLength ${limit}`, (value: string) => [...value].length >= limit);
}

export function maxLength(limit: number): Check {
  return rule(`maxLength ${limit}`, (value: string) => [...value].length <= limit);
}

export function pattern(source: string): Check {
  return rule(`pattern ${source}`, (value) => new RegExp(source, "u").test(value));
}

const rfc3339 = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

/** A time stamp of RFC 3339, on a day and at a time that there are. */
export const dateTime: Check = /* @__PURE__ */ rule("format date-time", (value: string) => {
  const day = value.slice(0, 10); // 30 February would be a day in March
  if (!rfc3339.test(value) || !new Date(day).toJSON()?.startsWith(day)) return false;
  // A leap second comes after the last second of a day in UTC.
  const before = new Date(`${value.slice(0, 17)}59${value.slice(19)}`.toUpperCase());
  return value.slice(17, 19) !== "60" || before.toJSON().includes("T23:59:59");
});

/** As RFC 9562 writes it. */
export const uuid: Check = /* @__PURE__ */ rule("format uuid", (value) =>
  /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value),
);

export function minItems(limit: number): Check {
  return rule(`minItems ${limit}`, (value: unknown[]) => value.length >= limit);
}

export function maxItems(limit: number): Check {
  return rule(`maxItems ${limit}`, (value: unknown[]) => value.length <= limit);
}

/** No item is equal to another, in whatever order the properties of objects come. */
export const uniqueItems: Check = /* @__PURE__ */ rule("uniqueItems", (value: unknown[]) => {
  return new Set(value.map(canonical)).size === value.length;
});

export function array(item: Check): Check {
  return (value) =>
    Array.isArray(value)
      ? value.flatMap((entry, index) => below(index, item(entry)))
      : [{ path: "", rule: "type array", value }];
}

/** For what nobody may write. */
export const forbidden: Check = /* @__PURE__ */ rule("may not be written", () => false);

/** An object with the properties as they have to be, and the others as a check has them. */
export function object(
  properties: Readonly<Record<string, Check>>,
  requiredNames: readonly string[],
  others: Check = all(),
): Check {
  const isObject = rule("type object", (value) => typeof value === "object" && value !== null && !Array.isArray(value));
  return all(isObject, (value) => [
    ...requiredNames.flatMap((name) => below(name, required((value as Record<string, unknown>)[name]))),
    ...Object.entries(value as object).flatMap(([name, child]) =>
      below(name, (Object.hasOwn(properties, name) ? (properties[name] as Check) : others)(child)),
    ),
  ]);
}
