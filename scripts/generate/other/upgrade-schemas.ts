type Node = Record<string, unknown>;

// What stands below these keywords are values, not schemas.
const valueKeywords = new Set(["const", "default", "enum", "example", "examples"]);

/**
 * A copy of a document or a part of it whose schemas of OpenAPI 3.0 are written as OpenAPI 3.1 writes them: `nullable`, and an
 * `exclusiveMinimum` or `exclusiveMaximum` that is true or false.
 */
export function upgradeSchemas<Part>(part: Part): Part {
  return upgradeNode(part, false) as Part;
}

/** @param isMap whether the keys are names that the document chooses, as those of `properties` */
function upgradeNode(node: unknown, isMap: boolean): unknown {
  if (Array.isArray(node)) return node.map((item) => upgradeNode(item, false));
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node).map(([key, value]) => [
    key,
    !isMap && valueKeywords.has(key) ? value : upgradeNode(value, !isMap && key === "properties"),
  ]);
  const copy: Node = Object.fromEntries(entries);
  return isMap ? copy : upgradeNullable(upgradeLimit(upgradeLimit(copy, "Minimum"), "Maximum"));
}

function upgradeLimit(schema: Node, limit: "Minimum" | "Maximum"): Node {
  const { [`exclusive${limit}`]: isExclusive, [limit.toLowerCase()]: value, ...others } = schema;
  if (typeof isExclusive !== "boolean") return schema;
  if (value === undefined) return others;
  return isExclusive ? { ...others, [`exclusive${limit}`]: value } : { ...others, [limit.toLowerCase()]: value };
}

function upgradeNullable({ nullable, ...schema }: Node): Node {
  if (typeof nullable !== "boolean") return nullable === undefined ? schema : { ...schema, nullable };
  if (!nullable) return schema;
  const isTyped = typeof schema.type === "string" && !("$ref" in schema);
  if (isTyped) {
    const values = Array.isArray(schema.enum) ? { enum: [...new Set([...schema.enum, null])] } : {};
    return { ...schema, type: [schema.type, "null"], ...values };
  }
  const isConstrained = ["$ref", "allOf", "anyOf", "oneOf"].some((keyword) => keyword in schema);
  return isConstrained ? { anyOf: [schema, { type: "null" }] } : schema;
}
