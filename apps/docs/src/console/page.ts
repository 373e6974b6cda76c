// The console's page: a form that sends one request, and shows the request and its response. It runs in the browser.
import { buildRequest } from "@run-summary/openapi/request";
import type { ConsoleOperation, Definition } from "./definition.ts";
import { createElement, getElement } from "./dom.ts";
import {
  createCredentialField,
  createParameterField,
  formatCredential,
  getMockSecret,
  readMembers,
  readParameters,
} from "./fields.ts";
import { findJsonError } from "./find-json-error.ts";
import { type RequestParts, showNoResponse, showOutcome, showRequest, showResponse } from "./response-view.ts";

declare const consoleDefinition: Definition;

const { servers, basePath, operations } = consoleDefinition;
const form = getElement("form", HTMLFormElement);
const operationSelect = getElement("operation", HTMLSelectElement);
const exampleSelect = getElement("example", HTMLSelectElement);
const body = getElement("body", HTMLTextAreaElement);
const target = getElement("target", HTMLSelectElement);
const mock = getElement("mock", HTMLInputElement);
const secrets = getElement("secrets");

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
// The browser may keep the page to go back to it. No secret must stay in it.
addEventListener("pagehide", () => {
  for (const field of secrets.querySelectorAll("input")) field.value = "";
});

function fillForm(): void {
  operationSelect.append(...createOperationOptions());
  target.append(new Option("The mock on this machine", ""), ...servers.map(({ url, name }) => new Option(name, url)));
  mock.value = `http://127.0.0.1:4010${basePath}`;
  const link = new URLSearchParams(location.search);
  const linked = link.get("operation");
  if (operations.some(({ operationId }) => operationId === linked)) operationSelect.value = linked ?? "";
  else if (linked !== null) getElement("notice").textContent = `There is no operation ${linked}; choose one.`;
  showOperation(link.get("example"));
}

/** An option for each operation, below its tag where there are several. */
function createOperationOptions(): HTMLElement[] {
  const groups = Map.groupBy(operations, ({ group }) => group);
  const listOptions = (members: readonly ConsoleOperation[]) =>
    members.map(({ operationId, summary }) => new Option(summary, operationId));
  if (groups.size < 2) return listOptions(operations);
  return [...groups].map(([label, members]) =>
    Object.assign(createElement("optgroup", ...listOptions(members)), { label }),
  );
}

function showOperation(example: string | null = null): void {
  const chosen = operations.find(({ operationId }) => operationId === operationSelect.value);
  if (chosen === undefined) return; // a document without operations
  operation = chosen;
  const { method, path, parameters, body: content, credentials } = operation;
  getElement("address").textContent = `${method.toUpperCase()} ${path}`;
  getElement("parameters").replaceChildren(...parameters.map(createParameterField));
  getElement("body-fields").hidden = content === undefined;
  getElement("media-type").textContent = [
    content?.mediaType ?? "",
    ...(content?.kind === "form" ? ["one name=value a line"] : []),
  ].join(", ");
  const names = Object.keys(content?.examples ?? {});
  exampleSelect.replaceChildren(...names.map((name) => new Option(name)));
  if (example !== null && names.includes(example)) exampleSelect.value = example;
  secrets.replaceChildren(...credentials.map(createCredentialField));
  showExample();
  showTarget();
}

function showExample(): void {
  body.value = operation.body?.examples[exampleSelect.value] ?? "";
  showBodyError("");
}

function showTarget(): void {
  const isMock = target.value === "";
  getElement("mock-field").hidden = !isMock;
  mock.disabled = !isMock;
  getElement("credentials").hidden = isMock || operation.credentials.length === 0;
  for (const field of secrets.querySelectorAll("input")) field.disabled = isMock;
}

/** Puts the choice into the page's address, for bookmarks and links. */
function updateLink(): void {
  const choice = new URLSearchParams({ operation: operation.operationId });
  if (exampleSelect.value !== "") choice.set("example", exampleSelect.value);
  history.replaceState(null, "", `?${choice}`);
}

async function send(): Promise<void> {
  const isJson = operation.body?.kind === "json" && (body.value !== "" || operation.body.isRequired);
  const bodyError = isJson ? findJsonError(body.value) : undefined;
  if (bodyError !== undefined) {
    showBodyError(`The body is not JSON, in line ${bodyError.line}: ${bodyError.message}`);
    body.focus();
    return;
  }
  if (operation.body?.kind === "multipart") {
    showOutcome(`The console cannot send a body of ${operation.body.mediaType}.`, true);
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
    const received = await response.blob();
    await showResponse(response, received, performance.now() - start, operation.operationId);
  } catch (error) {
    showNoResponse(error as Error, server, isMock);
  } finally {
    isSending = false;
  }
}

/** Creates the request and shows it, without its secrets. */
function createRequest(server: string, isMock: boolean): Request {
  const { credentials } = operation;
  const fields = [...secrets.querySelectorAll("input")];
  const entered = credentials.map((credential, index) =>
    formatCredential(credential, isMock ? getMockSecret(credential) : (fields[index]?.value.trim() ?? "")),
  );
  const hidden = credentials.map(({ kind, prefix }) => `${prefix}(your ${kind === "bearer" ? "token" : "secret"})`);
  const { url, ...parts } = createRequestParts(server, entered);
  // Without `manual`, the page would follow a redirect to a server that it may not reach.
  const options = { cache: "no-store", credentials: "omit", redirect: "manual" } as const;
  const request = new Request(url, { ...parts, ...options });
  showRequest(createRequestParts(server, isMock ? entered : hidden));
  return request;
}

/** The request with the values that carry its credentials. */
function createRequestParts(server: string, carried: readonly string[]): RequestParts {
  const { method, path, parameters, body: content, credentials } = operation;
  const requestBody = content && { content: { [content.mediaType]: {} } };
  const built = buildRequest(
    { method, path, parameters, requestBody },
    { ...readParameters(form, operation), body: readBody() },
  );
  const listCarried = (place: "header" | "query") =>
    credentials
      .map(({ in: where, name }, index) => ({ where, field: [name, carried[index] ?? ""] }))
      .filter(({ where }) => where === place)
      .map(({ field }) => field);
  const keys = String(new URLSearchParams(listCarried("query")));
  const separator = built.target.includes("?") ? "&" : "?";
  return {
    method: built.method,
    url: server + built.target + (keys === "" ? "" : separator + keys),
    headers: { ...Object.fromEntries(listCarried("header")), ...built.headers },
    body: content?.kind === "json" && built.body !== undefined ? body.value : (built.body ?? null), // JSON as it was typed
  };
}

/** The value of the body's field; undefined for a body that is left out. */
function readBody(): unknown {
  const { body: content } = operation;
  if (content === undefined || (body.value === "" && !content.isRequired)) return undefined;
  if (content.kind === "json") return JSON.parse(body.value);
  return content.kind === "form" ? readMembers(body.value) : body.value;
}

function readLoopbackAddress(text: string): string | undefined {
  const { protocol, hostname } = new URL(text);
  return protocol === "http:" && ["127.0.0.1", "localhost"].includes(hostname) ? text.replace(/\/$/, "") : undefined;
}

function showBodyError(text: string): void {
  getElement("body-error").textContent = text;
  body.setAttribute("aria-invalid", String(text !== ""));
}
