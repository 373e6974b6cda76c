/**
 * How many milliseconds an answer asks to wait, by its `Retry-After`: seconds, which may be fractional, or an HTTP date,
 * which counts from the answer's own `Date` (RFC 9110, section 10.2.3). `undefined` where it does not say.
 */
export function retryAfterOf(headers: Headers): number | undefined {
  const value = (headers.get("retry-after") ?? "").trim();
  const wait = /^\d+(\.\d+)?$/.test(value)
    ? Number(value) * 1000
    : timeOf(/^[a-z]{3}/i.test(value) ? value : "") - (timeOf(headers.get("date")) || Date.now());
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

/** An HTTP date is in GMT, also where it does not say so, in asctime's form (RFC 9110, section 5.6.7). */
function timeOf(date: string | null): number {
  return Date.parse(date?.endsWith("GMT") ? date : `${date} GMT`);
}
