import {
  formatPointer,
  getBodyKind,
  type Header,
  type HttpRequest,
  type Keys,
  type OpenApiDocument,
  type Operation,
  type Response,
  serializeBody,
} from "@run-summary/openapi";
import type { HttpResponse, Validator } from "@run-summary/openapi/validation";
import type { PreparedOperation } from "../operations/prepare-operation.ts";
import { cutAtUnion } from "../values/read-schema.ts";
import { readTexts } from "../values/texts.ts";
import { isUnknownProperty, listVariants, unknownNames, type Variant } from "../values/variants.ts";
import { type Budget, reduceVariants } from "./budget.ts";
import type { FactName } from "./contract-case.ts";
import { buildAuthorizedRequest, createFirstInput } from "./example-cases.ts";
import { isWithin } from "./locations.ts";
import { chooseStatus } from "./response-cases.ts";

/** A response that a service may give, right or wrong, and the locations in it that a validator has to tell apart. */
export interface ServiceResponseCase {
  readonly title: string;
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  readonly probes: readonly Probe[];
}

/** A location of a response that is wrong, or that looks as if it were. */
export interface Probe {
  /** A JSON pointer that begins with `/body` or `/header`. */
  readonly pointer: string;
  /** What is at the location: `error/code = 1`. */
  readonly title: string;
  readonly facts: readonly FactName[];
  /** Whether the document forbids what is at the location. The client ignores some formats. */
  readonly isForbidden: Readonly<Record<"client" | "mock", boolean>>;
}

/** What a response is validated with. */
export interface ResponseContract {
  readonly document: OpenApiDocument;
  readonly validator: Validator;
  /** The responses as the client validates them. */
  readonly ofClient: {
    readonly validator: Validator;
    readonly operations: ReadonlyMap<string, Operation>;
  };
}

/** A location of a response with something special. */
export interface Location extends Omit<Probe, "isForbidden"> {
  readonly keys: Keys;
  readonly replacement: unknown;
}

/** The cases of the headers, or of the body, of a documented response. */
export interface ServiceResponsePart {
  /** The first name of the subjects of its facts: `header 404`, `response 404`. */
  readonly name: string;
  /** What is the same for equal parts of other responses. */
  readonly key: readonly unknown[];
  listBatches(): Batch[];
  createCase(batch: Batch): ServiceResponseCase;
}

/** Locations of a response that are tried together, and its body; without one, the response has its example. */
export interface Batch {
  readonly locations: readonly Location[];
  readonly body?: { readonly value: unknown };
}

/**
 * Responses to the operation for each documented status, with headers and bodies around the boundaries of each keyword of their
 * schemas. One response is special in many locations, so that there are hundreds of responses and not thousands.
 */
export function listServiceResponseParts(
  contract: ResponseContract,
  operation: PreparedOperation,
  budget: Budget,
): ServiceResponsePart[] {
  const { document, validator } = contract;
  return Object.entries(operation.responses).flatMap(([documented, described]): ServiceResponsePart[] => {
    const [[mediaType = "", content] = []] = Object.entries(described.content);
    const kind = getBodyKind(mediaType);
    const isRead = documented.startsWith("2"); // by the client, too
    const createCase = bindBatches(contract, operation, documented, described);
    return [
      {
        name: `header ${documented}`,
        key: ["service headers", described.headers],
        listBatches: () => listHeaderBatches(document, documented, described).map((locations) => ({ locations })),
        createCase,
      },
      {
        name: `response ${documented}`,
        key: ["service body", isRead, kind, content?.schema],
        listBatches: () => {
          if (content === undefined || !["json", "text"].includes(kind)) return [];
          const [sample] = Object.values(content.examples);
          const all = listVariants(document, content.schema, sample);
          const variants = kind === "json" ? all : all.filter(({ value }) => typeof value === "string");
          const reduced = reduceVariants(budget, validator, "response", variants);
          return listBodyBatches(document, documented, content.schema, reduced);
        },
        createCase,
      },
    ];
  });
}

/** A function that makes the case of a batch of a documented response. */
function bindBatches(
  { document, validator, ofClient }: ResponseContract,
  operation: PreparedOperation,
  documented: string,
  described: Response,
): (batch: Batch) => ServiceResponseCase {
  const request = buildAuthorizedRequest(operation, createFirstInput(operation));
  const status = chooseStatus(documented, Object.keys(operation.responses));
  const [[mediaType = "", content] = []] = Object.entries(described.content);
  const [example] = Object.values(content?.examples ?? {});
  const format = (value: unknown) => (value === undefined ? "" : serializeBody(mediaType, value));
  return ({ locations, body }) => {
    const headers = createHeaders(document, validator, described);
    const response = {
      status,
      headers: body === undefined ? replaceHeaders(headers, locations) : headers,
      body: format(body === undefined ? example : body.value),
    };
    const forClient = ofClient.operations.get(operation.operationId)?.responses[documented];
    const inMock = validator.validateResponse(described, response);
    const inClient = ofClient.validator.validateResponse(forClient, response);
    const probes = locations.map(({ pointer, title, facts }): Probe => {
      const isForbidden = {
        mock: inMock.some((mismatch) => isWithin(mismatch.pointer, pointer)),
        client: inClient.some((mismatch) => isWithin(mismatch.pointer, pointer)),
      };
      return { pointer, title, facts, isForbidden };
    });
    return { title: `the response ${documented}`, request, response, probes };
  };
}

