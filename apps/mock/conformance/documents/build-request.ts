// Requests to an operation of any document, in Prism's terms: the parameters in their styles, and bodies that are not JSON.
import { isIgnoredHeader } from "@run-summary/openapi";
import { sample } from "@stoplight/json-schema-sampler";
import { serializeWithDeepObjectStyle, serializeWithDelimitedStyle } from "@stoplight/prism-http";
import type { HttpSecurityScheme, IHttpOperation, IHttpParam, IMediaTypeContent } from "@stoplight/types";
import { parseTemplate } from "url-template";
import { isJson } from "../../src/validation/media-type.ts";
import type { PlainRequest } from "../http/message.ts";

/**
 * Builds a request that is valid, as far as examples and schemas tell: with the required parameters only, or with all of them.
 *
 * @throws {Error} where a schema is too large to be sampled.
 */
export async function buildRequest(operation: IHttpOperation, withAll: boolean): Promise<PlainRequest> {
  const isSent = ({ required }: IHttpParam) => withAll || required === true;
  const values = (parameters: readonly IHttpParam[] = []): Sampled[] =>
    parameters.filter(isSent).map((parameter) => ({ parameter, value: sampleValue(operation, parameter) }));
  const { path = [], query = [], headers = [], cookie = [], body } = operation.request ?? {};
  const credentials = createCredentials(operation.security?.[0] ?? []);
  const queries = [
    ...values(query).map(formatQuery),
    ...credentials.query.map(([name, value]) => `${name}=${value}`),
  ].filter((part) => part !== "");
  const cookies = [
    ...values(cookie).map(({ parameter, value }) => `${parameter.name}=${formatSimple(value)}`),
    ...credentials.cookie.map(([name, value]) => `${name}=${value}`),
  ];
  const [content] = (body?.contents ?? []).toSorted(
    (a, b) => Number(isJson(b.mediaType)) - Number(isJson(a.mediaType)),
  );
  const encoded =
    content === undefined || !(withAll || body?.required) ? undefined : await encodeBody(operation, content);
  return {
    method: operation.method.toUpperCase(),
    // A path parameter is always sent.
    target: expandPath(operation, path) + (queries.length === 0 ? "" : `?${queries.join("&")}`),
    headers: [
      ...["Host", "localhost", "Accept", "*/*", ...credentials.headers.flat()],
      ...values(headers)
        .filter(({ parameter }) => !isIgnoredHeader(parameter))
        .flatMap(({ parameter, value }) => [parameter.name, formatSimple(value, parameter.explode)]),
      ...(cookies.length === 0 ? [] : ["Cookie", cookies.join("; ")]),
      ...(encoded === undefined
        ? []
        : ["Content-Type", encoded.contentType, "Content-Length", String(Buffer.byteLength(encoded.text))]),
    ],
    body: encoded?.text,
  };
}

interface Sampled {
  readonly parameter: IHttpParam;
  readonly value: unknown;
}

/** Returns the first example, or else a sample of the schema. */
function sampleValue(
  operation: IHttpOperation,
  { examples = [], schema = {} }: IHttpParam | IMediaTypeContent,
): unknown {
  const [example] = examples;
  if (example !== undefined && "value" in example) return example.value;
  return sample(schema as Parameters<typeof sample>[0], { skipReadOnly: true, ticks: 2500 }, operation);
}

function expandPath(operation: IHttpOperation, parameters: readonly IHttpParam[]): string {
  const path = operation.path.replaceAll("#", "%23"); // it would begin a fragment, which is not sent
  return path.replace(/\{([^{}]+)\}/g, (_all, name: string) => {
    const parameter = parameters.find((candidate) => candidate.name === name);
    const value = parameter === undefined ? "1" : sampleValue(operation, parameter);
    const operator = { label: ".", matrix: ";" }[String(parameter?.style)] ?? "";
    return expand(operator, value, { name, isExploded: parameter?.explode ?? false });
  });
}

/** Expands a value in a style of OpenAPI that RFC 6570 has. */
function expand(operator: string, value: unknown, { name, isExploded }: { name: string; isExploded: boolean }): string {
  // A template's variable has a plain name: the parameter's own name stands in the result of some styles.
  const text = parseTemplate(`{${operator}value${isExploded ? "*" : ""}}`).expand({ value } as never);
  return text.replace(/([;?&]|^)value=/g, `$1${encodeURIComponent(name)}=`);
}

function formatQuery({ parameter, value }: Sampled): string {
  const { name, style, explode = true } = parameter;
  const isList = Array.isArray(value);
  if (String(style) === "deepObject") return serializeWithDeepObjectStyle(name, value as Record<string, unknown>) ?? "";
  const separator = { pipeDelimited: "%7C", spaceDelimited: "%20" }[String(style)];
  if (separator !== undefined && isList) return serializeWithDelimitedStyle(separator, name, value, explode);
  return expand("?", value, { name, isExploded: explode }).replace(/^\?/, "");
}

function formatSimple(value: unknown, isExploded = false): string {
  return decodeURIComponent(expand("", value, { name: "", isExploded }));
}

async function encodeBody(
  operation: IHttpOperation,
  content: IMediaTypeContent,
): Promise<{ contentType: string; text: string }> {
  const value = sampleValue(operation, content);
  const mediaType = content.mediaType.replace("*/*", "application/json");
  const fields = Object.entries(typeof value === "object" ? (value ?? {}) : {});
  const formatField = (field: unknown) => (typeof field === "object" ? JSON.stringify(field) : String(field));
  if (mediaType.startsWith("multipart/")) {
    const form = new FormData();
    for (const [name, field] of fields) form.append(name, formatField(field));
    const { headers, text } = extract(new Response(form));
    return { contentType: headers.get("content-type") ?? mediaType, text: await text };
  }
  if (mediaType === "application/x-www-form-urlencoded") {
    const pairs = fields.map(([name, field]) => [name, formatField(field)]);
    return { contentType: mediaType, text: new URLSearchParams(pairs).toString() };
  }
  const isText = typeof value === "string" && !isJson(mediaType);
  return { contentType: mediaType, text: isText ? value : JSON.stringify(value) };
}

function extract(response: Response): { headers: Headers; text: Promise<string> } {
  return { headers: response.headers, text: response.text() };
}

type Pairs = readonly (readonly [name: string, value: string])[];

/** Creates what the security schemes of one alternative ask for. */
function createCredentials(schemes: readonly HttpSecurityScheme[]): { headers: Pairs; query: Pairs; cookie: Pairs } {
  const keys = schemes.flatMap((scheme) => (scheme.type === "apiKey" ? [scheme] : []));
  const pick = (place: string) =>
    keys.filter((key) => key.in === place).map(({ name }): readonly [string, string] => [name, "key"]);
  const tokens = schemes.flatMap((scheme): string[] => {
    if (scheme.type === "apiKey") return [];
    if (scheme.type !== "http") return ["Bearer token"];
    return [{ basic: "Basic dTpw", bearer: "Bearer token" }[String(scheme.scheme)] ?? 'Digest username="u"'];
  });
  const authorization = tokens.slice(0, 1).map((token): readonly [string, string] => ["Authorization", token]);
  return { headers: [...pick("header"), ...authorization], query: pick("query"), cookie: pick("cookie") };
}
