import type { TokenSource } from "./token.ts";

/**
 * Gives a request its token and, where it has none, a `client-request-id`.
 *
 * @throws {TypeError} where it goes to an origin that may not have the token.
 */
export async function authorize(
  { url, headers, signal }: Request,
  tokens: TokenSource,
  origins: readonly string[],
): Promise<void> {
  if (!origins.includes(new URL(url).origin)) {
    throw new TypeError(`The token may not go to ${url}.`);
  }
  identify(headers);
  const token = await tokens.get(signal);
  if (/[^!-~]/.test(token)) throw new TypeError("The token has characters that no header takes."); // and says nothing of it
  headers.set("Authorization", `Bearer ${token}`);
}

/** The `client-request-id`, which is made where there is none. */
export function identify(headers: Headers): string {
  const id = headers.get("client-request-id") ?? crypto.randomUUID();
  headers.set("client-request-id", id);
  return id;
}
