/**
 * Replaces the token in a text, since a service may echo it. A token of fewer than eight characters may be a common word: it
 * is replaced only after `Bearer `.
 */
export function redactToken(text: string, token: string): string {
  return text.replaceAll(token.length < 8 ? `Bearer ${token}` : token, "[token]");
}
