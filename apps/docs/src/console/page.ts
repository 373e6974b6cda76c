// The console's page: a form that sends one request, and shows the request and its response. It runs in the browser.
import { buildRequest } from "@run-summary/openapi/request";
import type { ConsoleOperation, ConsoleParameter, Definition } from "./definition.ts";
import { createElement, getElement } from "./dom.ts";
import { findJsonError } from "./find-json-error.ts";
import { showNoResponse, showOutcome, showRequest, showResponse } from "./response-view.ts";

const form = getElement("form", HTMLFormElement);
const { servers, operations } = JSON.parse(form.dataset.definition ?? "") as Definition;
const operationSelect = getElement("operation", HTMLSelectElement);
const exampleSelect = getElement("example", HTMLSelectElement);
const body = getElement("body", HTMLTextAreaElement);
const target = getElement("target", HTMLSelectElement);
const mock = getElement("mock", HTMLInputElement);
const token = getElement("token", HTMLInputElement);

const timeout = 60_000; // milliseconds

let operation: ConsoleOperation;
let isSending = false;

fillForm();
operationSelect.addEventListener("change", () => {
  showOperation();
  updateLink();
});
exampleSelect.addEventListener("change", () => {
  showExample();
  updateLink();
});
body.addEventListener("input", () => showBodyError(""));
target.addEventListener("change", showTarget);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!isSending) void send();
});
// The browser may keep the page to go back to it. The token must not stay in it.
addEventListener("pagehide", () => {
  token.value = "";
});

function fillForm(): void {
  operationSelect.append(...operations.map(({ operationId, summary }) => new Option(summary, operationId)));
  target.append(
    new Option("The mock on this machine", ""),
    ...servers.map(({ url, name }) => new Option(`${name}, ${url}`, url)),
  );
  mock.value = `http://127.0.0.1:4010${new URL(servers[0]?.url ?? "", location.href).pathname}`;
  const link = new URLSearchParams(location.search);
  const linked = link.get("operation");
  if (operations.some(({ operationId }) => operationId === linked)) operationSelect.value = linked ?? "";
  else if (linked !== null) getElement("notice").textContent = `There is no operation ${linked}; choose one.`;
  showOperation(link.get("example"));
  showTarget();
}

function getContent(): { mediaType: string; examples: Readonly<Record<string, unknown>> } | undefined {
  const [content] = Object.entries(operation.requestBody?.content ?? {});
  return content && { mediaType: content[0], examples: content[1].examples };
}

function showOperation(example: string | null = null): void {
  operation = operations.find(({ operationId }) => operationId === operationSelect.value) as ConsoleOperation;
  const { method, path, parameters } = operation;
  const content = getContent();
  getElement("address").textContent = `${method.toUpperCase()} ${path}`;
  getElement("parameters").replaceChildren(...parameters.map(createField));
  getElement("body-fields").hidden = content === undefined;
  getElement("media-type").textContent = content?.mediaType ?? "";
  const names = Object.keys(content?.examples ?? {});
  exampleSelect.replaceChildren(...names.map((name) => new Option(name)));
  if (example !== null && names.includes(example)) exampleSelect.value = example;
  showExample();
}

function showExample(): void {
  const example = getContent()?.examples[exampleSelect.value];
  body.value = example === undefined ? "" : JSON.stringify(example, null, 2);
  showBodyError("");
}

function showTarget(): void {
  const isMock = target.value === "";
  getElement("mock-field").hidden = !isMock;
  getElement("token-field").hidden = isMock;
  mock.disabled = !isMock;
  token.disabled = isMock;
}

/** Puts the choice into the page's address, for bookmarks and links. */
function updateLink(): void {
  const choice = new URLSearchParams({ operation: operation.operationId });
  if (exampleSelect.value !== "") choice.set("example", exampleSelect.value);
  history.replaceState(null, "", `?${choice}`);
}

/** A required parameter's field contains the example. An optional one shows it as a hint, and is not sent while it is empty. */
function createField({ name, in: place, required, isList, example }: ConsoleParameter): HTMLElement {
  const field = document.createElement(isList ? "textarea" : "input");
  const text = example.join("\n");
  Object.assign(field, { name, required, value: required ? text : "", placeholder: text });
  // A browser removes the path segments `.` and `..` from an address.
  if (field instanceof HTMLInputElement && place === "path") field.pattern = "(?!\\.{1,2}$).+";
  const hint = [place, required ? "required" : "optional", ...(isList ? ["one value a line"] : [])].join(", ");
  return createElement("label", `${name} `, createElement("small", hint), field);
}

/** The values of the fields by the parameters' names. Empty fields and lines are left out. */
function readValues({ parameters }: ConsoleOperation): Record<string, string[]> {
  const entered = new FormData(form);
  const values = parameters.map(({ name, isList }): [string, string[]] => {
    const text = String(entered.get(name) ?? "");
    return [name, (isList ? text.split("\n") : [text]).map((value) => value.trim()).filter((value) => value !== "")];
  });
  return Object.fromEntries(values.filter(([, list]) => list.length > 0));
}

async function send(): Promise<void> {
  const bodyError = operation.requestBody && findJsonError(body.value);
  if (bodyError !== undefined) {
    showBodyError(`The body is not JSON, in line ${bodyError.line}: ${bodyError.message}`);
    body.focus();
    return;
  }
  const isMock = target.value === "";
  const server = isMock ? readLoopbackAddress(mock.value) : target.value;
  if (server === undefined) {
    showOutcome("The mock's address has to be one of this machine, such as http://127.0.0.1:4010 with a path.", true);
    mock.focus();
    return;
  }
  let request: Request;
  try {
    request = createRequest(server, isMock);
  } catch (error) {
    showOutcome(`A header or the address cannot be sent as it is: ${(error as Error).message}`, true);
    return;
  }
  showOutcome("Sending…");
  isSending = true;
  try {
    const start = performance.now();
    const response = await fetch(request, { signal: AbortSignal.timeout(timeout) });
    const text = await response.text();
    showResponse(response, text, performance.now() - start);
  } catch (error) {
    showNoResponse(error as Error, server, isMock);
  } finally {
    isSending = false;
  }
}

/** Creates the request and shows it, without the token. */
function createRequest(server: string, isMock: boolean): Request {
  const content = operation.requestBody && body.value; // as it was typed
  const input = { ...readValues(operation), ...(content && { body: JSON.parse(content) }) };
  const { method, target: path, headers } = buildRequest(operation, input);
  const createHeaders = (credentials: string) => ({
    ...(operation.needsToken && { Authorization: `Bearer ${credentials}` }),
    ...headers,
  });
  const request = new Request(server + path, {
    method,
    headers: createHeaders(isMock ? "any" : token.value.trim()),
    body: content ?? null,
    cache: "no-store",
    credentials: "omit",
  });
  showRequest(request, createHeaders(isMock ? "any" : "(your token)"), content);
  return request;
}

function readLoopbackAddress(text: string): string | undefined {
  const { protocol, hostname } = new URL(text);
  return protocol === "http:" && ["127.0.0.1", "localhost"].includes(hostname) ? text.replace(/\/$/, "") : undefined;
}

function showBodyError(text: string): void {
  getElement("body-error").textContent = text;
  body.setAttribute("aria-invalid", String(text !== ""));
}
