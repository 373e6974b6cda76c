import fc from "fast-check";

/** Mostly one of the usual values; it shrinks to the first of them. */
export function mostly<Value>(usual: readonly Value[], ...others: readonly fc.Arbitrary<Value>[]): fc.Arbitrary<Value> {
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 60, arbitrary: fc.constantFrom(...usual) },
    ...others.map((arbitrary, index) => ({ weight: index === 0 ? 30 : 1, arbitrary })),
  );
}

// Names that mean something in JavaScript, in TypeScript, in OpenAPI, in OData or to the client.
const words = [
  ...["then", "prototype", "length", "name", "default", "null", "true", "value", "error", "body", "required", "type"],
  ...["properties", "items", "@odata.type", "@odata.nextLink", "0", "-1", "01", "code", "message", "in", "status"],
];
// Names that mean something in a JSON pointer, in HTML, in a URL, or between quotes.
const signs = [
  ...["", " ", "~", "-", "#", "!a", "|", "[]", "*/", "//", "a b", "a/b", "a~1b", "a~b", 'a"b', "a'b", "a`b", "a\\b"],
  ...["a.b", "a[]", "a[0]", "a\nb", "a\tb", "a\u2028b", "\u{1f600}", "é", "<b>", "</script>", "<!--", "%41", "&amp;"],
  ...["a+b", "a=b", "a&b", "a#b", "a?b", "a,b", "a;b", "a:b", `\${a}`, "{a}"],
];
// The lint refuses names that each object of JavaScript has.
const inherited = ["toString", "__proto__"];

/** A name of a property or of a query parameter: any text. */
export const anyName: fc.Arbitrary<string> = mostly(
  ["alpha", "beta", "gamma", "deltaCount"],
  fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...words, ...signs) },
    { weight: 10, arbitrary: fc.string({ unit: "grapheme", maxLength: 5 }) },
    { weight: 1, arbitrary: fc.constantFrom(...inherited) },
  ),
);

/** A name of a header: RFC 9110 allows a token. */
export const headerName: fc.Arbitrary<string> = mostly(
  ["X-Alpha", "x-beta", "If-Match", "ETag", "Link"],
  fc.constantFrom(
    ...["tostring", "x.a", "x!#$%&'*+^_`|~", "0", "Location", "Retry-After", "WWW-Authenticate", "Set-Cookie"],
    ...["Allow", "Cache-Control", "Content-Encoding", "Content-Language"],
  ),
  fc.constantFrom("client-request-id", "Prefer", "Date", "Vary", "Content-Length", "Cookie", "Mock-Fault"),
);

/** A name of a path parameter, with the characters that Redocly finds in a template. */
export const pathParameterName: fc.Arbitrary<string> = mostly(
  ["id", "key", "thingId"],
  fc.constantFrom("a-b", "a.b", "a_b", "0", "then", "length"),
);

/** An operationId. */
export const operationId: fc.Arbitrary<string> = mostly(
  ["getThing", "addThing", "updateThing", "removeThing"],
  fc.constantFrom("list", "toJSON", "default", "delete", "cloud", "name", "length", "prototype", "arguments", "x"),
);

/** A text for people. */
export const description: fc.Arbitrary<string> = mostly(
  ["A text.", "Another text."],
  fc.constantFrom("*/ ends", "`a` **b** <c>", `\${a} \`b`, "a\n\n- b\n- c", "a | b", "</script>", "{{a}}", "\\", '"'),
);
