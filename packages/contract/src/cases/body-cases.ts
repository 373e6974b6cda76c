import { isDeepStrictEqual } from "node:util";
import {
  createExampleInput,
  formatPointer,
  getValue,
  isRecord,
  listRequestExamples,
  listSuccessContents,
  type OpenApiDocument,
  serializeBody,
} from "@run-summary/openapi";
import type { Validator } from "@run-summary/openapi/validation";
import { isBodyAllowed, listReadOnlyNames } from "../operations/entity.ts";
import type { PreparedOperation } from "../operations/prepare-operation.ts";
import { cutAtUnion, readSchema } from "../values/read-schema.ts";
import { formatTexts, getRequestKind, readTexts } from "../values/texts.ts";
import { listVariants, mergeFacts, type Variant } from "../values/variants.ts";
import { type Budget, reduceVariants } from "./budget.ts";
import type { BodyCase, RequestCase } from "./contract-case.ts";
import { buildAuthorizedRequest, createFirstInput, getSuccessStatus } from "./example-cases.ts";

const notJson = [" ", "{", "}", "{}{}", "NaN", "undefined", "{,}", "{a:1}", "{'a':1}", '"', "[1,]", "\0"];

/** Requests with bodies around the boundaries of each keyword of the body's schema; none where the operation takes no body. */
export function listBodyCases(
  document: OpenApiDocument,
  validator: Validator,
  operation: PreparedOperation,
  budget: Budget,
): BodyCase[] {
  const [content] = Object.values(operation.requestBody?.content ?? {});
  if (content === undefined) return [];
  const examples = Object.values(content.examples);
  const sample = examples.every(isRecord) ? Object.assign({}, ...examples) : examples[0];
  const cases = [
    { keys: [], replacement: undefined, value: undefined, facts: [{ subject: [], attribute: "required" }] },
    ...reduceVariants(budget, validator, "request", listVariants(document, content.schema, sample)),
    ...listReadOnlyVariants(document, operation),
  ]
    .filter(({ value }) => canSend({ document, validator }, operation, value))
    .map(({ keys, replacement, value: body, facts }): BodyCase => {
      return {
        title: describeVariant(keys, replacement),
        request: buildAuthorizedRequest(operation, createExampleInput(operation, body)),
        status: isBodyAllowed(validator, operation, body) ? getSuccessStatus(operation) : 400,
        location: formatPointer(["body", ...cutAtUnion(document, content.schema, keys)]),
        facts: facts.map(({ subject, attribute }) => ({ subject: ["body", ...subject], attribute })),
        body,
      };
    });
  return mergeCases(cases);
}

/** Whether the operation's media type can hold a body, and all read it as the same value. */
export function canSend(
  { document, validator }: { readonly document: OpenApiDocument; readonly validator: Validator },
  operation: PreparedOperation,
  body: unknown,
): boolean {
  const kind = getRequestKind(operation);
  if (body === undefined || kind === "json") return true;
  const { required = false, content: contents = {} } = operation.requestBody ?? {};
  const [[mediaType = "", content] = []] = Object.entries(contents);
  if (!required && serializeBody(mediaType, body) === "") return false; // nobody can tell it from no body
  if (kind !== "form") return typeof body === "string";
  const texts = formatTexts(body);
  if (!isRecord(body) || texts === undefined) return false;
  // Those who read the body take the text `5` for a number, and one text for a list.
  const read = readTexts(document, content?.schema ?? {}, texts);
  const isListIn = (value: unknown, name: string) => Array.isArray(getValue(value, [name]));
  if (Object.keys(body).some((name) => isListIn(read, name) !== isListIn(body, name))) return false;
  const listWrong = (value: unknown) =>
    validator.validateValue(content?.schema ?? {}, value).map(({ pointer }) => pointer);
  return isDeepStrictEqual(listWrong(read), listWrong(body));
}

/** Equal cases as one case with the facts of all of them. In two branches of a union, the same change gives other bodies. */
function mergeCases(cases: readonly BodyCase[]): BodyCase[] {
  return [...Map.groupBy(cases, ({ title, body }) => JSON.stringify([title, body])).values()].map((group) => ({
    ...(group.at(-1) as BodyCase),
    facts: mergeFacts(group.flatMap(({ facts }) => facts)),
  }));
}

/** Requests with a body that is not JSON, or with a body where the operation takes none. */
export function listTextCases(operation: PreparedOperation): RequestCase[] {
  const request = buildAuthorizedRequest(operation, createFirstInput(operation));
  const kind = getRequestKind(operation);
  if (kind !== undefined && kind !== "json") return [];
  const createCase = (title: string, body: string, status: number): RequestCase => ({
    title,
    request: { ...request, body },
    status,
    location: "/body",
    facts: [{ subject: ["body"], attribute: "media types" }],
  });
  if (kind === undefined) return [createCase("a body that the operation does not take", "{}", 400)];
  const json = JSON.stringify(listRequestExamples(operation)[0]?.body);
  return [
    createCase("a body in white space", `\r\n\t ${json} \n`, getSuccessStatus(operation)),
    // A number that breaks off is another number.
    ...(typeof JSON.parse(json) === "number" ? [] : [createCase("a body that breaks off", json.slice(0, -1), 400)]),
    ...notJson.map((text) => createCase(`the body ${JSON.stringify(text)}`, text, 400)),
  ];
}

/** The responses of the examples as request bodies, and each read-only property with its value in a response. */
function listReadOnlyVariants(document: OpenApiDocument, operation: PreparedOperation): Omit<Variant, "schema">[] {
  const facts = [{ subject: [], attribute: "closed" }];
  const [request] = Object.values(operation.requestBody?.content ?? {});
  // A body that is no object has no properties that could be wrong.
  const { type, properties = {} } = readSchema(document, request?.schema ?? {});
  const isObject = [type].flat().includes("object");
  return listSuccessContents(operation).flatMap(({ schema, examples }) => {
    const bodies = Object.values(examples);
    const names = listReadOnlyNames(document, schema).filter((name) => !Object.hasOwn(properties, name));
    const readOnly = names.map((name) => {
      const value = bodies.filter(isRecord).find((body) => name in body)?.[name] ?? "1";
      return { keys: isObject ? [name] : [], replacement: value, value: { [name]: value }, facts };
    });
    return [...readOnly, ...bodies.map((value) => ({ keys: [], replacement: value, value, facts }))];
  });
}

function describeVariant(keys: Variant["keys"], replacement: unknown): string {
  const name = keys.length === 0 ? "the body" : keys.join("/") || '""';
  if (replacement === undefined) return `without ${name}`;
  const json = JSON.stringify(replacement);
  return `${name} = ${json.length > 80 ? `${json.slice(0, 77)}…` : json}`;
}