/** The headers of a response: its media type, and a value that conforms for each required header. */
function createHeaders(document: OpenApiDocument, validator: Validator, { headers, content }: Response): Headers {
  const [mediaType] = Object.keys(content);
  const required = Object.entries(headers).filter(([, header]) => header.required);
  return new Headers([
    ...(mediaType === undefined ? [] : [["content-type", mediaType] as [string, string]]),
    ...required.map(([name, { schema, example }]): [string, string] => {
      const texts = listHeaderTexts(document, schema, example).map(({ text }) => text);
      const conforms = (text: string) =>
        validator.validateValue(schema, readTexts(document, schema, text)).length === 0;
      return [name, texts.find((text) => text !== "" && conforms(text)) ?? "1"];
    }),
  ]);
}

function replaceHeaders(headers: Headers, locations: readonly Location[]): Headers {
  const replaced = new Headers(headers);
  for (const { keys, replacement } of locations) {
    const [name = ""] = keys;
    if (replacement === undefined) replaced.delete(String(name));
    else replaced.set(String(name), String(replacement));
  }
  return replaced;
}

function listHeaderBatches(document: OpenApiDocument, documented: string, { headers }: Response): Location[][] {
  const lists = Object.entries(headers).map(([name, header]) =>
    listHeaderLocations(document, documented, name, header),
  );
  return zipLists(lists);
}

function listHeaderLocations(
  document: OpenApiDocument,
  documented: string,
  name: string,
  { schema, example }: Header,
): Location[] {
  const createLocation = (replacement: string | undefined, facts: readonly FactName[]): Location => ({
    pointer: formatPointer(["header", name.toLowerCase()]),
    title: replacement === undefined ? `without ${name}` : `${name}: ${replacement}`,
    facts: facts.map(({ subject, attribute }) => ({ subject: [`header ${documented}`, name, ...subject], attribute })),
    keys: [name],
    replacement,
  });
  return [
    createLocation(undefined, [{ subject: [], attribute: "required" }]),
    ...listHeaderTexts(document, schema, example).map(({ text, facts }) => createLocation(text, facts)),
  ];
}

function listHeaderTexts(
  document: OpenApiDocument,
  schema: object,
  example: unknown,
): { text: string; facts: readonly FactName[] }[] {
  return listVariants(document, schema, example).flatMap(({ value, facts }) => {
    const text = String(value);
    const isSendable = typeof value !== "object" && /^[!-~]([ -~]*[!-~])?$/.test(text);
    return isSendable ? [{ text, facts }] : [];
  });
}

function listBodyBatches(
  document: OpenApiDocument,
  documented: string,
  schema: object,
  variants: readonly Variant[],
): Batch[] {
  const locate = ({ keys, replacement, facts }: Variant): Location => ({
    pointer: formatPointer(["body", ...cutAtUnion(document, schema, keys)]),
    title: `${keys.join("/") || "the body"} = ${JSON.stringify(replacement) ?? "nothing"}`,
    facts: facts.map(({ subject, attribute }) => ({ subject: [`response ${documented}`, ...subject], attribute })),
    keys,
    replacement,
  });
  // Where a validator forbids unknown properties, some say so at the object. So each is alone in its response.
  const unknown = variants
    .filter((variant) => isUnknownProperty(variant) && variant.keys.at(-1) === unknownNames[0])
    .map((variant): Batch => {
      const pointer = formatPointer(["body", ...cutAtUnion(document, schema, variant.keys.slice(0, -1))]);
      return { body: { value: variant.value }, locations: [{ ...locate(variant), pointer }] };
    });
  // What is in a location that is replaced is not looked at. So a response has special values at one depth.
  const known = variants.filter((variant) => !isUnknownProperty(variant));
  const isInUnion = ({ keys }: Variant) => cutAtUnion(document, schema, keys).length < keys.length;
  const alone = known.filter(isInUnion).map((variant): Batch => {
    return { body: { value: variant.value }, locations: [locate(variant)] };
  });
  const locations = omitRepeatedTypes(known.filter((variant) => !isInUnion(variant)).map(locate));
  const batches = [...Map.groupBy(locations, ({ keys }) => keys.length).values()].flatMap((sameDepth) =>
    zipLists([...Map.groupBy(sameDepth, ({ pointer }) => pointer).values()]),
  );
  const together = batches.map((batch): Batch => ({ body: { value: buildBody(batch) }, locations: batch }));
  return [...together, ...alone, ...unknown];
}

/**
 * The locations with one value of each type, in each branch of a union. The others are for readers of requests, which may take
 * a text for a number.
 */
function omitRepeatedTypes(locations: readonly Location[]): Location[] {
  const known = new Set<string>();
  return locations.filter(({ pointer, replacement, facts }) => {
    if (facts.some(({ attribute }) => attribute !== "type")) return true;
    const type = Array.isArray(replacement) ? "array" : Number.isInteger(replacement) ? "integer" : typeof replacement;
    const key = JSON.stringify([pointer, type, facts]);
    return !known.has(key) && known.add(key);
  });
}

/** The first items of all lists, then the second items of all lists, and so on. */
function zipLists<Item>(lists: readonly (readonly Item[])[]): Item[][] {
  const length = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1)));
}

/** A body that holds the replacements at their locations, and nothing else. */
function buildBody(locations: readonly Pick<Location, "keys" | "replacement">[]): unknown {
  const [first] = locations;
  if (first === undefined || first.keys.length === 0) return first?.replacement;
  const children = [...Map.groupBy(locations, ({ keys: [key = ""] }) => key)].map(([key, group]) => {
    const inner = group.map(({ keys, replacement }) => ({ keys: keys.slice(1), replacement }));
    return [key, buildBody(inner)] as const;
  });
  return typeof first.keys[0] === "number" ? children.map(([, child]) => child) : Object.fromEntries(children);
}
