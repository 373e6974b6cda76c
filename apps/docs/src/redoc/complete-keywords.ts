type Keywords = Readonly<Record<string, unknown>>;

/** The schema with keywords that Redoc shows truly. */
export function completeKeywords(schema: Keywords): Keywords {
  const types = readTypes(schema);
  const weaker = listWeakerLimits(schema);
  return {
    ...Object.fromEntries(Object.entries(schema).filter(([keyword]) => !weaker.includes(keyword))),
    ...(types.length > 0 && { type: types.length === 1 ? types[0] : types }),
    // Redoc shows a pattern among marks such as `required`.
    ...(typeof schema.pattern === "string" && { pattern: `/${schema.pattern}/` }),
  };
}

/** The types of a schema. Where it names values only, those of the values: Redoc says that these are of any type. */
export function readTypes({ type, enum: values, ...schema }: Keywords): unknown[] {
  if (type !== undefined) return [type].flat();
  const all = "const" in schema ? [schema.const] : Array.isArray(values) ? values : [];
  return [...new Set(all.map(nameType))];
}

function nameType(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}

/** Of an inclusive and an exclusive limit, the one that forbids less. Redoc would show its number with the other one's sign. */
function listWeakerLimits({ minimum, exclusiveMinimum, maximum, exclusiveMaximum }: Keywords): string[] {
  const lower = isNumber(minimum) && isNumber(exclusiveMinimum) && minimum > exclusiveMinimum;
  const upper = isNumber(maximum) && isNumber(exclusiveMaximum) && maximum < exclusiveMaximum;
  return [
    ...(isNumber(exclusiveMinimum) ? [lower ? "exclusiveMinimum" : "minimum"] : []),
    ...(isNumber(exclusiveMaximum) ? [upper ? "exclusiveMaximum" : "maximum"] : []),
  ];
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}
