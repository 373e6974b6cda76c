import { isRecord, type OpenApiDocument, serializeBody } from "@run-summary/openapi";
import type { HttpResponse } from "@run-summary/openapi/validation";
import type { PreparedOperation } from "../operations/prepare-operation.ts";
import { readSchema } from "../values/read-schema.ts";
import { createFirstInput, getSuccessStatus } from "./example-cases.ts";
import type { ResponseContract } from "./service-response-cases.ts";

/** Responses in a form that OData gives a success, and what a client makes of them. */
export interface FormCase {
  readonly title: string;
  readonly input: Record<string, unknown>;
  readonly responses: readonly HttpResponse[];
  /** Whether the client walks the items of all pages. */
  readonly isWalk: boolean;
  /** What the client returns; `forbidden` where the document has no such success. */
  readonly expected: unknown;
}

export const forbidden: unique symbol = Symbol("forbidden");

/** The example of an operation's success, which the forms are made of. */
interface Sample {
  readonly operation: PreparedOperation;
  readonly schema: object;
  readonly properties: Readonly<Record<string, object>>;
  readonly example: Readonly<Record<string, unknown>>;
  respond(body: unknown, status?: number): HttpResponse;
  createCase(title: string, responses: readonly HttpResponse[], expected: unknown): FormCase;
}

/**
 * The forms that OData gives the success of an operation: an object in `value` beside annotations, no object, an object of which
 * the request selects properties, and the pages of a list.
 *
 * @param baseUrl the address of the API, which the addresses of pages begin with
 */
export function listFormCases(
  { document, validator }: Pick<ResponseContract, "document" | "validator">,
  operation: PreparedOperation,
  baseUrl: string,
): FormCase[] {
  const sample = createSample(document, operation);
  if (sample === undefined) return [];
  const { properties, schema, example } = sample;
  const page = { ...example, "@odata.nextLink": `${baseUrl}/next?$skiptoken=a` };
  const isList = "@odata.nextLink" in properties && validator.validateValue(schema, page).length === 0;
  return [
    ...("value" in properties ? [] : listEntityCases(sample)),
    ...listSelectedCases(sample),
    ...(isList && Array.isArray(example.value) ? [createWalkCase(sample, page, example.value)] : []),
  ];
}

function createSample(document: OpenApiDocument, operation: PreparedOperation): Sample | undefined {
  const success = getSuccessStatus(operation);
  const { "application/json": content } = operation.responses[success]?.content ?? {};
  const [example] = Object.values(content?.examples ?? {});
  const schema = content?.schema ?? {};
  const { properties, type } = readSchema(document, schema);
  if (!isRecord(example) || properties === undefined || type !== "object") return undefined;
  const input = createFirstInput(operation);
  return {
    ...{ operation, schema, properties, example },
    respond: (body, status = success) => ({
      status,
      headers: new Headers({ "content-type": "application/json" }),
      body: body === undefined ? "" : serializeBody("application/json", body),
    }),
    createCase: (title, responses, expected) => ({ title, input, responses, isWalk: false, expected }),
  };
}

const annotations = { "@odata.context": "https://a.example/$metadata#b", "@microsoft.graph.tips": "Use $select." };

function listEntityCases({ operation, example, respond, createCase }: Sample): FormCase[] {
  const none = canBeEmpty(operation) ? undefined : forbidden;
  return [
    createCase("an object in value, beside annotations", [respond({ ...annotations, value: example })], example),
    ...("204" in operation.responses ? [] : [createCase("no object: status 204", [respond(undefined, 204)], none)]),
    createCase("no object: an empty body", [respond(undefined)], none),
    createCase("no object: @odata.null", [respond({ ...annotations, "@odata.null": true })], none),
    createCase("no object: null in value, beside annotations", [respond({ ...annotations, value: null })], none),
  ];
}

/** The first property of an object, or of each item of a list, in the response to a request that selects properties. */
function listSelectedCases({ operation, example, respond, createCase }: Sample): FormCase[] {
  const parameter = operation.parameters.find(({ name, in: place }) => name === "$select" && place === "query");
  if (parameter?.example === undefined) return [];
  const select = (value: unknown) => (isRecord(value) ? Object.fromEntries(Object.entries(value).slice(0, 1)) : value);
  const body = Array.isArray(example.value) ? { ...example, value: example.value.map(select) } : select(example);
  const { input, ...others } = createCase("selected properties", [respond(body)], body);
  return [{ ...others, input: { ...input, $select: parameter.example } }];
}

/** A walk of two pages, of which the first has the address of the second. */
function createWalkCase(
  { respond, createCase }: Sample,
  page: Readonly<Record<string, unknown>>,
  items: unknown[],
): FormCase {
  const { "@odata.nextLink": _, ...lastPage } = page;
  const pages = [respond(page), respond(lastPage)];
  return { ...createCase("all pages of a list", pages, [...items, ...items]), isWalk: true };
}

/** Whether a success may have no body: where one is documented so, or the caller may prefer it (RFC 7240, section 4.2). */
function canBeEmpty({ parameters, responses }: PreparedOperation): boolean {
  const successes = Object.entries(responses).filter(([status]) => status.startsWith("2"));
  const isEmpty = successes.some(
    ([, { content, headers }]) => Object.keys(content).length === 0 && !("Location" in headers),
  );
  return isEmpty || parameters.some(({ name }) => name === "Prefer");
}
