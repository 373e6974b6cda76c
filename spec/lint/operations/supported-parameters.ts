import type { Oas3Rule } from "@redocly/openapi-core";

const unsupported = ["allowReserved", "content", "explode", "style"] as const;
// OpenAPI, Parameter Object: a header parameter with one of these names is ignored. The operation describes them elsewhere.
const ignoredHeaders: Readonly<Record<string, string>> = {
  accept: "the media types of the responses",
  authorization: "`security`",
  "content-type": "the media types of the request body",
};

/** A parameter is in the path, the query or a header, and has OpenAPI's default style. */
export const supportedParameters: Oas3Rule = () => ({
  Parameter(parameter, { location, report, resolve }) {
    const schema = parameter.schema && resolve(parameter.schema).node;
    const replacement = parameter.in === "header" ? ignoredHeaders[parameter.name?.toLowerCase() ?? ""] : undefined;
    const keyword = unsupported.find((name) => parameter[name] !== undefined);
    if (keyword !== undefined) {
      report({
        message: `The client does not support \`${keyword}\`. Remove it. Describe a list that is sent as \`a,b\` as a string.`,
        location: location.child(keyword),
      });
    } else if (replacement !== undefined) {
      report({
        message: `OpenAPI ignores a header parameter \`${parameter.name}\`. Remove it, and describe it by ${replacement}.`,
        location: location.child("name"),
      });
    } else if (!["path", "query", "header"].includes(parameter.in ?? "")) {
      report({
        message: `The client does not send parameters in: ${parameter.in}. Use path, query or header.`,
        location: location.child("in"),
      });
    } else if (schema?.type === "object" || (schema?.type === "array" && parameter.in !== "query")) {
      report({
        message: `The client does not send the type ${schema.type} in: ${parameter.in}. Describe the parameter as a string.`,
        location: location.child("schema"),
      });
    }
  },
});
