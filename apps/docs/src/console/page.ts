// The console's page: a form that sends one request, and shows it and its answer. It runs in the browser.
import { requestOf } from "../samples/request.ts";
import type { ConsoleOperation, ConsoleParameter, Definition } from "./definition.ts";
import { type Exchange, exchangeOf } from "./exchange.ts";
import { jsonMistake } from "./json-mistake.ts";

const form = byId("form", HTMLFormElement);
const { servers, operations } = JSON.parse(form.dataset.definition ?? "") as Definition;
const operationSelect = byId("operation", HTMLSelectElement);
const exampleSelect = byId("example", HTMLSelectElement);
const body = byId("body", HTMLTextAreaElement);
const target = byId("target", HTMLSelectElement);
const mock = byId("mock", HTMLInputElement);
const token = byId("token", HTMLInputElement);

let operation: ConsoleOperation;
let isSending = false;

operationSelect.append(...operations.map(({ operationId, summary }) => new Option(summary, operationId)));
target.append(
  new Option("The mock on this machine", ""),
  ...servers.map(({ url, name }) => new Option(`${name}, ${url}`, url)),
);
mock.value = `http://127.0.0.1:4010${new URL(servers[0]?.url ?? "", location.href).pathname}`;
const link = new URLSearchParams(location.search);
const linked = link.get("operation");
if (operations.some(({ operationId }) => operationId === linked)) operationSelect.value = linked ?? "";
else if (linked !== null) byId("notice").textContent = `There is no operation ${linked}; choose one.`;
showOperation(link.get("example"));
showTarget();

operationSelect.addEventListener("change", () => {
  showOperation();
  keepLink();
});
exampleSelect.addEventListener("change", () => {
  showExample();
  keepLink();
});
body.addEventListener("input", () => showMistake(""));
target.addEventListener("change", showTarget);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!isSending) void send();
});
// Or else a page that the browser keeps, to go back to it, would have the token still.
addEventListener("pagehide", () => {
  token.value = "";
});

function showOperation(example: string | null = null): void {
  operation = operations.find(({ operationId }) => operationId === operationSelect.value) as ConsoleOperation;
  const { method, path, parameters, body: content } = operation;
  byId("address").textContent = `${method.toUpperCase()} ${path}`;
  byId("parameters").replaceChildren(...parameters.map(fieldOf));
  byId("body-fields").hidden = content === undefined;
  byId("media-type").textContent = content?.mediaType ?? "";
  const names = Object.keys(content?.examples ?? {});
  exampleSelect.replaceChildren(...names.map((name) => new Option(name)));
  if (example !== null && names.includes(example)) exampleSelect.value = example;
  showExample();
}

function showExample(): void {
  body.value = operation.body?.examples[exampleSelect.value] ?? "";
  showMistake("");
}

function showTarget(): void {
  const isMock = target.value === "";
  byId("mock-field").hidden = !isMock;
  byId("token-field").hidden = isMock;
  mock.disabled = !isMock;
  token.disabled = isMock;
}

// The address leads to what is chosen, for a bookmark or a colleague.
function keepLink(): void {
  const chosen = new URLSearchParams({ operation: operation.operationId });
  if (exampleSelect.value !== "") chosen.set("example", exampleSelect.value);
  history.replaceState(null, "", `?${chosen}`);
}

// What is required has its example's value; what is optional shows it, and is not sent until it is filled in.
function fieldOf({ name, in: place, required, isList, example }: ConsoleParameter): HTMLElement {
  const field = document.createElement(isList ? "textarea" : "input");
  const text = example.join("\n");
  Object.assign(field, { name, required, value: required ? text : "", placeholder: text });
  // A URL loses a part that is only dots.
  if (field instanceof HTMLInputElement && place === "path") field.pattern = "(?!\\.{1,2}$).+";
  const hint = [place, required ? "required" : "optional", ...(isList ? ["one value a line"] : [])].join(", ");
  return element("label", `${name} `, element("small", hint), field);
}

