/** What the keys of an object are: OpenAPI's keywords, names that the author chose, names of maps of such names, or data. */
export type KeyKind = "keywords" | "names" | "names of maps" | "data";

const namesOfMaps = new Set(["callbacks", "components"]);
const names = new Set([
  ...["$defs", "content", "dependentRequired", "dependentSchemas", "encoding", "examples", "headers", "links", "paths"],
  ...["patternProperties", "properties", "responses", "scopes", "variables", "webhooks"],
]);
const data = new Set(["const", "default", "enum", "example", "mapping", "security", "value"]);

/** The kind of the keys below a key, given the kind of the key itself. An index leads to the items of a list. */
export function getKindBelow(kind: KeyKind, key: string): KeyKind {
  if (kind === "data") return "data";
  if (kind === "names of maps") return "names";
  if (kind === "names" || /^\d+$/.test(key)) return "keywords";
  if (namesOfMaps.has(key)) return "names of maps";
  if (names.has(key)) return "names";
  return data.has(key) || key.startsWith("x-") ? "data" : "keywords";
}

/** The keys with `_` for each name and index, such as `components/schemas/_/properties/_/readOnly`. */
export function formatPathPattern(keys: readonly string[]): string {
  let kind: KeyKind = "keywords";
  const parts = keys.map((key) => {
    const isChosen = kind === "names" || (kind === "keywords" && /^\d+$/.test(key));
    kind = getKindBelow(kind, key);
    return isChosen ? "_" : key;
  });
  return parts.join("/");
}

/** Whether a part of this pattern is in a callback or a webhook, which the service sends to its callers. */
export function isSentByService(pathPattern: string): boolean {
  return /^webhooks|^paths\/_\/\w+\/callbacks/.test(pathPattern);
}
