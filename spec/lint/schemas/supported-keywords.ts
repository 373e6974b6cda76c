import type { Oas3Rule } from "@redocly/openapi-core";
import { formatsByType, isAnnotation, keywordsByType, keywordsOfAnyType } from "@run-summary/openapi";
import { visitSchemas } from "../helpers/visit-schemas.ts";

/** A schema has only the keywords, values and formats that types, client, docs and contract tests understand. */
export const supportedKeywords: Oas3Rule = visitSchemas((usage, { report }) => ({
  schema(parts) {
    const types = parts.flatMap((part) => (part.schema.type ?? []) as string | string[]);
    for (const { schema, location } of parts) {
      for (const [keyword, value] of Object.entries(schema)) {
        const message =
          findUnsupportedKeyword(keyword, types) ??
          findUnsupportedValue(keyword, value) ??
          (usage === "request" ? findUnsupportedFormat(keyword, value, types) : undefined);
        if (message !== undefined) report({ message, location: location.child(keyword).key() });
      }
    }
  },
}));

const typesByKeyword = new Map<string, string[]>();
for (const [type, keywords] of Object.entries(keywordsByType)) {
  for (const keyword of keywords) typesByKeyword.set(keyword, [...(typesByKeyword.get(keyword) ?? []), type]);
}
const supported = [...keywordsOfAnyType, ...typesByKeyword.keys()];

function findUnsupportedKeyword(keyword: string, types: readonly string[]): string | undefined {
  if (isAnnotation(keyword)) return undefined;
  if (!supported.includes(keyword)) {
    return `The client cannot check the keyword \`${keyword}\`. Use ${supported.join(", ")}; or explain the rule in the \`description\`.`;
  }
  const typesOfKeyword = typesByKeyword.get(keyword);
  // Redocly reports a type that does not exist.
  const isOfKnownTypes = types.every((type) => Object.hasOwn(keywordsByType, type));
  return typesOfKeyword && isOfKnownTypes && !types.some((type) => typesOfKeyword.includes(type))
    ? `\`${keyword}\` has no effect without a type that it applies to. Write \`type: ${typesOfKeyword.join("` or `")}\`.`
    : undefined;
}

function findUnsupportedValue(keyword: string, value: unknown): string | undefined {
  const values = [value].flat();
  const compared = keyword === "const" ? [value] : keyword === "enum" ? values : [];
  if (compared.some((one) => typeof one === "object" && one !== null)) {
    return `The client cannot compare objects and lists. Write a \`type\` and its keywords instead of \`${keyword}\`.`;
  }
  const subschemas = ["anyOf", "items", "oneOf"].includes(keyword)
    ? values
    : keyword === "properties"
      ? Object.values(value as object)
      : [];
  return subschemas.some((schema) => typeof schema === "boolean")
    ? "The client does not support the schemas `true` and `false`. Write `{}` for a schema that allows any value."
    : undefined;
}

function findUnsupportedFormat(keyword: string, value: unknown, types: readonly string[]): string | undefined {
  const formats = types.flatMap((type) => formatsByType[type] ?? []);
  return keyword === "format" && !formats.includes(value as string)
    ? `The client cannot check the format \`${value}\` of a request. Use ${formats.join(", ")}; or a \`pattern\`.`
    : undefined;
}