function valuesOf({ parameters }: ConsoleOperation): Record<string, string[]> {
  const entered = new FormData(form);
  return Object.fromEntries(
    parameters.map(({ name, isList }) => {
      const text = String(entered.get(name) ?? "");
      return [name, (isList ? text.split("\n") : [text]).map((value) => value.trim()).filter((value) => value !== "")];
    }),
  );
}

async function send(): Promise<void> {
  const mistake = operation.body && jsonMistake(body.value);
  if (mistake !== undefined) {
    showMistake(`The body is not JSON, in line ${mistake.line}: ${mistake.message}`);
    body.focus();
    return;
  }
  const isMock = target.value === "";
  const server = isMock ? loopbackAddress(mock.value) : target.value;
  if (server === undefined) {
    showOutcome("The mock's address has to be one of this machine, such as http://127.0.0.1:4010 with a path.", true);
    mock.focus();
    return;
  }
  const { method, url, headers: given } = requestOf(operation, server, valuesOf(operation));
  const headers = { ...given, ...(operation.body && { "Content-Type": operation.body.mediaType }) };
  const authorization = operation.isAuthorized ? `Bearer ${isMock ? "any" : token.value.trim()}` : undefined;
  const content = operation.body && body.value;
  let request: Request;
  try {
    request = new Request(url, {
      ...{ method, headers: { ...headers, ...(authorization && { Authorization: authorization }) } },
      ...{ body: content ?? null, cache: "no-store", credentials: "omit" },
    });
  } catch (error) {
    showOutcome(`A header or the address cannot be sent as it is: ${(error as Error).message}`, true);
    return;
  }
  const shown = { ...(authorization && { Authorization: isMock ? authorization : "Bearer (your token)" }), ...headers };
  const lines = Object.entries(shown).map(([name, value]) => `${name}: ${value}`);
  const sent = [`${method} ${url}`, ...lines, ...(content ? ["", content] : [])].join("\n");
  byId("exchange").replaceChildren(element("h3", "Sent"), element("pre", sent));
  showOutcome("Sending…");
  isSending = true;
  try {
    showAnswer(await exchangeOf(request));
  } catch (error) {
    showOutcome(explanationOf(error as Error, server, isMock), true);
  } finally {
    isSending = false;
  }
}

function loopbackAddress(text: string): string | undefined {
  const { protocol, hostname } = new URL(text);
  return protocol === "http:" && ["127.0.0.1", "localhost"].includes(hostname) ? text.replace(/\/$/, "") : undefined;
}

// A browser does not tell a page why there is no answer.
function explanationOf({ name, message }: Error, server: string, isMock: boolean): string {
  if (name === "TimeoutError") return `${server} did not answer within a minute.`;
  return isMock
    ? `${server} does not answer (${message}). Is the mock running? Start it with \`npm run mock\` and send again. Where it is, the browser does not let this page reach your machine: look at its permissions.`
    : `There is no answer from ${server} that this page may read (${message}): the network is down, or the service does not take requests from this page's address (CORS).`;
}

function showAnswer({ status, statusText, headers, body: text, violations, milliseconds }: Exchange): void {
  showOutcome(`${status} ${statusText}, ${milliseconds.toFixed(0)} ms`, status >= 400);
  byId("exchange").append(
    ...(violations.length === 0
      ? []
      : [element("h3", "Wrong with the request"), element("ul", ...violations.map((line) => element("li", line)))]),
    element("h3", "Body"),
    element("pre", text === "" ? "(none)" : text),
    element("h3", "Headers"),
    element("dl", ...headers.flatMap(([name, value]) => [element("dt", name), element("dd", value)])),
  );
}

function showOutcome(text: string, isError = false): void {
  byId("outcome").textContent = text;
  byId("outcome").classList.toggle("error", isError);
}

function showMistake(text: string): void {
  byId("mistake").textContent = text;
  body.setAttribute("aria-invalid", String(text !== ""));
}

function element(tag: string, ...children: (string | Node)[]): HTMLElement {
  const created = document.createElement(tag);
  created.append(...children);
  return created;
}

function byId<Type extends HTMLElement>(id: string, type?: new () => Type): Type {
  const found = document.getElementById(id);
  if (!(found instanceof (type ?? HTMLElement))) throw new Error(`The page has no #${id}.`);
  return found as Type;
}
