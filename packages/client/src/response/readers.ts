import { isObject } from "../values/is-object.ts";

/**
 * Reads the value of a successful response, given the text of its body. It throws where the response is not as it should be.
 *
 * @param signal ends a stream
 */
export type ReadResponse = ((response: Response, text: string, signal?: AbortSignal) => unknown) & {
  /** Where the value comes from: the text of the body, where this is missing. The body of a stream stays unread. */
  readonly source?: "stream" | "headers";
};

/** The value of a JSON body; `undefined` where there is none, as 204 has none. */
export function readJson({ status }: Response, text: string): unknown {
  if (text === "" && status !== 200) return undefined;
  const body: unknown = JSON.parse(text);
  if (formatNames(body) === "error") throw body;
  return body;
}

/**
 * An object of JSON. One that the service has wrapped in `{"value": …}`, as the reference page shows it, is unwrapped. It is
 * `undefined` where the service says that there is none: by an empty body, `{"value": null}` or `{"@odata.null": true}`.
 */
export function readEntity(response: Response, text: string): unknown {
  if (text === "") return undefined;
  const body = readJson(response, text);
  const isWrapped = formatNames(body) === "value";
  const value = isWrapped ? (body as { value: unknown }).value : body;
  if (isObject(value)) return value["@odata.null"] ? undefined : value;
  if (!isWrapped || value !== null) throw value;
}

// Without the annotations: OData has an `@` in the name of each, of whatever vocabulary (OData JSON Format 4.01).
function formatNames(body: unknown): string {
  return `${Object.keys(Object(body)).filter((name) => !name.includes("@"))}`;
}

export function readText(_response: Response, text: string): string {
  return text;
}

/** Of a response that is described without a body. Any other text than JSON shows that something else has responded. */
export function readNothing(response: Response, text: string): undefined {
  if (text !== "") readJson(response, text);
}

/** The body as a stream. */
export const readStream: ReadResponse = /* @__PURE__ */ Object.assign(
  ({ body }: Response, _text: string, signal?: AbortSignal) =>
    (body ?? new Blob().stream()).pipeThrough(new TransformStream(), signal && { signal }),
  { source: "stream" } as const,
);

type HeaderType = "string" | "number" | "boolean";

/** The values of headers, by the names and with the types that the API's description gives them. */
export function readHeaders(types: Readonly<Record<string, HeaderType>>): ReadResponse {
  const read = ({ headers }: Response) =>
    Object.fromEntries(
      Object.entries(types).flatMap(([name, type]) => {
        const text = headers.get(name);
        return text === null ? [] : [[name, convertHeader(text, type)]];
      }),
    );
  return Object.assign(read, { source: "headers" } as const);
}

function convertHeader(text: string, type: HeaderType): unknown {
  if (type === "number") return Number(text);
  return type === "boolean" ? text === "true" : text;
}
