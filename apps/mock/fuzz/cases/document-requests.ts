// Requests that are made from a document: valid ones, mostly from its examples, and ones with something changed.
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import type { IHttpContent, IHttpOperation, IHttpParam, IMediaTypeContent } from "@stoplight/types";
import type { Context, ValidRequest } from "./fuzz-case.ts";
import { formatParameter, formatQueryParameter } from "./parameters.ts";
import { pick, type Random, randomInteger } from "./random.ts";
import { sampleValue } from "./sample-value.ts";

/** A document's requests, and the path templates of its servers. */
export type Requests = Pick<Context, "createValid" | "createValidWithBody" | "createInvalid"> & {
  readonly basePaths: readonly string[];
};

/** The parts of a request, before they are formatted. A value of `undefined` leaves the parameter out. */
interface Parts {
  readonly parameters: { readonly place: Place; readonly parameter: IHttpParam; value: unknown }[];
  readonly mediaType: string | undefined;
  body: unknown;
}

type Place = "path" | "query" | "headers" | "cookie";

/** Reads a document and returns what creates its requests. */
export async function readRequests(file: string): Promise<Requests> {
  const operations = await getHttpOperationsFromSpec(file);
  const basePaths = listBasePaths(operations);
  const withBody = operations.filter(({ request }) => (request?.body?.contents ?? []).length > 0);
  const create = (random: Random, choices: readonly IHttpOperation[], change = (_parts: Parts) => {}): ValidRequest => {
    const operation = pick(random, choices.length > 0 ? choices : operations);
    const parts = sampleParts(random, operation);
    change(parts);
    return addBasePath(random, basePaths, formatParts(operation, parts));
  };
  return {
    basePaths,
    createValid: (random) => create(random, operations),
    createValidWithBody: (random) => create(random, withBody),
    createInvalid: (random) => create(random, operations, (parts) => changeParts(random, parts)),
  };
}

/** Lists the paths of the document's servers, with their variables: `/{root}/v1`. */
function listBasePaths(operations: readonly IHttpOperation[]): string[] {
  const paths = operations.flatMap(({ servers = [] }) =>
    servers.map(({ url }) => url.replace(/^[a-z]+:\/\/[^/]*/i, "").replace(/\/$/, "")),
  );
  return [...new Set(paths)];
}

// A request may leave the path of the server out.
function addBasePath(random: Random, basePaths: readonly string[], valid: ValidRequest): ValidRequest {
  const basePath = pick(random, ["", ...basePaths]).replaceAll(/\{[^{}]+\}/g, "v1");
  return { ...valid, target: basePath + valid.target };
}

function sampleParts(random: Random, operation: IHttpOperation): Parts {
  const { request = {} } = operation;
  const places: readonly Place[] = ["path", "query", "headers", "cookie"];
  const parameters = places.flatMap((place) =>
    ((request[place] ?? []) as IHttpParam[])
      .filter(({ required }) => place === "path" || required || random() < 0.5)
      .map((parameter) => ({ place, parameter, value: sampleContent(random, parameter, operation) })),
  );
  const contents: readonly IMediaTypeContent[] = request.body?.contents ?? [];
  const content = contents.length === 0 ? undefined : pick(random, contents);
  const body = content && sampleContent(random, content, operation);
  return { parameters, mediaType: content?.mediaType.replace("*/*", "text/plain"), body };
}

function sampleContent(random: Random, { examples = [], schema }: IHttpContent, operation: IHttpOperation): unknown {
  const values = examples.flatMap((example) => ("value" in example ? [example.value] : []));
  return values.length > 0 && random() < 0.8 ? pick(random, values) : sampleValue(random, schema, operation);
}

const oddValues: readonly unknown[] = [
  ...[
    "",
    " ",
    "0x1",
    "1e999",
    "-0",
    "NaN",
    "null",
    "true",
    "é",
    "\u{1f600}",
    "a,b",
    "a|b",
    "'",
    '"',
    "\0",
    "..",
    "%",
    "__proto__",
  ],
  ...[0, -1, 1e21, 0.1, null, true, [], {}, [[]], [null], { a: { b: { c: [1] } } }, { __proto__: 1, constructor: 1 }],
  ...["a".repeat(3000), "1".repeat(400), ",".repeat(3000), Array.from({ length: 500 }, (_, index) => index)],
];

