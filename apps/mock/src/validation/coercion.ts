// Prism coerces parameters before it validates them, so that it accepts `?top=0x1` and `?top=` for a number. These values are
// validated here as they are written. So are parameters with a `content`, which Prism does not validate.
import type { IHttpRequest } from "@stoplight/prism-http";
import type { IHttpOperation, IHttpParam } from "@stoplight/types";
import { validateRequest } from "../prism/instance.ts";
import { isJson } from "./media-type.ts";
import { isPermittedEmpty, type ParameterValue, type ReadParameter } from "./parameters.ts";
import { collectProperties } from "./properties.ts";
import type { Violation } from "./violation.ts";

type Schema = NonNullable<IHttpParam["schema"]>;

/** A value that Prism would coerce. */
interface WrittenValue {
  readonly value: unknown;
  readonly schema: Schema;
  /** `query` and the like, with the parameter's name. */
  readonly location: readonly string[];
  /** What messages call it: `query parameter top`. */
  readonly description: string;
}

/** Returns what is wrong with the parts of a request that Prism would coerce, or would not validate. */
export async function validateCoercedValues(
  operation: IHttpOperation,
  parameters: readonly ReadParameter[],
): Promise<Violation[]> {
  const values = parameters.flatMap(listWrittenValues);
  const violations = await Promise.all(values.map((written) => validateAsWritten(operation, written)));
  return [...parameters.flatMap(listProblems), ...violations.flat()];
}

function listWrittenValues(read: ReadParameter): WrittenValue[] {
  const { place, name, parameter, value } = read;
  if (value === undefined || isPermittedEmpty(read)) return [];
  const location = [place, name];
  const description = `${place} parameter ${parameter.name}`;
  const content = findJsonContent(parameter);
  if (content !== undefined) {
    const parsed = parseJson(String(value));
    return parsed === undefined ? [] : [{ value: parsed.value, schema: content.schema ?? {}, location, description }];
  }
  return listTexts(value, parameter.schema ?? {})
    .filter(({ text }) => isCoerced(text))
    .map(({ text, schema, keys }) => ({ value: text, schema, location: [...location, ...keys], description }));
}

function listProblems({ place, name, parameter, value, problem }: ReadParameter): Violation[] {
  const isUnreadable = value !== undefined && findJsonContent(parameter) && !parseJson(String(value));
  const what = isUnreadable ? "must be valid JSON" : problem;
  if (what === undefined) return [];
  const message = `Request ${place} parameter ${parameter.name} ${what}.`;
  return [{ location: ["request", place, name], code: isUnreadable ? "json" : "style", message }];
}

function findJsonContent(parameter: IHttpParam): { readonly schema?: Schema } | undefined {
  const { content = {} } = parameter as { content?: Record<string, { schema?: Schema }> };
  return Object.entries(content).find(([mediaType]) => isJson(mediaType))?.[1];
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Lists the texts of a value, each with its schema, and with the names of the members that lead to it. */
function listTexts(value: ParameterValue, schema: Schema): { text: string; schema: Schema; keys: string[] }[] {
  if (typeof value === "string") return [{ text: value, schema, keys: [] }];
  if (Array.isArray(value)) {
    // A list's members are validated one by one, where one schema describes them all.
    const { items = schema.type === "array" ? {} : schema } = schema;
    const itemSchema = typeof items === "object" && !Array.isArray(items) ? items : {};
    return value.flatMap((item) => listTexts(item, itemSchema));
  }
  const properties = collectProperties(schema);
  const { additionalProperties } = schema;
  const other = typeof additionalProperties === "object" ? additionalProperties : {};
  return Object.entries(value).flatMap(([name, member]) =>
    listTexts(member, (properties.get(name) ?? other) as Schema).map((text) => ({
      ...text,
      keys: [name, ...text.keys],
    })),
  );
}

const jsonNumber = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i;

/** Whether JavaScript reads a text as a number though it is not one in JSON: the empty text, `0x1`, `+1`, ` 1`. */
function isCoerced(text: string): boolean {
  return !Number.isNaN(Number(text)) && !jsonNumber.test(text);
}

async function validateAsWritten(
  operation: IHttpOperation,
  { value, schema, location, description }: WrittenValue,
): Promise<Violation[]> {
  const request: IHttpRequest = { method: "post", url: { path: operation.path }, body: { value } };
  const violations = await validateRequest(createBodyOperation(operation, schema), request);
  return violations.map(({ code, message, location: [, , , ...keys] }) => ({
    location: ["request", ...location, ...keys],
    code,
    message: message.replace("body property value", description),
  }));
}

const bodyOperations = new WeakMap<Schema, IHttpOperation>();

/**
 * Creates an operation whose body is an object with a `value` of the schema: Prism coerces no value in a JSON body. There is
 * one operation for each schema, so that Prism compiles the schema once.
 */
function createBodyOperation(operation: IHttpOperation, schema: Schema): IHttpOperation {
  const known = bodyOperations.get(schema);
  if (known !== undefined) return known;
  const { $schema } = schema;
  const bodySchema: Schema = { ...($schema && { $schema }), type: "object", properties: { value: schema } };
  const contents = [{ id: "body", mediaType: "application/json", schema: bodySchema, examples: [], encodings: [] }];
  const created = { ...operation, request: { body: { id: "body", contents } } };
  bodyOperations.set(schema, created);
  return created;
}
