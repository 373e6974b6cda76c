import type { IHttpOperation, IHttpOperationResponse } from "@stoplight/types";
import { Refusal } from "./refusal.ts";
import type { Violation } from "./violation.ts";

/** The response of a status: its own, or else that of its range, or the default one. */
export function responseOf({ responses }: IHttpOperation, status: number): IHttpOperationResponse | undefined {
  const codes = [String(status), `${String(status)[0]}XX`, "default"];
  return codes.map((code) => responses.find((response) => response.code === code)).find(Boolean);
}

/** The refusal of a request with an error that the operation documents: with its example's code, and its headers. */
export function documentedError(
  { responses }: IHttpOperation,
  status: number,
  message: string,
  violations?: readonly Violation[],
): Refusal {
  const response = responses.find(({ code }) => code === String(status));
  const [example] = response?.contents?.[0]?.examples ?? [];
  const headers = (response?.headers ?? []).flatMap(({ name, examples: [header] = [] }) =>
    header !== undefined && "value" in header ? [[name.toLowerCase(), String(header.value)]] : [],
  );
  return new Refusal(status, message, {
    code: errorCodeOf(example),
    headers: Object.fromEntries(headers),
    ...(violations === undefined ? {} : { violations }),
  });
}

/** Graph's error code in an example of an error. */
export function errorCodeOf(example: object = {}): string | undefined {
  const { value } = example as { value?: { error?: { code?: string } } };
  return value?.error?.code;
}
