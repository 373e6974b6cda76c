import { createElement, getElement } from "./dom.ts";

/** Shows what happened to the request, in one line. */
export function showOutcome(text: string, isError = false): void {
  const outcome = getElement("outcome");
  outcome.textContent = text;
  outcome.classList.toggle("error", isError);
}

/** Shows the request as it is sent. The response before it disappears. */
export function showRequest({ method, url }: Request, headers: Record<string, string>, body: string | undefined): void {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const text = [`${method} ${url}`, ...lines, ...(body ? ["", body] : [])].join("\n");
  getElement("details").replaceChildren(createElement("h3", "Sent"), createElement("pre", text));
}

/**
 * Shows the response below its request.
 *
 * @param body the response's body, which is indented if it is JSON
 */
export function showResponse({ status, statusText, headers }: Response, body: string, milliseconds: number): void {
  showOutcome(`${status} ${statusText}, ${milliseconds.toFixed(0)} ms`, status >= 400);
  const details = getElement("details");
  const violations = readViolations(headers.get("sl-violations") ?? "[]");
  if (violations.length > 0) {
    const items = violations.map((violation) => createElement("li", violation));
    details.append(createElement("h3", "Wrong with the request"), createElement("ul", ...items));
  }
  const rows = [...headers].flatMap(([name, value]) => [createElement("dt", name), createElement("dd", value)]);
  details.append(createElement("h3", "Body"), createElement("pre", body === "" ? "(none)" : indentJson(body)));
  details.append(createElement("h3", "Headers"), createElement("dl", ...rows));
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
        ? `${server} does not respond (${message}). Is the mock running? Start it with \`npm run mock\` and send again. If it is running, the browser does not let this page reach your machine: check its permissions.`
        : `There is no response from ${server} that this page may read (${message}): the network is down, or the service does not accept requests from this page's address (CORS).`;
  showOutcome(text, true);
}
