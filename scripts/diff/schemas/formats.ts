// What the formats of the OpenAPI Format Registry (spec.openapis.org/registry/format) say about values.

/** The smallest and the largest number of a format. */
export const numberRanges: ReadonlyMap<string, readonly [minimum: number, maximum: number]> = new Map([
  ["int8", [-128, 127]],
  ["uint8", [0, 255]],
  ["int16", [-32_768, 32_767]],
  ["uint16", [0, 65_535]],
  ["int32", [-(2 ** 31), 2 ** 31 - 1]],
  ["uint32", [0, 2 ** 32 - 1]],
  ["int64", [-(2 ** 63), 2 ** 63]], // the largest is one less, which is no double
  ["uint64", [0, 2 ** 64]],
  ["float", [-3.402_823_466_385_288_6e38, 3.402_823_466_385_288_6e38]],
]);

/** The smallest and the largest length of a text of a format, in characters. */
export const textLengths: ReadonlyMap<string, readonly [minimum: number, maximum: number]> = new Map([
  ["char", [1, 1]],
  ["date", [10, 10]], // RFC 3339, full-date
  ["date-time", [20, Number.POSITIVE_INFINITY]], // RFC 3339: a fraction may have any number of digits
  ["email", [3, Number.POSITIVE_INFINITY]],
  ["ipv4", [7, 15]], // RFC 2673, section 3.2
  ["ipv6", [2, 45]], // RFC 4291, section 2.2
  ["uuid", [36, 36]], // RFC 9562, section 4
]);

/** Formats that say how a value is shown or sent, and not which values there are. */
const annotations = new Set(["password", "binary", "commonmark", "html", "decimal128", "double"]);

// Each text of the first format is one of the others, too.
const widerFormats: ReadonlyMap<string, readonly string[]> = new Map([
  ["email", ["idn-email"]],
  ["hostname", ["idn-hostname"]],
  ["iri", ["iri-reference"]],
  ["uri", ["iri", "iri-reference", "uri-reference"]],
  ["uri-reference", ["iri-reference"]],
]);

/** Whether a text of one format always is one of another. */
export function isTextFormatWithin(format: string, wider: string): boolean {
  return format === wider || (widerFormats.get(format)?.includes(wider) ?? false);
}

/** Whether the numbers of a format have no fraction. */
export function isIntegerFormat(format: unknown): boolean {
  return typeof format === "string" && format !== "float" && numberRanges.has(format);
}

/** Whether a format leaves out some values. */
export function isAssertion(format: string): boolean {
  return !annotations.has(format);
}
