const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/i;
const secondsPerDay = 86_400;

/** A time stamp of RFC 3339. */
export interface DateTime {
  /** Whole seconds since 1970 in UTC. A leap second is the first second of the next day. */
  readonly epochSeconds: number;
  /** The digits after the second's point. */
  readonly fraction: string;
  readonly isLeapSecond: boolean;
}

/** Reads a time stamp of RFC 3339: `undefined` where the text is not one, or names a day or time that does not exist. */
export function parseDateTime(text: string): DateTime | undefined {
  const match = rfc3339.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const [fraction = "", sign = "", offsetHour = 0, offsetMinute = 0] = match.slice(7);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1) return undefined; // such as 30 February
  if (hour > 23 || minute > 59 || Number(offsetHour) > 23 || Number(offsetMinute) > 59) return undefined;
  const offsetMinutes = Number(`${sign}${Number(offsetHour) * 60 + Number(offsetMinute)}`);
  const epochSeconds = date.getTime() / 1000 + (hour * 60 + minute - offsetMinutes) * 60 + second;
  // A leap second is the last second of a day in UTC.
  const isLeapSecond = second === 60 && epochSeconds % secondsPerDay === 0;
  return second < 60 || isLeapSecond ? { epochSeconds, fraction, isLeapSecond } : undefined;
}

/**
 * A time stamp of the API as nanoseconds since 1970. The result is exact; a `Date` has only milliseconds, and the API's time
 * stamps have seven fractional digits.
 *
 * @throws {RangeError} where the text is not a time stamp of RFC 3339, is a leap second, or has more than nine fractional
 *   digits.
 *
 * @example
 * toEpochNanoseconds("2017-01-01T00:01:17.4310553-08:00"); // 1483257677431055300n
 */
export function toEpochNanoseconds(timeStamp: string): bigint {
  const dateTime = parseDateTime(timeStamp);
  if (dateTime === undefined || dateTime.isLeapSecond || dateTime.fraction.length > 9) {
    throw new RangeError(`Not a time stamp: ${timeStamp}`);
  }
  return BigInt(dateTime.epochSeconds) * 1_000_000_000n + BigInt(dateTime.fraction.padEnd(9, "0"));
}

/**
 * Compares two time stamps of the API: -1 where the first is earlier, 1 where the second is earlier, 0 where they are the
 * same moment. `toSorted` takes it.
 *
 * @throws {RangeError} where a text is not a time stamp, as `toEpochNanoseconds` does.
 */
export function compareDateTimeOffset(first: string, second: string): -1 | 0 | 1 {
  const [a, b] = [toEpochNanoseconds(first), toEpochNanoseconds(second)];
  return a < b ? -1 : a > b ? 1 : 0;
}