function changeParts(random: Random, parts: Parts): void {
  const { parameters } = parts;
  for (let round = 0; round <= randomInteger(random, 2); round++) {
    const changed = parameters.length > 0 && random() < 0.6 ? pick(random, parameters) : undefined;
    if (changed !== undefined) changed.value = random() < 0.1 ? undefined : pick(random, oddValues);
    else if (parts.body !== undefined) parts.body = changeValue(random, parts.body);
  }
}

/** Replaces, removes or adds something at any depth of a value. */
function changeValue(random: Random, value: unknown): unknown {
  if (typeof value !== "object" || value === null || random() < 0.3) return pick(random, oddValues);
  const entries = Object.entries(value);
  const at = randomInteger(random, entries.length + 1);
  const [key = pick(random, ["unknown", "", "id", "a/b~c", "constructor"]), member] = entries[at] ?? [];
  const change = [key, changeValue(random, member)] as const;
  const changed = [...entries.slice(0, at), ...(random() < 0.2 ? [] : [change]), ...entries.slice(at + 1)];
  return Array.isArray(value) ? changed.map(([, item]) => item) : Object.fromEntries(changed);
}

function formatParts(operation: IHttpOperation, { parameters, mediaType, body }: Parts): ValidRequest {
  const present = parameters.filter(({ value }) => value !== undefined);
  const list = (place: Place) => present.filter((entry) => entry.place === place);
  const path = list("path").reduce(
    (template, { parameter, value }) =>
      template.replace(`{${parameter.name}}`, () => encodePath(formatParameter(parameter, value))),
    operation.path,
  );
  const query = list("query").map(({ parameter, value }) => formatQueryParameter(parameter, value));
  const credentials = createCredentials(operation);
  const headers = list("headers").map(({ parameter, value }) => [
    parameter.name.toLowerCase(),
    formatParameter(parameter, value)
      .replaceAll(/[\0\r\n]/g, "")
      .trim(),
  ]);
  const cookies = list("cookie").map(
    ({ parameter, value }) => `${parameter.name}=${formatParameter(parameter, value)}`,
  );
  const cookie = [...cookies, ...credentials.cookies].join("; ");
  const addedQuery = [...query, ...credentials.query].filter(Boolean).join("&");
  return {
    method: operation.method.toUpperCase(),
    target: path + (addedQuery && `?${addedQuery}`),
    headers: {
      ...Object.fromEntries(headers),
      ...(cookie && { cookie: cookie.replaceAll(/[\0\r\n]/g, "") }),
      ...(mediaType && { "content-type": addBoundary(mediaType) }),
      ...credentials.headers,
    },
    body: mediaType === undefined || body === undefined ? undefined : formatBody(mediaType, body),
  };
}

/** Percent-encodes a path's segment, but for the characters that styles use. */
function encodePath(text: string): string {
  return encodeURIComponent(text).replaceAll(/%(2C|3B|3D)/g, decodeURIComponent);
}

/** Creates what the first of the operation's alternative security requirements asks for. */
function createCredentials({ security = [] }: IHttpOperation) {
  const headers: Record<string, string> = {};
  const query: string[] = [];
  const cookies: string[] = [];
  for (const scheme of security[0] ?? []) {
    if (scheme.type !== "apiKey") {
      headers.authorization = scheme.type === "http" && scheme.scheme === "basic" ? "Basic dTpw" : "Bearer token";
    } else if (scheme.in === "header") headers[scheme.name.toLowerCase()] = "key";
    else (scheme.in === "query" ? query : cookies).push(`${scheme.name}=key`);
  }
  return { headers, query, cookies };
}

const boundary = "fuzz";

function addBoundary(mediaType: string): string {
  return mediaType.startsWith("multipart/") ? `${mediaType}; boundary=${boundary}` : mediaType;
}

function formatBody(mediaType: string, body: unknown): Buffer {
  if (/json$/.test(mediaType)) return Buffer.from(JSON.stringify(body) ?? "");
  if (typeof body !== "object" || body === null)
    return Buffer.from(String(body), mediaType.startsWith("text/") ? "utf8" : "latin1");
  const texts = Object.entries(body).map(([name, value]) => [
    name,
    typeof value === "object" ? JSON.stringify(value) : String(value),
  ]);
  if (!mediaType.startsWith("multipart/")) return Buffer.from(new URLSearchParams(texts).toString());
  const parts = texts.map(
    ([name, text]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`,
  );
  return Buffer.from(`${parts.join("")}--${boundary}--\r\n`, "latin1");
}
