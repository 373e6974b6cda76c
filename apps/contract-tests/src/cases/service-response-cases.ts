import {
  formatPointer,
  type Header,
  type HttpRequest,
  type Keys,
  type OpenApiDocument,
  type Operation,
  type Response,
} from "@run-summary/openapi";
import type { HttpResponse, Validator } from "@run-summary/openapi/validation";
import type { FactName } from "./contract-case.ts";
import { buildAuthorizedRequest, createFirstInput } from "./example-cases.ts";
import { isWithin } from "./locations.ts";
import { chooseStatus } from "./response-cases.ts";
import { listVariants, unknownNames, type Variant } from "./variants.ts";

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
  readonly validator: Validator;
  readonly operations: readonly Operation[];
}

interface Location extends Omit<Probe, "isForbidden"> {
  readonly keys: Keys;
  readonly replacement: unknown;
}

/**
 * Responses to the operation for each documented status, with headers and bodies around the boundaries of each keyword of their
 * schemas. One response is special in many locations, so that there are hundreds of responses and not thousands.
 */
export function listServiceResponseCases(
  contract: ResponseContract & { readonly document: OpenApiDocument; readonly ofClient: ResponseContract },
  operation: Operation,
): ServiceResponseCase[] {
  const { document, validator, ofClient } = contract;
  const request = buildAuthorizedRequest(operation, createFirstInput(operation));
  return Object.entries(operation.responses).flatMap(([documented, described]) => {
    const status = chooseStatus(documented, Object.keys(operation.responses));
    const headers = createHeaders(document, validator, described);
    const [sample] = Object.values(described.content).flatMap(({ examples }) => Object.values(examples));
    const createCase = (response: HttpResponse, locations: readonly Location[]): ServiceResponseCase => {
      const forClient = ofClient.operations.find(({ operationId }) => operationId === operation.operationId);
      const inMock = validator.validateResponse(described, response);
      const inClient = ofClient.validator.validateResponse(forClient?.responses[documented], response);
      const probes = locations.map(({ pointer, title, facts }): Probe => {
        const isForbidden = {
          mock: inMock.some((mismatch) => isWithin(mismatch.pointer, pointer)),
          client: inClient.some((mismatch) => isWithin(mismatch.pointer, pointer)),
        };
        return { pointer, title, facts, isForbidden };
      });
      return { title: `the response ${documented}`, request, response, probes };
    };
    const headerBatches = listHeaderBatches(document, documented, described);
    const bodyBatches = listBodyBatches(document, documented, described, sample);
    return Array.from({ length: Math.max(headerBatches.length, bodyBatches.length) }, (_, index) => {
      const inHeaders = headerBatches[index] ?? [];
      const { value = sample, locations = [] } = bodyBatches[index] ?? {};
      const response = { status, headers: replaceHeaders(headers, inHeaders), body: JSON.stringify(value) ?? "" };
      return createCase(response, [...inHeaders, ...locations]);
    });
  });
}

/** The required headers of a response with values that conform, and its media type. */
function createHeaders(document: OpenApiDocument, validator: Validator, { headers, content }: Response): Headers {
  const [mediaType] = Object.keys(content);
  const required = Object.entries(headers).filter(([, header]) => header.required);
  return new Headers([
    ...(mediaType === undefined ? [] : [["content-type", mediaType] as [string, string]]),
    ...required.map(([name, { schema }]): [string, string] => {
      const texts = listHeaderTexts(document, schema).map(({ text }) => text);
      return [name, texts.find((text) => text !== "" && validator.validateValue(schema, text).length === 0) ?? "1"];
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
  { schema }: Header,
): Location[] {
  const createLocation = (replacement: string | undefined, attributes: readonly string[]): Location => ({
    pointer: formatPointer(["header", name.toLowerCase()]),
    title: replacement === undefined ? `without ${name}` : `${name}: ${replacement}`,
    facts: attributes.map((attribute) => ({ subject: [`header ${documented}`, name], attribute })),
    keys: [name],
    replacement,
  });
  return [
    createLocation(undefined, ["required"]),
    ...listHeaderTexts(document, schema).map(({ text, attributes }) => createLocation(text, attributes)),
  ];
}

function listHeaderTexts(document: OpenApiDocument, schema: object): { text: string; attributes: string[] }[] {
  return listVariants(document, schema, undefined).flatMap(({ value, facts }) => {
    const text = String(value);
    const isSendable = typeof value !== "object" && /^[!-~]([ -~]*[!-~])?$/.test(text);
    return isSendable ? [{ text, attributes: facts.map(({ attribute }) => attribute) }] : [];
  });
}

function listBodyBatches(document: OpenApiDocument, documented: string, { content }: Response, sample: unknown) {
  const [schema] = Object.values(content).map((one) => one.schema);
  if (schema === undefined) return [];
  const variants = listVariants(document, schema, sample);
  const isUnknown = ({ facts }: Variant) => facts.some(({ attribute }) => attribute === "closed");
  const locate = ({ keys, replacement, facts }: Variant): Location => ({
    pointer: formatPointer(["body", ...keys]),
    title: `${keys.join("/") || "the body"} = ${JSON.stringify(replacement) ?? "nothing"}`,
    facts: facts.map(({ subject, attribute }) => ({ subject: [`response ${documented}`, ...subject], attribute })),
    keys,
    replacement,
  });
  // Where a validator forbids unknown properties, some say so at the object. So each is alone in its response.
  const unknown = variants
    .filter((variant) => isUnknown(variant) && variant.keys.at(-1) === unknownNames[0])
    .map((variant) => {
      const pointer = formatPointer(["body", ...variant.keys.slice(0, -1)]);
      return { value: variant.value, locations: [{ ...locate(variant), pointer }] };
    });
  // What is in a location that is replaced is not looked at. So a response has special values at one depth.
  const known = omitRepeatedTypes(variants.filter((variant) => !isUnknown(variant)).map(locate));
  const batches = [...Map.groupBy(known, ({ keys }) => keys.length).values()].flatMap((sameDepth) =>
    zipLists([...Map.groupBy(sameDepth, ({ pointer }) => pointer).values()]),
  );
  return [...batches.map((locations) => ({ value: buildBody(locations), locations })), ...unknown];
}

/** The locations with one value of each type. The others are for readers of requests, which may take a text for a number. */
function omitRepeatedTypes(locations: readonly Location[]): Location[] {
  const known = new Set<string>();
  return locations.filter(({ pointer, replacement, facts }) => {
    if (facts.some(({ attribute }) => attribute !== "type")) return true;
    const type = Array.isArray(replacement) ? "array" : Number.isInteger(replacement) ? "integer" : typeof replacement;
    const key = `${pointer} ${type}`;
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
