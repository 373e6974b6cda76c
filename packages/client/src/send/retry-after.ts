/**
 * How many milliseconds a response asks to wait by its `Retry-After` header, or else by a value of its body; `undefined` where
 * it does not say.
 *
 * The header has seconds, which may be fractional, or an HTTP date, which counts from the response's own `Date` (RFC 9110,
 * section 10.2.3).
 */
export function parseRetryAfter(headers: Headers, inBody: unknown = ""): number | undefined {
  const value = `${headers.get("retry-after") ?? (typeof inBody === "object" ? "" : inBody)}`.trim();
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  if (!/^[a-z]{3}/i.test(value)) return undefined; // an HTTP date begins with its weekday
  const wait = parseHttpDate(value) - (parseHttpDate(headers.get("date")) || Date.now());
  return wait < 0 ? 0 : wait >= 0 ? wait : undefined;
}

// An HTTP date is in GMT. The form of asctime does not say so (RFC 9110, section 5.6.7).
function parseHttpDate(date: string | null): number {
  return Date.parse(date?.endsWith("GMT") ? date : `${date} GMT`);
}
