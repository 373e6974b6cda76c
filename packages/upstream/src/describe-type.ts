import type { Metadata, Property } from "./metadata.ts";

/** What values of a type are in JSON, in the words of JSON Schema. A list is described by its items. */
export interface TypeDescription {
  readonly type: "boolean" | "integer" | "number" | "object" | "string";
  readonly format?: string;
  /** The only values of an enumeration whose members are not combined. */
  readonly values?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

// OData JSON format 4.01, section 7.1. Formats that the spec's lint refuses in a request are left out.
const primitiveTypes: Readonly<Record<string, TypeDescription>> = {
  Boolean: { type: "boolean" },
  Byte: { type: "integer" },
  SByte: { type: "integer" },
  Int16: { type: "integer" },
  Int32: { type: "integer", format: "int32" },
  Int64: { type: "integer", format: "int64" },
  Decimal: { type: "number" },
  Double: { type: "number", format: "double" },
  Single: { type: "number", format: "float" },
  String: { type: "string" },
  Guid: { type: "string", format: "uuid" },
  Binary: { type: "string", format: "byte" },
  DateTimeOffset: { type: "string", format: "date-time" },
  Date: { type: "string" },
  Duration: { type: "string" },
  TimeOfDay: { type: "string" },
};

/** What a property's values, or each of its items, are; `undefined` for a type that the metadata does not hold. */
export function describeType(metadata: Metadata, { type, description }: Property): TypeDescription | undefined {
  const name = type.startsWith("Edm.") ? type.slice("Edm.".length) : "";
  const primitive = Object.hasOwn(primitiveTypes, name) ? primitiveTypes[name] : undefined;
  if (primitive !== undefined) return { ...primitive, ...readRange(description) };
  const found = metadata.findType(type);
  if (found?.kind !== "enum") return found && { type: "object" };
  return { type: "string", ...(!found.isFlags && { values: found.members }) };
}

// Intune writes the limits into its descriptions.
function readRange(description: string): Pick<TypeDescription, "minimum" | "maximum"> {
  const [, minimum, maximum] = /Valid values (-?\d+) to (-?\d+)/.exec(description) ?? [];
  return minimum === undefined ? {} : { minimum: Number(minimum), maximum: Number(maximum) };
}
