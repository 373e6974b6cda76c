/** Decodes UTF-8 text from base64 or base64url (RFC 4648). */
export function decodeBase64(encoded: string): string {
  const bytes = atob(encoded.replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
}
