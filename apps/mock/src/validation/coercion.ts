// Prism coerces parameters before it validates them, so that it accepts `?top=0x1` and `?top=` for a number, and it takes
// the bodies `false`, `0`, `""` and `null` for a missing one. These values are validated here as they are written.
import { matchPath } from "@run-summary/openapi";
import type { IHttpRequest } from "@stoplight/prism-http";
import type { IHttpOperation, IHttpParam } from "@stoplight/types";
import { validateRequest } from "../prism/instance.ts";
import { getEssence, isInRange } from "./media-type.ts";
import type { Violation } from "./violation.ts";

type Schema = NonNullable<IHttpParam["schema"]>;

/** A value that Prism would coerce. */
interface CoercedValue {
  readonly value: unknown;
  readonly schema: Schema;
  /** `body`, or `query` and the like with the parameter's name. */
  readonly location: readonly string[];
  /** What messages call it: `query parameter top`. */
  readonly description: string;
}

/** Returns what is wrong with the parts of a request that Prism would coerce. */
export async function validateCoercedValues(operation: IHttpOperation, request: IHttpRequest): Promise<Violation[]> {
  const values = listCoercedValues(operation, request);
  const violations = await Promise.all(values.map((coerced) => validateAsWritten(operation, coerced)));
  return violations.flat();
}

function listCoercedValues(operation: IHttpOperation, { url, headers = {}, body }: IHttpRequest): CoercedValue[] {
  const { path = [], query = [], headers: headerParameters = [], body: documentedBody } = operation.request ?? {};
  const pathValues = matchPath(operation.path, url.path) ?? {};
  const mediaType = getEssence(headers["content-type"]);
  const content = documentedBody?.contents?.find((one) => isInRange(mediaType, getEssence(one.mediaType)));
  return [
    ...path.flatMap((parameter) => listCoercedTexts("path", parameter, pathValues[parameter.name])),
    ...query.flatMap((parameter) => listCoercedTexts("query", parameter, url.query?.[parameter.name])),
    ...headerParameters.flatMap((parameter) =>
      listCoercedTexts("header", parameter, headers[parameter.name.toLowerCase()]),
    ),
    ...(isFalsyBody(body)
      ? [{ value: body, schema: content?.schema ?? {}, location: ["body"], description: "body" }]
      : []),
  ];
}

/** Whether there is a body that JavaScript takes for false. */
export function isFalsyBody(body: unknown): boolean {
  return body !== undefined && !body;
}

function listCoercedTexts(
  source: "path" | "query" | "header",
  { name, schema = {} }: IHttpParam,
  value: string | string[] = [],
): CoercedValue[] {
  // A list's members are validated one by one, where one schema describes them all.
  const { items = schema.type === "array" ? {} : schema } = schema;
  const itemSchema = typeof items === "object" && !Array.isArray(items) ? items : {};
  return [value]
    .flat()
    .filter(isCoerced)
    .map((text) => ({
      value: text,
      schema: itemSchema,
      location: [source, name.toLowerCase()],
      description: `${source} parameter ${name}`,
    }));
}

const jsonNumber = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i;

/** Whether JavaScript reads a text as a number though it is not one in JSON: the empty text, `0x1`, `+1`, ` 1`. */
function isCoerced(text: string): boolean {
  return !Number.isNaN(Number(text)) && !jsonNumber.test(text);
}

async function validateAsWritten(
  operation: IHttpOperation,
  { value, schema, location, description }: CoercedValue,
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
