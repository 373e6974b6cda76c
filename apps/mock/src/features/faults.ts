import { type MockResponse, noResponse } from "../server/message.ts";

/** Creates the documented response of a status, with the document's message or another. */
type GetDocumented = (status: number, message?: string) => Promise<MockResponse>;

/** A fault either replaces the response, or changes it where it has a body. */
type FaultDefinition = { readonly description: string } & (
  | { readonly replace: (getDocumented: GetDocumented) => Promise<MockResponse> }
  | { readonly change: (response: MockResponse) => MockResponse }
);

/** The names of the faults. */
export const faultNames = [
  "429",
  "429-bare",
  "429-date",
  "429-fractional",
  "502-html",
  "503",
  "504",
  "claims",
  "reset",
  "reset-body",
  "slow",
  "stall",
  "truncated",
  "wrapped",
] as const;

/** The name of a fault. */
export type Fault = (typeof faultNames)[number];

// A test can wait this long.
const retryAfterSeconds = 1;

const faults: Readonly<Record<Fault, FaultDefinition>> = {
  "429": {
    description: "429 with Retry-After in whole seconds",
    replace: replaceRetryAfter(() => String(retryAfterSeconds)),
  },
  "429-fractional": {
    description: "429 with a fractional Retry-After",
    replace: replaceRetryAfter(() => "0.125"),
  },
  "429-date": {
    description: "429 with Retry-After as an HTTP date",
    // An HTTP date has whole seconds. It is rounded up, so that it is in the future.
    replace: replaceRetryAfter(() => new Date(Math.ceil(Date.now() / 1000 + retryAfterSeconds) * 1000).toUTCString()),
  },
  "429-bare": {
    description: "429 without Retry-After, as Intune often sends it",
    replace: replaceRetryAfter(() => undefined),
  },
  "502-html": {
    description: "502 with an HTML page",
    replace: async () => ({
      status: 502,
      headers: { "content-type": "text/html" },
      body: Buffer.from(
        "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body>Bad Gateway</body></html>\n",
      ),
      violations: [],
    }),
  },
  "503": { description: "503 Service Unavailable", replace: (getDocumented) => getDocumented(503) },
  "504": { description: "504 Gateway Timeout", replace: (getDocumented) => getDocumented(504) },
  claims: {
    description: "401 with a claims challenge (continuous access evaluation)",
    replace: createClaimsChallenge,
  },
  reset: {
    description: "the connection is reset before a response",
    replace: async () => ({ ...noResponse, delivery: "reset" }),
  },
  "reset-body": {
    description: "the connection is reset in the middle of the body",
    change: (response) => ({ ...response, delivery: "cut" }),
  },
  stall: { description: "no response, ever", replace: async () => noResponse },
  slow: {
    description: "the body arrives in small pieces within a second",
    change: (response) => ({ ...response, delivery: "slow" }),
  },
  wrapped: {
    description: 'the object wrapped in {"value": …}',
    change: ({ body, ...rest }) => ({ ...rest, body: Buffer.from(`{"value":${body.toString()}}`) }),
  },
  truncated: {
    description: "JSON that ends in the middle",
    change: ({ body, ...rest }) => ({ ...rest, body: body.subarray(0, body.length / 2) }),
  },
};

function replaceRetryAfter(createValue: () => string | undefined) {
  return async (getDocumented: GetDocumented): Promise<MockResponse> => {
    const response = await getDocumented(429);
    const { "retry-after": _, ...headers } = response.headers;
    const value = createValue();
    return { ...response, headers: value === undefined ? headers : { ...headers, "retry-after": value } };
  };
}

async function createClaimsChallenge(getDocumented: GetDocumented): Promise<MockResponse> {
  const message = "The token lacks the claims that the challenge in WWW-Authenticate asks for.";
  const response = await getDocumented(401, message);
  const claims = Buffer.from('{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}').toString("base64");
  const challenge = `Bearer realm="", error="insufficient_claims", claims="${claims}"`;
  return { ...response, headers: { ...response.headers, "www-authenticate": challenge } };
}

export function describeFault(fault: Fault): string {
  return faults[fault].description;
}

export function isFault(name: string): name is Fault {
  return (faultNames as readonly string[]).includes(name);
}

/** Applies a fault to a response. A fault that changes the body does not affect a response without one. */
export async function injectFault(
  fault: Fault,
  getResponse: () => Promise<MockResponse>,
  getDocumented: GetDocumented,
): Promise<MockResponse> {
  const definition = faults[fault];
  if ("replace" in definition) return { ...(await definition.replace(getDocumented)), fault };
  const response = await getResponse();
  return response.body.length === 0 ? response : { ...definition.change(response), fault };
}
