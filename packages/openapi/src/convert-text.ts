const jsonNumber = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i;

/**
 * The number or the boolean that the text of a parameter, a header or a field of a form stands for, where one of the types asks for
 * it; else the text.
 *
 * @param types of JSON Schema
 * @example convertText(["integer"], "1") // 1
 */
export function convertText(types: readonly unknown[], text: string): string | number | boolean {
  if (types.includes("boolean") && (text === "true" || text === "false")) return text === "true";
  const isNumeric = types.includes("number") || types.includes("integer");
  return isNumeric && jsonNumber.test(text) ? Number(text) : text;
}
