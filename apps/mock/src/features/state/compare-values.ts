// Up to seven digits of a second: `Date` keeps three.
const dateTime = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;

/**
 * Compares two values as `$orderby` sorts them: `null` and missing values first, date-times by the moment that they stand for. The
 * result is below 0 where the first one comes first.
 */
export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "boolean" && typeof b === "boolean") return Number(a) - Number(b);
  if (typeof a === "string" && typeof b === "string") return compareDateTimes(a, b) ?? compareTexts(a, b);
  return rankType(a) - rankType(b);
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function compareDateTimes(a: string, b: string): number | undefined {
  const [first, second] = [dateTime.exec(a), dateTime.exec(b)];
  if (first === null || second === null) return undefined;
  const [x, y] = [first, second].map(([, seconds = "", fraction = "", offset = ""]) => ({
    time: Date.parse(seconds + offset),
    fraction: Number(`0${fraction}`),
  }));
  return x === undefined || y === undefined ? undefined : x.time - y.time || x.fraction - y.fraction;
}

function rankType(value: unknown): number {
  return ["undefined", "boolean", "number", "string", "object"].indexOf(value === null ? "undefined" : typeof value);
}
