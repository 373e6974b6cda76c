import type { OpenApiDocument, Response } from "@run-summary/spec";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** Something that is not as the document says. */
export interface Violation {
  /** A JSON pointer: into the value, or into the answer as `/status`, `/header/…` and `/body/…`. */
  readonly path: string;
  readonly expected: string;
  /** What is there instead; `undefined` where nothing is. */
  readonly got: unknown;
}

/** An answer as it came. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Empty where there is no body. */
  readonly text: string;
}

/** A validator for the document's schemas that shares no code with the mock. */
export interface Validator {
  /** What is wrong with a value; empty where it conforms. */
  errorsOf(schema: object, value: unknown): Violation[];
  /** What is wrong with an answer: a status that is not documented, its headers, its body. */
  errorsOfAnswer(response: Response | undefined, answer: Answer): Violation[];
}

export function createValidator(document: OpenApiDocument): Validator {
  const ajv = addFormats.default(new Ajv2020({ allErrors: true, strict: false, verbose: true }));
  // What ajv-formats takes for these is more than the RFCs 3339 and 9562 do: a space for the T, `+0800`, `urn:uuid:`.
  const dateTime = addFormats.default.get("date-time") as { validate(text: string): boolean };
  const form = /^.{10}T.{8}(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;
  ajv.addFormat("date-time", (text) => form.test(text) && dateTime.validate(text));
  ajv.addFormat("uuid", /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i);
  ajv.addSchema(document, "openapi");

  const compiled = new WeakMap<object, ValidateFunction>();
  const errorsOf: Validator["errorsOf"] = (schema, value) => {
    const validate = compiled.get(schema) ?? ajv.compile(absolute(schema));
    compiled.set(schema, validate);
    validate(value);
    return (validate.errors ?? []).map(violationFrom);
  };

  const bodyErrors = ({ content }: Response, { headers, text }: Answer): Violation[] => {
    const documented = Object.keys(content);
    if (documented.length === 0) return text === "" ? [] : [{ path: "/body", expected: "no body", got: text }];
    const type = headers.get("content-type") ?? undefined;
    const { schema } = content[type?.split(";")[0]?.trim().toLowerCase() ?? ""] ?? {};
    if (schema === undefined) return [{ path: "/header/content-type", expected: documented.join(" or "), got: type }];
    try {
      return errorsOf(schema, JSON.parse(text)).map((error) => below("/body", error));
    } catch {
      return [{ path: "/body", expected: "valid JSON", got: text }];
    }
  };

  return {
    errorsOf,
    errorsOfAnswer(response, answer) {
      if (response === undefined) {
        return [{ path: "/status", expected: "a status that is documented", got: answer.status }];
      }
      const headerErrors = Object.entries(response.headers).flatMap(([name, { required, schema }]) => {
        const value = answer.headers.get(name);
        const path = `/header/${name.toLowerCase()}`;
        if (value === null) return required ? [{ path, expected: "this header", got: undefined }] : [];
        return errorsOf(schema, value).map((error) => below(path, error));
      });
      return [...headerErrors, ...bodyErrors(response, answer)];
    },
  };
}

function below(path: string, violation: Violation): Violation {
  return { ...violation, path: path + violation.path };
}

function violationFrom({ instancePath, message = "", params, data }: ErrorObject): Violation {
  const missing: string | undefined = params.missingProperty;
  if (missing !== undefined)
    return { path: instancePath + pointerTo(missing), expected: "this property", got: undefined };
  const forbidden: string | undefined = params.unevaluatedProperty ?? params.additionalProperty;
  if (forbidden === undefined) return { path: instancePath, expected: expectedBy(message, params), got: data };
  const got = (data as Record<string, unknown>)[forbidden];
  return { path: instancePath + pointerTo(forbidden), expected: "no such property", got };
}

function expectedBy(message: string, { allowedValue, allowedValues }: ErrorObject["params"]): string {
  if (allowedValue !== undefined) return JSON.stringify(allowedValue);
  if (allowedValues !== undefined) return `one of ${JSON.stringify(allowedValues)}`;
  return message.replace(/^must (be )?/, (_, be) => (be === undefined ? "to " : ""));
}

/** The part of a JSON pointer that leads to a key. */
export function pointerTo(key: string | number): string {
  return `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

// References of the document point into itself; Ajv has it under a name.
function absolute(schema: object): object {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === "$ref" && typeof value === "string" && value.startsWith("#") ? `openapi${value}` : value,
  );
}
