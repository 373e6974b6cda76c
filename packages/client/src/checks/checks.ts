// One check for each keyword of JSON Schema that the generator knows. The generated checks of bodies and responses are made of
// them. A bundler leaves out the checks that no operation needs.

import { parseDateTime } from "../values/date-time.ts";
import { isMultiple } from "../values/is-multiple.ts";
import { isObject } from "../values/is-object.ts";
import { stableStringify } from "../values/stable-stringify.ts";
import { prefixViolations, type SchemaViolation } from "./schema-violation.ts";

/**
 * Finds where a value does not match a schema. The list is empty where it matches.
 *
 * @param evaluated gets the names of the object's properties that the schema describes (`unevaluatedProperties`)
 */
export type Check = (value: unknown, evaluated?: Set<string>) => readonly SchemaViolation[];

function createCheck(rule: string, isValid: (value: never) => boolean): Check {
  return (value) => (isValid(value as never) ? [] : [{ path: "", rule, value }]);
}

/** Runs the checks in their order. It stops at the first check that finds a violation. */
export function all(...checks: Check[]): Check {
  return (value, evaluated) =>
    checks.reduce<readonly SchemaViolation[]>(
      (found, check) => (found.length > 0 ? found : check(value, evaluated)),
      [],
    );
}

/** Runs all of the checks. A violation that several of them find is in the list once. */
export function every(...checks: Check[]): Check {
  return (value, evaluated) => {
    const found = checks.flatMap((check) => check(value, evaluated));
    return [...new Map(found.map((violation) => [`${violation.path} ${violation.rule}`, violation])).values()];
  };
}

/** The check that a function gives, which is called once, when the check is needed: so a schema can refer to itself. */
export function lazy(create: () => Check): Check {
  let check: Check | undefined;
  return (value, evaluated) => {
    check ??= create();
    return check(value, evaluated);
  };
}

/** Takes every value. */
export const any: Check = () => [];

/** Refuses every value: of a property that must not be written. */
export const forbidden: Check = (value) => [{ path: "", rule: "may not be written", value }];

/** Takes `null`, and all that the check takes. */
export function nullable(check: Check): Check {
  return (value, evaluated) => (value === null ? [] : check(value, evaluated));
}

/** Takes `undefined`, and all that the check takes. */
export function optional(check: Check): Check {
  return (value, evaluated) => (value === undefined ? [] : check(value, evaluated));
}

/** Refuses `undefined`. */
export const required: Check = /* @__PURE__ */ createCheck("required", (value) => value !== undefined);

/** Takes a value of another type, and all that the check takes. */
export function when(isOfType: (value: unknown) => boolean, check: Check): Check {
  return (value, evaluated) => (isOfType(value) ? check(value, evaluated) : []);
}

export function isString(value: unknown): boolean {
  return typeof value === "string";
}

export function isNumber(value: unknown): boolean {
  return typeof value === "number";
}

export function isArray(value: unknown): boolean {
  return Array.isArray(value);
}

export { isObject };

/** Runs each check. The properties that a check describes count only where it finds no violation. */
function runBranches(
  checks: readonly Check[],
  value: unknown,
  evaluated: Set<string> | undefined,
): (readonly SchemaViolation[])[] {
  return checks.map((check) => {
    const names = new Set<string>();
    const violations = check(value, names);
    if (violations.length === 0) for (const name of names) evaluated?.add(name);
    return violations;
  });
}

// Where a branch is wrong only inside the value, the branches for values of other types say nothing of use.
function selectViolations(branches: readonly (readonly SchemaViolation[])[]): readonly SchemaViolation[] {
  const near = branches.filter((violations) => violations.every(({ path }) => path !== ""));
  return (near.length > 0 ? near : branches).flat();
}

/** Takes what at least one of the checks takes. Where none does, it gives the violations of those that come near. */
export function anyOf(...checks: Check[]): Check {
  return (value, evaluated) => {
    const branches = runBranches(checks, value, evaluated);
    return branches.some((violations) => violations.length === 0) ? [] : selectViolations(branches);
  };
}

/** Takes what exactly one of the checks takes. Where none does, it gives the violations of those that come near. */
export function oneOf(...checks: Check[]): Check {
  return (value, evaluated) => {
    const branches = runBranches(checks, value, evaluated);
    const { length } = branches.filter((violations) => violations.length === 0);
    if (length === 1) return [];
    return length === 0 ? selectViolations(branches) : [{ path: "", rule: `oneOf: ${length} schemas match`, value }];
  };
}

