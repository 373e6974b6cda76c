import type { OpenApiDocument, Response } from "@run-summary/spec";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** A validator for the document's schemas that shares no code with the mock. */
export interface Validator {
  /** What is wrong with a value, as `pointer message`; empty where it conforms. */
  errorsOf(schema: object, value: unknown): string[];
  /** What is wrong with an answer's headers and body. */
  errorsOfAnswer(response: Response | undefined, answer: { headers: Headers; body: unknown }): string[];
}

export function createValidator(document: OpenApiDocument): Validator {
  const ajv = addFormats.default(new Ajv2020({ allErrors: true, strict: false }));
  ajv.addSchema(document, "openapi");

  const errorsOf: Validator["errorsOf"] = (schema, value) => {
    ajv.validate(absolute(schema), value);
    return (ajv.errors ?? []).map(({ instancePath, message, params }) =>
      `${instancePath} ${message} ${JSON.stringify(params)}`.trim(),
    );
  };

  return {
    errorsOf,
    errorsOfAnswer(response, { headers, body }) {
      if (response === undefined) return ["a status that is not documented"];
      const headerErrors = Object.entries(response.headers).flatMap(([name, { required, schema }]) => {
        const value = headers.get(name);
        if (value === null) return required ? [`header ${name} is missing`] : [];
        return errorsOf(schema, value).map((error) => `header ${name} ${error}`);
      });
      const documented = Object.keys(response.content);
      const mediaType = headers.get("content-type")?.split(";")[0];
      if (documented.length === 0)
        return body === undefined ? headerErrors : [...headerErrors, "a body where there is none"];
      const content = response.content[mediaType ?? ""];
      if (content === undefined) return [...headerErrors, `media type ${mediaType}, not ${documented.join(" or ")}`];
      return [...headerErrors, ...errorsOf(content.schema, body)];
    },
  };
}

// References of the document point into itself; Ajv has it under a name.
function absolute(schema: object): object {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === "$ref" && typeof value === "string" && value.startsWith("#") ? `openapi${value}` : value,
  );
}
