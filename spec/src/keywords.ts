// What a schema may say: what the types, the client's checks, the docs and the contract tests know.

/** Keywords that say something of a value, by the type that they are about. */
export const keywordsByType = {
  array: ["items", "minItems", "maxItems", "uniqueItems"],
  boolean: [],
  integer: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "format"],
  null: [],
  number: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "format"],
  object: ["properties", "required", "additionalProperties", "unevaluatedProperties"],
  string: ["minLength", "maxLength", "pattern", "format"],
} as const;

/** One of them. */
export type Keyword = (typeof keywordsByType)[keyof typeof keywordsByType][number];

/** Keywords that say something of a value of any type. */
export const keywordsOfAnyType = ["type", "const", "enum", "allOf"] as const;

/** Keywords that say nothing of a value, or nothing that a client has to know. */
export const annotations: readonly string[] = [
  ...["$comment", "contentEncoding", "contentMediaType", "default", "deprecated", "description", "discriminator"],
  ...["example", "examples", "externalDocs", "readOnly", "title", "writeOnly", "xml"],
];

/** The formats that a check, or the type, says all of. An answer's other formats are taken as they are. */
export const formatsByType: Readonly<Record<string, readonly string[]>> = {
  integer: ["int32", "int64"],
  number: ["double", "float"],
  string: ["binary", "date-time", "password", "uuid"],
};
