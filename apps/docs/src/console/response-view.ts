import { getBodyKind } from "@run-summary/openapi/media-type";
import { createElement, getElement } from "./dom.ts";

/** Shows what happened to the request, in one line. */
export function showOutcome(text: string, isError = false): void {
  const outcome = getElement("outcome");
  outcome.textContent = text;
  outcome.classList.toggle("error", isError);
}

/** What is sent. */
export interface RequestParts {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string | null;
}

/** Shows the request as it is sent. The response before it disappears. */
export function showRequest({ method, url, headers, body }: RequestParts): void {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const text = [`${method} ${url}`, ...lines, ...(body ? ["", body] : [])].join("\n");
  getElement("details").replaceChildren(createElement("h3", "Sent"), createElement("pre", text));
}

/**
 * Shows the response below its request.
 *
 * @param file the name for a body that is saved as a file
 */
export async function showResponse(response: Response, body: Blob, milliseconds: number, file: string): Promise<void> {
  const { status, statusText, headers } = response;
  if (response.type === "opaqueredirect") {
    const advice =
      "A browser does not show the status and the address to a page; the sample for curl prints the address.";
    showOutcome(`The server redirects to another address, ${milliseconds.toFixed(0)} ms. ${advice}`);
    return;
  }
  showOutcome(`${status} ${statusText}, ${milliseconds.toFixed(0)} ms`, status >= 400);
  const details = getElement("details");
  const violations = readViolations(headers.get("sl-violations") ?? "[]");
  if (violations.length > 0) {
    const items = violations.map((violation) => createElement("li", violation));
    details.append(createElement("h3", "Wrong with the request"), createElement("ul", ...items));
  }
  const rows = [...headers].flatMap(([name, value]) => [createElement("dt", name), createElement("dd", value)]);
  details.append(createElement("h3", "Body"), await createBody(body, file));
  details.append(createElement("h3", "Headers"), createElement("dl", ...rows));
}

/** The body as text, which is indented if it is JSON, or else a link that saves it. */
async function createBody(body: Blob, file: string): Promise<HTMLElement> {
  if (body.size === 0) return createElement("pre", "(none)");
  const kind = getBodyKind(body.type);
  if (body.type === "" || kind === "json" || kind === "text") {
    const text = await body.text();
    return createElement("pre", kind === "text" ? text : indentJson(text));
  }
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(body), download: file });
  link.append(`Save ${file} (${body.type}, ${body.size.toLocaleString("en")} bytes)`);
  return createElement("p", link);
}

// The mock cuts a header that is too long. Such a header is not JSON; the body names the violations too.
function readViolations(header: string): string[] {
  try {
    const violations = JSON.parse(header) as { location: string[]; message: string }[];
    return violations.map(({ location, message }) => `${location.join("/")}: ${message}`);
  } catch {
    return [];
  }
}

function indentJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** Shows why there is no response. A browser does not tell a page the cause. */
export function showNoResponse({ name, message }: Error, server: string, isMock: boolean): void {
  const text =
    name === "TimeoutError"
      ? `${server} did not respond within a minute.`
      : isMock
        ? `${server} does not respond (${message}). Is the mock running? Start it with \`npm run mock\` and send again. If it is running, the browser does not let this page reach your machine: check its settings.`
        : `There is no response from ${server} that this page may read (${message}): the network is down, or the service does not accept requests from this page's address (CORS).`;
  showOutcome(text, true);
}
