// The fields of the console's form, and the values in them. They run in the browser.
import type { Credential } from "../samples/credentials.ts";
import type { ConsoleOperation, ConsoleParameter } from "./definition.ts";
import { createElement } from "./dom.ts";

const hints = { value: [], list: ["one value a line"], object: ["one name=value a line"] };

/** A required parameter's field contains the example. An optional one shows it as a hint, and is not sent while it is empty. */
export function createParameterField({ name, in: place, required, kind, example }: ConsoleParameter): HTMLElement {
  const field = document.createElement(kind === "value" ? "input" : "textarea");
  Object.assign(field, { name, required, value: required ? example : "", placeholder: example });
  // A browser removes the path segments `.` and `..` from an address.
  if (field instanceof HTMLInputElement && place === "path") field.pattern = "(?!\\.{1,2}$).+";
  const hint = [place, required ? "required" : "optional", ...hints[kind]].join(", ");
  return createElement("label", `${name} `, createElement("small", hint), field);
}

/** The values of the fields by the parameters' names. Empty fields and lines are left out. */
export function readParameters(form: HTMLFormElement, { parameters }: ConsoleOperation): Record<string, unknown> {
  const entered = new FormData(form);
  const values = parameters.map(({ name, kind }): [string, unknown] => {
    const text = String(entered.get(name) ?? "").trim();
    if (text === "") return [name, undefined];
    if (kind === "list") return [name, listLines(text)];
    return [name, kind === "object" ? readMembers(text) : text];
  });
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** The members of an object from text with one `name=value` a line. A name with several lines has a list. */
export function readMembers(text: string): Record<string, string | string[]> {
  const pairs = listLines(text).map((line) => {
    const [name = "", ...value] = line.split("=");
    return { name, value: value.join("=") };
  });
  const groups = Object.entries(Object.groupBy(pairs, ({ name }) => name));
  return Object.fromEntries(
    groups.map(([name, members = []]) => {
      const values = members.map(({ value }) => value);
      return [name, values.length === 1 ? (values[0] ?? "") : values];
    }),
  );
}

function listLines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

const credentialLabels: Record<Credential["kind"], string> = {
  bearer: "Access token",
  basic: "User and password, as user:password",
  apiKey: "API key",
};

/** A field for a secret. */
export function createCredentialField({ kind, name }: Credential): HTMLElement {
  const field = Object.assign(document.createElement("input"), {
    type: "password",
    required: true,
    autocomplete: "off",
    spellcheck: false,
  });
  field.dataset.credential = name;
  return createElement("label", credentialLabels[kind], field);
}

/** A secret that the mock accepts. */
export function getMockSecret({ kind }: Credential): string {
  return kind === "basic" ? "any:any" : "any";
}

/** The value of the header or the query parameter that carries the secret. */
export function formatCredential({ kind, prefix }: Credential, secret: string): string {
  return prefix + (kind === "basic" ? btoa(String.fromCharCode(...new TextEncoder().encode(secret))) : secret);
}
