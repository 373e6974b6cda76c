/** What an upstream sends, and what becomes of the connection after that. */
export interface Reply {
  /** May be endless. */
  readonly pieces: Iterable<Buffer | string>;
  /** Milliseconds between the pieces. Default: 0. */
  readonly pause?: number;
  /** What becomes of the connection after the last piece. Default: it is ended. */
  readonly end?: "reset" | "open";
}

/** Replies by the name of the behaviour. They are created for each request. */
export type Behaviours = Readonly<Record<string, () => Reply>>;

export const json: string = '{"name":"A","unknown":[1,2,3]}';
export const jsonHeaders = { "content-type": "application/json" };

/** Formats a response. A header with the value `undefined` is left out. */
export function formatResponse(
  status: number | string,
  headers: Readonly<Record<string, string | undefined>>,
  body: Buffer | string = json,
): Buffer {
  const bytes = Buffer.from(body);
  const fields = Object.entries({ ...jsonHeaders, "content-length": String(bytes.length), ...headers });
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} X\r\n${lines.join("\r\n")}\r\n\r\n`, "latin1"), bytes]);
}

export function respond(
  status: number | string,
  headers: Readonly<Record<string, string | undefined>> = {},
  body?: Buffer | string,
): () => Reply {
  return () => ({ pieces: [formatResponse(status, headers, body)] });
}

export function encoded(coding: string, body: Buffer | string, contentType = "application/json"): () => Reply {
  return respond(200, { "content-encoding": coding, "content-type": contentType }, body);
}

/** Sends these bytes, whatever they are. */
export function send(...pieces: readonly (Buffer | string)[]): () => Reply {
  return () => ({ pieces });
}

/** Repeats a piece for ever. */
export function* repeat(text: string | Buffer, first = ""): Generator<string | Buffer> {
  if (first !== "") yield first;
  for (;;) yield text;
}

/** The beginning of a response. */
export const head: string = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
export const chunkedHead: string = `${head}transfer-encoding: chunked\r\n\r\n`;
