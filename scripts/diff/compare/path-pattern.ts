/** The keys that lead from a document's root to one of its parts. */
export type Keys = readonly string[];

/** What the keys of an object are: keywords, names that the author chose (of parts, or of maps of them), or data. */
export type Holds = "keywords" | "names" | "names of maps" | "data";

const namesOfMaps = new Set(["callbacks", "components"]);
const names = new Set([
  ...["$defs", "content", "dependentSchemas", "encoding", "examples", "headers", "links", "paths"],
  ...["patternProperties", "properties", "responses", "scopes", "variables", "webhooks"],
]);
const data = new Set(["const", "default", "enum", "example", "mapping", "security", "value"]);

/** What is under a key; an index leads to what the list holds. */
export function holdsUnder(holds: Holds, key: string): Holds {
  if (holds === "data") return "data";
  if (holds === "names of maps") return "names";
  if (holds === "names" || /^\d+$/.test(key)) return "keywords";
  if (namesOfMaps.has(key)) return "names of maps";
  if (names.has(key)) return "names";
  return data.has(key) || key.startsWith("x-") ? "data" : "keywords";
}

/** The place with `_` for each name and index, such as `components/schemas/_/properties/_/readOnly`. */
export function shapeOf(keys: Keys): string {
  let holds: Holds = "keywords";
  const parts = keys.map((key) => {
    const isChosen = holds === "names" || (holds === "keywords" && /^\d+$/.test(key));
    holds = holdsUnder(holds, key);
    return isChosen ? "_" : key;
  });
  return parts.join("/");
}

/** The place as a JSON pointer. */
export function pointerOf(keys: Keys): string {
  return `#${keys.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("")}`;
}

/** The place that a JSON pointer names. */
export function keysOf(pointer: string): Keys {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Whether a value is an object with keys. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The ids of an operation, or of a path item's operations. */
export function operationIdsOf(part: unknown): string[] {
  if (!isRecord(part)) return [];
  const operations = "responses" in part ? [part] : Object.values(part).filter(isRecord);
  return operations.flatMap(({ operationId }) => (typeof operationId === "string" ? [operationId] : []));
}
