import type { Oas3Rule } from "@redocly/openapi-core";

const notSupported = ["allowReserved", "content", "explode", "style"] as const;

/** A parameter is in the path, the query or a header, and is sent as OpenAPI sends it where nothing else is said. */
export const plainParameter: Oas3Rule = () => ({
  Parameter(parameter, { location, report, resolve }) {
    const schema = parameter.schema && resolve(parameter.schema).node;
    const keyword = notSupported.find((name) => parameter[name] !== undefined);
    if (keyword !== undefined) {
      report({
        message: `The client does not know \`${keyword}\`. Leave it out; describe a list that is sent as \`a,b\` as a string.`,
        location: location.child(keyword),
      });
    } else if (!["path", "query", "header"].includes(parameter.in ?? "")) {
      report({
        message: `The client sends no parameter in: ${parameter.in}. Use path, query or header.`,
        location: location.child("in"),
      });
    } else if (schema?.type === "object" || (schema?.type === "array" && parameter.in !== "query")) {
      report({
        message: `The client sends no ${schema.type} in: ${parameter.in}. Describe it as a string.`,
        location: location.child("schema"),
      });
    }
  },
});
