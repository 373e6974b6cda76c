/** A property and the value that it has to have. */
export interface Equality {
  readonly property: string;
  readonly value: string | number | boolean | null;
}

// A text in quotes, perhaps behind the name of an enumeration's type; or a word.
const token = /[^\s']*'(?:[^']|'')*'|[^\s']+/g;
const name = /^[\p{L}_@][\w.@]*$/u;
const number = /^-?\d+(?:\.\d+)?$/;
// Date-times and GUIDs are texts in JSON.
const bareText = /^(?:\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/i;

/**
 * Parses a filter of OData that consists of equalities, joined by `and`. Returns `undefined` for any other one.
 *
 * @example parseFilter("state eq 'it''s' and count eq 1") // [{ property: "state", value: "it's" }, { property: "count", value: 1 }]
 */
export function parseFilter(text: string): Equality[] | undefined {
  const tokens = text.match(token) ?? [];
  if (text.replace(token, "").trim() !== "") return undefined; // a quote that is not closed
  const equalities: Equality[] = [];
  for (let index = 0; index < tokens.length; index += 4) {
    const [property = "", operator, literal = "", conjunction = "and"] = tokens.slice(index, index + 4);
    const value = parseLiteral(literal);
    const isLast = index + 4 >= tokens.length;
    if (!name.test(property) || operator !== "eq" || value === undefined || conjunction !== "and") return undefined;
    if (isLast && tokens.length === index + 4) return undefined; // an `and` without anything behind it
    equalities.push({ property, value });
  }
  return tokens.length === 0 ? undefined : equalities;
}

function parseLiteral(text: string): Equality["value"] | undefined {
  if (text.endsWith("'")) return text.slice(text.indexOf("'") + 1, -1).replaceAll("''", "'");
  if (text === "true" || text === "false") return text === "true";
  if (text === "null") return null;
  if (number.test(text)) return Number(text);
  return bareText.test(text) ? text : undefined;
}
