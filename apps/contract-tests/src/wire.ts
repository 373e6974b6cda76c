import { once } from "node:events";
import { type IncomingMessage, request as openRequest } from "node:http";
import { text } from "node:stream/consumers";
import type { Operation } from "@run-summary/spec";
import type { Input } from "./cases.ts";
import type { Answer } from "./validator.ts";

/** A request as it goes over the wire: what no client would send, too. */
export interface WireRequest {
  readonly method: string;
  /** Path and query, below the API's root. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** The operation's request with an input, and a token. */
export function wireRequestOf({ method, path, parameters, requestBody }: Operation, input: Input): WireRequest {
  const given = parameters.filter(({ name }) => input[name] !== undefined);
  const textsOf = (place: string) =>
    given.flatMap((parameter) =>
      parameter.in === place ? [input[parameter.name]].flat().map((value) => [parameter.name, String(value)]) : [],
    );
  const inPath = textsOf("path").reduce(
    (filled, [name, value = ""]) => filled.replace(`{${name}}`, () => encodeURIComponent(value)),
    path,
  );
  const query = new URLSearchParams(textsOf("query")).toString();
  const [mediaType] = Object.keys(requestBody?.content ?? {});
  const hasBody = mediaType !== undefined && "body" in input;
  return {
    method: method.toUpperCase(),
    target: query === "" ? inPath : `${inPath}?${query}`,
    headers: {
      authorization: "Bearer token",
      ...(hasBody ? { "content-type": mediaType } : {}),
      ...Object.fromEntries(textsOf("header")),
    },
    ...(hasBody ? { body: JSON.stringify(input.body) } : {}),
  };
}

/** Sends a request as it is: nothing is added but what HTTP asks for. */
export async function send(apiUrl: string, { method, target, headers, body }: WireRequest): Promise<Answer> {
  const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
  const request = openRequest(apiUrl + target, { method, headers: { ...headers, ...length } });
  const [response] = (await once(request.end(body), "response")) as [IncomingMessage];
  return {
    status: response.statusCode ?? 0,
    headers: new Headers(
      Object.entries(response.headersDistinct).flatMap(([name, values = []]) =>
        values.map((value): [string, string] => [name, value]),
      ),
    ),
    text: await text(response),
  };
}
