import { bytesOf } from "./token-source.ts";

/**
 * The claims that a challenge asks for (continuous access evaluation), as JSON text. One that comes from another origin,
 * to which a redirect has led, is not believed.
 */
export function claimsIn({ status, headers, url }: Response, requested: string): string | undefined {
  const isForeign = url && new URL(url).origin !== new URL(requested).origin;
  const encoded = /claims="([^"]+)"/.exec(`${status === 401 && headers.get("www-authenticate")}`)?.[1];
  try {
    if (encoded && !isForeign)
      return new TextDecoder().decode(Uint8Array.from(bytesOf(encoded), (byte) => byte.charCodeAt(0)));
  } catch {
    // One that cannot be read is none.
  }
  return undefined;
}
