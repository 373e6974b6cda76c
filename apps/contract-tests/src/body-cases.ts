import type { OpenApiDocument, Operation } from "@run-summary/spec";
import { inputOf, readOnlyNames, requestExamplesOf, successContentsOf, successOf } from "./cases.ts";
import type { RequestCase } from "./request-case.ts";
import { pointerTo, type Validator } from "./validator.ts";
import { type Variant, variantsOf } from "./variants.ts";
import { wireRequestOf } from "./wire.ts";

export interface BodyCase extends RequestCase {
  /** The body's value; `undefined` for none. */
  readonly body: unknown;
}

const notJson = [" ", "{", "}", "{}{}", "NaN", "undefined", "{,}", "{a:1}", "{'a':1}", '"', "[1,]", "\0"];

/**
 * Requests with each example of a body, and with bodies around the boundaries of each keyword of its schema; none where the
 * operation takes no body.
 */
export function bodyCasesOf(document: OpenApiDocument, validator: Validator, operation: Operation): BodyCase[] {
  const [content] = Object.values(operation.requestBody?.content ?? {});
  if (content === undefined) return [];
  const examples = Object.values(content.examples);
  const sample = examples.every(isRecord) ? Object.assign({}, ...examples) : examples[0];
  const variants = [
    { keys: [], there: undefined, value: undefined },
    ...examples.map((value): Variant => ({ keys: [], there: value, value })),
    ...variantsOf(document, content.schema, sample),
    ...readOnlyVariants(document, operation),
  ];
  const cases = variants.map(({ keys, there, value: body }): BodyCase => {
    const status = takesBody(validator, operation, body) ? successOf(operation) : 400;
    const request = wireRequestOf(operation, inputOf(operation, body));
    return { what: whatIsSpecial(keys, there), request, status, names: `/body${keys.map(pointerTo).join("")}`, body };
  });
  return [...new Map(cases.map((bodyCase) => [bodyCase.what, bodyCase])).values()];
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a body is what the operation's schema says; `undefined` is none. */
export function takesBody(validator: Validator, { requestBody }: Operation, body: unknown): boolean {
  const [content] = Object.values(requestBody?.content ?? {});
  if (body === undefined) return requestBody?.required !== true;
  return content !== undefined && validator.errorsOf(content.schema, body).length === 0;
}

/** Requests with a body that is no JSON, and with one where the operation takes none. */
export function textCasesOf(operation: Operation): RequestCase[] {
  const [[, example] = []] = requestExamplesOf(operation);
  const request = wireRequestOf(operation, inputOf(operation, example));
  const caseFor = (what: string, body: string, status: number): RequestCase => ({
    what,
    request: { ...request, body },
    status,
    names: "/body",
  });
  if (operation.requestBody === undefined) return [caseFor("a body where it takes none", "{}", 400)];
  const json = JSON.stringify(example);
  return [
    caseFor("a body in white space", `\r\n\t ${json} \n`, successOf(operation)),
    caseFor("a body that breaks off", json.slice(0, -1), 400),
    ...notJson.map((text) => caseFor(`the body ${JSON.stringify(text)}`, text, 400)),
  ];
}

/** The answers as they are in the examples, and each property that is read-only with its value in one of them. */
function readOnlyVariants(document: OpenApiDocument, operation: Operation): Variant[] {
  return successContentsOf(operation).flatMap(({ schema, examples }) => {
    const answers = Object.values(examples) as Record<string, unknown>[];
    const readOnly = readOnlyNames(document, schema).map((name): Variant => {
      const there = answers.find((answer) => name in answer)?.[name] ?? "1";
      return { keys: [name], there, value: { [name]: there } };
    });
    return [...readOnly, ...answers.map((value): Variant => ({ keys: [], there: value, value }))];
  });
}

function whatIsSpecial(keys: Variant["keys"], there: unknown): string {
  const place = keys.length === 0 ? "the body" : keys.join("/") || '""';
  if (there === undefined) return `without ${place}`;
  const json = JSON.stringify(there);
  return `${place} = ${json.length > 80 ? `${json.slice(0, 77)}…` : json}`;
}
