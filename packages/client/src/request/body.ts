import { type Check, required } from "../checks/checks.ts";
import { ContractError } from "../errors/contract-error.ts";

/** What the client must know of a request body. */
export interface BodyDescription {
  /** Missing where `fetch` itself writes the header `Content-Type`. */
  readonly mediaType?: string;
  readonly isRequired?: boolean;
  readonly check: Check;
  /** Writes the body. It is called for a body that is required, too, where the caller gives none. */
  readonly serialize: (description: BodyDescription, body: unknown) => RequestInit["body"];
}

/** JSON. The text itself is checked, since an object may change, or have a `toJSON`. */
export function serializeJson(description: BodyDescription, body: unknown): string | undefined {
  const text = JSON.stringify(body);
  checkBody(description, text && JSON.parse(text));
  return text;
}

/** The fields of a form. A list is several fields of the same name. */
export function serializeForm(description: BodyDescription, body: unknown): RequestInit["body"] {
  const text = serializeJson(description, body);
  if (text === undefined) return undefined;
  const fields = Object.entries(JSON.parse(text)).flatMap(([name, values]) =>
    [values].flat().map((value) => [name, `${value}`]),
  );
  return `${new URLSearchParams(fields)}`;
}

/** A text or binary content, which `fetch` takes as it is. */
export function serializeRaw(description: BodyDescription, body: unknown): RequestInit["body"] {
  checkBody(description, body);
  return body as RequestInit["body"];
}

/** @throws {ContractError} where the body is missing, or does not match the API's description. */
function checkBody({ check, isRequired }: BodyDescription, body: unknown): void {
  if (body === undefined && !isRequired) return;
  const violations = body === undefined ? required(body) : check(body);
  if (violations.length > 0) throw new ContractError("The body was not sent", violations);
}