/** An object whose property names the check that it has to pass. */
export function discriminated(property: string, checks: Readonly<Record<string, Check>>): Check {
  return (value, evaluated) => {
    const name = isObject(value) && Object.hasOwn(value, property) ? value[property] : undefined;
    const isKnown = typeof name === "string" && Object.hasOwn(checks, name);
    const check = isKnown
      ? (checks[name] as Check)
      : object({ [property]: enumeration(Object.keys(checks)) }, [property]);
    return check(value, evaluated);
  };
}

export const integer: Check = /* @__PURE__ */ createCheck("type integer", (value) => Number.isInteger(value));
export const number: Check = /* @__PURE__ */ createCheck("type number", (value) => Number.isFinite(value));
export const string: Check = /* @__PURE__ */ createCheck("type string", isString);
export const boolean: Check = /* @__PURE__ */ createCheck("type boolean", (value) => typeof value === "boolean");

/** A text, a number, a boolean or `null`. */
export function constant(expected: unknown): Check {
  return createCheck(`const ${JSON.stringify(expected)}`, (value) => value === expected);
}

/** One of some texts, numbers, booleans or `null`. */
export function enumeration(values: readonly unknown[]): Check {
  return createCheck(`enum ${JSON.stringify(values)}`, (value) => values.includes(value));
}

/** A value that is equal to one of several, which may be objects or arrays. The order of an object's keys makes no difference. */
export function equalToAny(values: readonly unknown[]): Check {
  const texts = values.map(stableStringify);
  return createCheck(`enum ${JSON.stringify(values)}`, (value) => texts.includes(stableStringify(value)));
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
  return createCheck(`multipleOf ${divisor}`, (value) => isMultiple(value, divisor));
}

export function minLength(limit: number): Check {
  return createCheck(`minLength ${limit}`, (value: string) => [...value].length >= limit);
}

export function maxLength(limit: number): Check {
  return createCheck(`maxLength ${limit}`, (value: string) => [...value].length <= limit);
}

export function pattern(source: string): Check {
  const expression = new RegExp(source, "u");
  return createCheck(`pattern ${source}`, (value) => expression.test(value));
}

/** A time stamp of RFC 3339 whose day and time exist. */
export const dateTime: Check = /* @__PURE__ */ createCheck("format date-time", (value: string) => {
  return parseDateTime(value) !== undefined;
});

/** A UUID in the text form of RFC 9562. */
export const uuid: Check = /* @__PURE__ */ createCheck("format uuid", (value) =>
  /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value),
);

/** Base64 with padding (RFC 4648, section 4). */
export const byte: Check = /* @__PURE__ */ createCheck("format byte", (value) =>
  /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value),
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

/**
 * An object. Each property has its check; a property without one has the check `others`.
 *
 * @param requiredNames the properties that must not be missing
 * @param others without it, the other properties are not described
 */
export function object(
  properties: Readonly<Record<string, Check>>,
  requiredNames: readonly string[],
  others?: Check,
): Check {
  return (value, evaluated) => {
    if (!isObject(value)) return [{ path: "", rule: "type object", value }];
    const missing = requiredNames.flatMap((name) =>
      prefixViolations(name, required(Object.hasOwn(value, name) ? value[name] : undefined)),
    );
    const wrong = Object.entries(value).flatMap(([name, child]) => {
      const check = Object.hasOwn(properties, name) ? properties[name] : others;
      if (check === undefined) return [];
      evaluated?.add(name);
      return prefixViolations(name, check(child));
    });
    return [...missing, ...wrong];
  };
}

/** Describes all properties of an object: for keywords that the generator does not know. */
export const evaluateAll: Check = (value, evaluated) => {
  if (isObject(value)) for (const name of Object.keys(value)) evaluated?.add(name);
  return [];
};

/** The properties that a check of the same object does not describe have the check `others`. */
export function unevaluated(check: Check, others: Check): Check {
  return (value, evaluated) => {
    const names = new Set<string>();
    const found = check(value, names);
    const rest = Object.entries(isObject(value) ? value : {}).filter(([name]) => !names.has(name));
    evaluateAll(value, evaluated);
    return [...found, ...rest.flatMap(([name, child]) => prefixViolations(name, others(child)))];
  };
}
