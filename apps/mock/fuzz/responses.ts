import { createAjv } from "@run-summary/openapi/validation";
import { readBundle } from "@run-summary/spec";

export interface RawResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface ParsedResponses {
  /** The final responses that are whole. */
  readonly responses: RawResponse[];
  /** The number of bytes behind them. */
  readonly rest: number;
  /** The number of bytes that the next response still lacks, where it is known. */
  readonly missing: number;
}

/** Parses what a connection received. */
export function parseResponses(bytes: Buffer, isHead: boolean): ParsedResponses {
  const responses: RawResponse[] = [];
  let rest = bytes;
  let missing = 0;
  for (;;) {
    const end = rest.indexOf("\r\n\r\n");
    if (end === -1) break;
    const [statusLine = "", ...fields] = rest.subarray(0, end).toString("latin1").split("\r\n");
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1] ?? 0);
    const headers = Object.fromEntries(
      fields.map((field) => [
        field.slice(0, field.indexOf(":")).toLowerCase(),
        field.slice(field.indexOf(":") + 1).trim(),
      ]),
    );
    const hasBody = !(isHead && responses.length === 0) && status >= 200 && status !== 204 && status !== 304;
    const length = hasBody ? Number(headers["content-length"] ?? 0) : 0;
    const following = rest.subarray(end + 4);
    missing = length - following.length;
    if (missing > 0) break;
    if (status < 100 || status >= 200)
      responses.push({ status, headers, body: following.subarray(0, length).toString() });
    rest = following.subarray(length);
  }
  return { responses, rest: rest.length, missing: Math.max(0, missing) };
}

/** Finds what is wrong with a response. */
export type ResponseCheck = (response: RawResponse, isHead: boolean) => string[];

/** Creates a check for a mock: a response is a success, or an error with a body in JSON, in Graph's form if the document has it. */
export function createMockCheck(isOwnDocument: boolean): ResponseCheck {
  const ajv = createAjv("2020-12");
  ajv.addSchema(readBundle(), "openapi");
  const isError = ajv.compile({ $ref: "openapi#/components/schemas/GraphErrorBody" });
  return ({ status, headers, body }, isHead) => {
    const errors = checkStatus(status, body);
    for (const name of ["request-id", "client-request-id", "date"]) if (!headers[name]) errors.push(`no ${name}`);
    if (status < 400 || isHead || (!isOwnDocument && body === "")) return errors;
    try {
      const value: unknown = JSON.parse(body);
      if (isOwnDocument && !isError(value)) errors.push(`${status} ${ajv.errorsText(isError.errors)}`);
    } catch {
      errors.push(`${status} without JSON: ${body.slice(0, 100)}`);
    }
    return errors;
  };
}

/** A check for a proxy, which passes on whatever an upstream says. */
export const checkProxyResponse: ResponseCheck = ({ status, headers, body }) => [
  ...checkStatus(status, body),
  ...["x-hop", "x-second"].filter((name) => name in headers).map((name) => `the header ${name} is passed on`),
];

function checkStatus(status: number, body: string): string[] {
  if (status >= 200 && status !== 500) return [];
  return [`status ${status}: ${body.slice(0, 300)}`];
}
