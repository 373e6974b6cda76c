/**
 * Encodes a text, as UTF-8, or bytes in base64 (RFC 4648, section 4). A property of the format `byte` has such a value.
 *
 * @example
 * encodeBase64("Write-Output '✓'"); // "V3JpdGUtT3V0cHV0ICfinJMn"
 */
export function encodeBase64(content: string | Uint8Array): string {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/**
 * Decodes UTF-8 text from base64 or base64url (RFC 4648).
 *
 * @throws {DOMException} where the text is not in base64.
 *
 * @example
 * decodeBase64("V3JpdGUtT3V0cHV0ICfinJMn"); // "Write-Output '✓'"
 */
export function decodeBase64(encoded: string): string {
  const bytes = atob(encoded.replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
}
