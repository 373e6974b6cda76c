import { createElement, getElement } from "./dom.ts";
import type { ConsoleResponse } from "./send-request.ts";

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

/** Shows the response below its request. */
export function showResponse(response: ConsoleResponse): void {
  const { status, statusText, headers, body, violations, milliseconds } = response;
  showOutcome(`${status} ${statusText}, ${milliseconds.toFixed(0)} ms`, status >= 400);
  const details = getElement("details");
  if (violations.length > 0) {
    const items = violations.map((violation) => createElement("li", violation));
    details.append(createElement("h3", "Wrong with the request"), createElement("ul", ...items));
  }
  details.append(
    ...[
      createElement("h3", "Body"),
      createElement("pre", body === "" ? "(none)" : body),
      createElement("h3", "Headers"),
    ],
    createElement("dl", ...headers.flatMap(([name, value]) => [createElement("dt", name), createElement("dd", value)])),
  );
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
