// The keywords that a schema of the spec may have: types, client, docs and contract tests understand each of them.

/** Keywords that constrain values of one type, by that type. */
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

/** Keywords that constrain values of any type. */
export const keywordsOfAnyType = ["type", "const", "enum", "allOf", "anyOf", "oneOf"] as const;

const annotations: readonly string[] = [
  ...["$comment", "contentEncoding", "contentMediaType", "default", "deprecated", "description", "discriminator"],
  ...["example", "examples", "externalDocs", "readOnly", "title", "writeOnly", "xml"],
];

/** Whether a keyword does not constrain a value, or a client need not know it. All `x-` extensions are annotations. */
export function isAnnotation(keyword: string): boolean {
  return annotations.includes(keyword) || keyword.startsWith("x-");
}

/** The formats that the client checks, or whose values the type describes fully. The client does not check other formats of a response. */
export const formatsByType: Readonly<Record<string, readonly string[]>> = {
  integer: ["int32", "int64"],
  number: ["double", "float"],
  string: ["binary", "byte", "date-time", "password", "uuid"],
};
