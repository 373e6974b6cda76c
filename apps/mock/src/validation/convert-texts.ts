import { convertText } from "@run-summary/openapi";
import type { Operation } from "../prism/operation.ts";
import { listParts, listTypes, type Schema } from "../prism/schema-parts.ts";
import { validateValue } from "../prism/validate-value.ts";
import type { ParameterValue } from "./parameters.ts";

/**
 * Converts the texts of a parameter to the numbers and booleans that they are in JSON, where the types of their schema have these.
 * A text that may be both becomes what its own schemas permit.
 *
 * @param preference what it becomes where they permit both
 * @example convertTexts(operation, { items: { type: "integer" } }, ["1", "0x1"], "text") // [1, "0x1"]
 */
export function convertTexts(
  operation: Operation,
  schema: unknown,
  value: ParameterValue,
  preference: "text" | "number",
): unknown {
  const convert = (schemas: readonly unknown[], one: ParameterValue): unknown => {
    const parts = schemas.flatMap((each) => listParts(operation, each));
    if (typeof one === "string") {
      const types = listTypes(parts);
      const converted = convertText(types, one);
      if (!types.includes("string") || converted === one) return converted;
      const difference = countPermitting(operation, schemas, one) - countPermitting(operation, schemas, converted);
      if (difference === 0) return preference === "text" ? one : converted;
      return difference > 0 ? one : converted;
    }
    if (Array.isArray(one)) return one.map((item, index) => convert(listItemSchemas(parts, index), item));
    const members = Object.entries(one).map(([name, member]) => [
      name,
      convert(listMemberSchemas(parts, name), member),
    ]);
    return Object.fromEntries(members);
  };
  return convert([schema], value);
}

/** Counts the schemas that permit a value. */
function countPermitting(operation: Operation, schemas: readonly unknown[], value: unknown): number {
  const subject = { direction: "request", location: ["query"] } as const;
  const permitting = schemas.filter(
    (schema) => validateValue(operation, { schema: schema as object }, value, subject).length === 0,
  );
  return permitting.length;
}

function listItemSchemas(parts: readonly Schema[], index: number): unknown[] {
  return parts.map(({ items, prefixItems = [], additionalItems }) =>
    // Until draft 2019-09, `items` may be the list of the first ones.
    Array.isArray(items) ? (items[index] ?? additionalItems) : (prefixItems[index] ?? items),
  );
}

function listMemberSchemas(parts: readonly Schema[], name: string): unknown[] {
  return parts.flatMap(({ properties = {}, patternProperties = {}, additionalProperties }) => {
    const matching = Object.entries(patternProperties).filter(([pattern]) => new RegExp(pattern, "u").test(name));
    const own = Object.hasOwn(properties, name) ? [properties[name]] : [];
    const found = [...own, ...matching.map(([, schema]) => schema)];
    return found.length > 0 ? found : [additionalProperties];
  });
}
