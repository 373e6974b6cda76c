import type { ErrorObject, ValidateFunction } from "ajv";
import { convertText } from "../convert-text.ts";
import type { OpenApiDocument } from "../document.ts";
import { formatPointer } from "../json-pointer.ts";
import { getBodyKind } from "../media-type.ts";
import type { Response } from "../operations.ts";
import { flattenSchema } from "../schema/flatten-schema.ts";
import { createAjv } from "./create-ajv.ts";

/** A part of a value or of a response that is not as the document describes it. */
export interface Mismatch {
  /** A JSON pointer into the value. For a response it begins with `/status`, `/header/<name>` or `/body`. */
  readonly pointer: string;
  readonly expected: string;
  /** The value that is there; `undefined` where there is none. */
  readonly actual: unknown;
}

/** A response as it was received. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Headers;
  /** Empty where there is no body. */
  readonly body: string;
}

/** Validates values and responses against a document. */
export interface Validator {
  /** The mismatches of a value and a schema of the document; none where the value conforms. */
  validateValue(schema: object, value: unknown): Mismatch[];
  /** The mismatches of a response and its description: the status, the headers, the body. */
  validateResponse(described: Response | undefined, response: HttpResponse): Mismatch[];
}

/** A validator of a document's schemas, by Ajv. It shares no code with Prism, which validates in the mock. */
export function createValidator(document: OpenApiDocument): Validator {
  const ajv = createAjv("2020-12", { allErrors: true, verbose: true, ownProperties: true });
  ajv.addSchema(document, "openapi");

  const compiled = new WeakMap<object, ValidateFunction>();
  const validateValue: Validator["validateValue"] = (schema, value) => {
    const validate = compiled.get(schema) ?? ajv.compile(makeReferencesAbsolute(schema));
    compiled.set(schema, validate);
    validate(value);
    return (validate.errors ?? []).map(describeError);
  };

  const validateHeaders = (described: Response, headers: Headers): Mismatch[] =>
    Object.entries(described.headers).flatMap(([name, { required, schema }]) => {
      const value = headers.get(name);
      const pointer = formatPointer(["header", name.toLowerCase()]);
      if (value === null) return required ? [{ pointer, expected: "this header", actual: undefined }] : [];
      return addPrefix(
        pointer,
        validateValue(schema, convertText([flattenSchema(document, schema).type].flat(), value)),
      );
    });

  const validateBody = ({ content }: Response, { headers, body }: HttpResponse): Mismatch[] => {
    const described = Object.keys(content);
    if (described.length === 0) return body === "" ? [] : [{ pointer: "/body", expected: "no body", actual: body }];
    const type = headers.get("content-type") ?? undefined;
    const { schema } = content[type?.split(";")[0]?.trim().toLowerCase() ?? ""] ?? {};
    if (schema === undefined) {
      return [{ pointer: "/header/content-type", expected: described.join(" or "), actual: type }];
    }
    const kind = getBodyKind(type ?? "");
    if (kind === "text") return addPrefix("/body", validateValue(schema, body));
    if (kind !== "json") return []; // the schema of binary content says only that it is binary
    try {
      return addPrefix("/body", validateValue(schema, JSON.parse(body)));
    } catch {
      return [{ pointer: "/body", expected: "valid JSON", actual: body }];
    }
  };

  return {
    validateValue,
    validateResponse(described, response) {
      if (described !== undefined) {
        return [...validateHeaders(described, response.headers), ...validateBody(described, response)];
      }
      return [{ pointer: "/status", expected: "a status that is documented", actual: response.status }];
    },
  };
}

function addPrefix(prefix: string, mismatches: readonly Mismatch[]): Mismatch[] {
  return mismatches.map((mismatch) => ({ ...mismatch, pointer: prefix + mismatch.pointer }));
}

function describeError({ instancePath, message = "", params, data }: ErrorObject): Mismatch {
  const missing: string | undefined = params.missingProperty;
  if (missing !== undefined) {
    return { pointer: instancePath + formatPointer([missing]), expected: "this property", actual: undefined };
  }
  const forbidden: string | undefined = params.unevaluatedProperty ?? params.additionalProperty;
  if (forbidden === undefined)
    return { pointer: instancePath, expected: describeKeyword(message, params), actual: data };
  const actual = (data as Record<string, unknown>)[forbidden];
  return { pointer: instancePath + formatPointer([forbidden]), expected: "no such property", actual };
}

function describeKeyword(message: string, { allowedValue, allowedValues }: ErrorObject["params"]): string {
  if (allowedValue !== undefined) return JSON.stringify(allowedValue);
  if (allowedValues !== undefined) return `one of ${JSON.stringify(allowedValues)}`;
  return message.replace(/^must (be )?/, (_, be) => (be === undefined ? "to " : ""));
}

// The references of a schema point into the document, which Ajv knows by a name.
function makeReferencesAbsolute(schema: object): object {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === "$ref" && typeof value === "string" && value.startsWith("#") ? `openapi${value}` : value,
  );
}
