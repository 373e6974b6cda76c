/** A text without the token, which a service may echo. A short token may be a word, and is hidden where it is sent as one. */
export function hideToken(text: string, token: string): string {
  return text.replaceAll(token.length < 8 ? `Bearer ${token}` : token, "[token]");
}
