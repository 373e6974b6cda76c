// Where the mock differs from Prism's test-harness, and why. A rule is about responses, not about a case of the suite.
import type { Difference } from "../http/compare.ts";
import type { PlainResponse } from "../http/message.ts";
import type { CurlRequest } from "./parse-curl.ts";
import type { HarnessCase } from "./read-case.ts";
import type { ServerLine } from "./server-line.ts";

/** A response that is not as expected. */
export interface Deviation {
  readonly expected: PlainResponse;
  readonly actual: PlainResponse;
  readonly differences: readonly Difference[];
  readonly request: CurlRequest;
  readonly isProxy: boolean;
}

/** The differences on purpose. The README lists them, too. */
const rules: Readonly<Record<string, (deviation: Deviation) => boolean>> = {
  "an error has the same status and a text of its own": ({ expected, actual, differences }) =>
    isProblemOfPrism(expected) && expected.status === actual.status && hasOnly(differences, "content-type", "body"),
  "400 where Prism chooses 422, which the document does not have": ({ expected, actual }) =>
    isProblemOfPrism(expected) && expected.status === 422 && actual.status === 400,
  "HEAD has the response of GET, where Prism says 405": ({ request, expected, actual }) =>
    request.method === "HEAD" && expected.status === 405 && actual.status < 400,
  "400 for a body where the operation takes none, where Prism says 415": ({ expected, actual }) =>
    expected.status === 415 && actual.status === 400 && actual.body.includes("takes no body"),
  "an empty segment of a path is no value of a parameter: 404, where Prism says 422": ({ expected, actual, request }) =>
    expected.status === 422 && actual.status === 404 && request.target.includes("//"),
  "an object is sent as JSON in a media type of text, where Prism says 500": ({ expected, actual }) =>
    expected.body.includes("#NO_COMPLEX_OBJECT_TEXT") && actual.status < 300,
  "the upstream's 501 is passed on, where Prism responds from the document": ({ isProxy, expected, actual }) =>
    isProxy && expected.status < 300 && actual.status === 501,
  "a GET with a body is sent on, where Prism says 501": ({ isProxy, expected, actual }) =>
    isProxy && expected.body.includes("#PROXY_UNSUPPORTED_REQUEST_BODY") && actual.status < 300,
  "a header of CORS is sent where the request asks for it": ({ differences, request }) =>
    differences.every((name) => /^header (vary|access-control-allow-)/.test(name)) &&
    (!hasHeader(request, "origin") ||
      (hasOnly(differences, "header access-control-allow-headers") &&
        !hasHeader(request, "access-control-request-headers"))),
};

/** Returns the name of the rule that explains a difference. */
export function findRule(deviation: Deviation): string | undefined {
  return Object.entries(rules).find(([, explains]) => explains(deviation))?.[0];
}

/** Names what a case asks for and the mock does not offer. */
export function findMissingFeature({ command, document }: HarnessCase, { unknown }: ServerLine): string | undefined {
  if (/[?&]__(code|example|dynamic)=/.test(command)) return "preferences in the query, such as ?__code=";
  if (/^x-json-schema-faker:/m.test(document)) return "x-json-schema-faker, which only Prism's command reads";
  return unknown.length > 0 ? `Prism's switch ${unknown.join(" ")}` : undefined;
}

/** Names the format of a document that is no OpenAPI 3: the mock serves it as far as Prism converts it. */
export function findOtherFormat({ document }: HarnessCase): string | undefined {
  if (/^["\s{]*swagger["']?:/.test(document)) return "Swagger 2";
  return document.includes("schema.getpostman.com") ? "a Postman collection" : undefined;
}

/** Whether a response is an error that Prism writes itself, and not one of the document. */
function isProblemOfPrism({ status, body }: PlainResponse): boolean {
  return status >= 400 && (body === "" || body.includes("https://stoplight.io/prism/errors#"));
}

function hasOnly(differences: readonly Difference[], ...names: readonly Difference[]): boolean {
  return differences.every((name) => names.includes(name));
}

function hasHeader({ headers }: CurlRequest, name: string): boolean {
  return headers.some((text, index) => index % 2 === 0 && text.toLowerCase() === name);
}
