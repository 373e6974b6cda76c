const form = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/i;

/**
 * A time stamp of the API (RFC 3339, seven fractional digits) as nanoseconds since 1970, exact where a `Date` is not.
 *
 * @throws {RangeError} where it is no time stamp, such as one on 30 February, or has more than nine fractional digits.
 */
export function toEpochNanoseconds(timeStamp: string): bigint {
  const [, year, month, day, hour, minute, second, fraction = "", sign = "", offsetHour = 0, offsetMinute = 0] =
    form.exec(timeStamp) ?? [];
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const isDay = date.getUTCMonth() + 1 === Number(month); // 30 February would be a day in March
  const isTime = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  if (!isDay || !isTime || Number(offsetHour) > 23 || Number(offsetMinute) > 59) {
    throw new RangeError(`Not a time stamp: ${timeStamp}`);
  }
  const offset = Number(`${sign}${Number(offsetHour) * 60 + Number(offsetMinute)}`);
  const seconds = date.getTime() / 1000 + (Number(hour) * 60 + Number(minute) - offset) * 60 + Number(second);
  return BigInt(seconds) * 1_000_000_000n + BigInt(fraction.padEnd(9, "0"));
}

/** Which of two time stamps is earlier: -1 for the first, 1 for the second, 0 where they are the same moment. */
export function compareDateTimeOffset(first: string, second: string): -1 | 0 | 1 {
  const [a, b] = [toEpochNanoseconds(first), toEpochNanoseconds(second)];
  return a < b ? -1 : a > b ? 1 : 0;
}
