import type { Oas3Rule } from "@redocly/openapi-core";

/**
 * The formats that validators of JSON Schema check less strictly than their RFC, each in its own way: a pattern for each, and
 * values that some accept and the RFC forbids.
 */
const formats: Readonly<Record<string, { pattern: string; wrongValues: readonly string[] }>> = {
  // RFC 3339, with up to seven fractional digits, as the API writes them.
  "date-time": {
    pattern: String.raw`^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$`,
    wrongValues: [
      ...["2017-01-01 00:01:17Z", "2017-01-01T00:01:17+08", "2017-01-01T00:01:17+0800"],
      ...["2017-01-01T00:01:17+24:00", "2017-01-01T23:59:60+08:00"],
    ],
  },
  // RFC 9562.
  uuid: {
    pattern: "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$",
    wrongValues: ["urn:uuid:7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71"],
  },
};

/** Each date-time and UUID has a pattern as strict as its RFC, so that all validators refuse the same values. */
export const strictFormats: Oas3Rule = () => ({
  Schema(schema, { location, report }) {
    if (typeof schema !== "object" || schema === null) return;
    const format = formats[schema.format ?? ""];
    if (format === undefined) return;
    const advice = `Write \`pattern: ${format.pattern}\` beside it.`;
    if (schema.pattern === undefined) {
      report({
        message: `The format \`${schema.format}\` needs a pattern, because many validators accept values of it that the RFC forbids. ${advice}`,
        location: location.child("format"),
      });
      return;
    }
    const wrongValue = format.wrongValues.find((value) => matchesPattern(value, schema.pattern));
    if (wrongValue === undefined) return;
    report({
      message: `The pattern allows \`${wrongValue}\`, which is not a valid ${schema.format}. ${advice}`,
      location: location.child("pattern"),
    });
  },
});

// The rule `no-invalid-schemas` reports a pattern that is not a regular expression.
function matchesPattern(value: string, pattern: unknown): boolean {
  try {
    return new RegExp(String(pattern), "u").test(value);
  } catch {
    return false;
  }
}
