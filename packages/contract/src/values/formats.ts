// Strings of each format, and strings that look like the format. A validator says which ones conform.

const dateTimes = [
  // RFC 3339: an offset, `Z` for none, `-00:00` for an unknown one; any number of fraction digits.
  ...["2017-01-01T00:01:17Z", "2017-01-01T00:01:17+08:00", "2017-01-01T00:01:17-00:00", "2017-01-01T00:01:17+23:59"],
  ...["2017-01-01T00:01:17.4Z", "2017-01-01T00:01:17.4310553-08:00", "2017-01-01T00:01:17.43105531-08:00"],
  "2017-01-01T00:01:17.12345678901234567890Z",
  // Lower case is allowed, a space is not.
  ...["2017-01-01t00:01:17Z", "2017-01-01T00:01:17z", "2017-01-01 00:01:17Z", "2017-01-01  00:01:17Z"],
  // Offsets of other forms, or none.
  ...["2017-01-01T00:01:17", "2017-01-01T00:01:17+0800", "2017-01-01T00:01:17+08", "2017-01-01T00:01:17+8:00"],
  ...["2017-01-01T00:01:17+24:00", "2017-01-01T00:01:17+08:60", "2017-01-01T00:01:17 Z", "2017-01-01T00:01:17ZZ"],
  ...["2017-01-01T00:01:17UTC", "2017-01-01T00:01:17\u221208:00"],
  // Days that exist, and days that do not.
  ...["2016-02-29T00:01:17Z", "2017-02-29T00:01:17Z", "2000-02-29T00:01:17Z", "1900-02-29T00:01:17Z"],
  ...["2017-02-30T00:01:17Z", "2017-04-31T00:01:17Z", "2017-12-31T00:01:17Z", "2017-01-32T00:01:17Z"],
  ...["2017-00-01T00:01:17Z", "2017-13-01T00:01:17Z", "2017-01-00T00:01:17Z"],
  // Years: four digits.
  ...["0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "10000-01-01T00:00:00Z"],
  ...["+002017-01-01T00:01:17Z", "-0001-01-01T00:00:00Z", "17-01-01T00:01:17Z"],
  // Times that do not exist, and leap seconds. A leap second ends a day in UTC.
  ...["2017-01-01T24:00:00Z", "2017-01-01T25:00:00Z", "2017-01-01T00:60:17Z", "2017-01-01T00:01:61Z"],
  ...["2016-12-31T23:59:60Z", "2016-12-31T15:59:60-08:00", "2016-12-31T23:59:60-08:00", "2016-12-31T12:00:60Z"],
  // Parts that are missing, or too short.
  ...["", "2017-01-01", "00:01:17Z", "2017-01-01T00:01Z", "2017-01-01T00:01:17.Z", "2017-01-01T00:01:17,4Z"],
  ...["2017-1-1T00:01:17Z", "2017-01-01T0:1:7Z", "20170101T000117Z", "2017-W01-1T00:01:17Z", "2017-001T00:01:17Z"],
  // Text around it.
  ...[" 2017-01-01T00:01:17Z", "2017-01-01T00:01:17Z ", "2017-01-01T00:01:17Z\n", "2017-01-01T00:01:17Z[UTC]"],
  // Other ways to write a time, and digits outside of ASCII.
  ...[
    "Sun, 01 Jan 2017 00:01:17 GMT",
    "/Date(1483228877000)/",
    "1483228877",
    "now",
    "null",
    "２０１７-01-01T00:01:17Z",
  ],
];

const uuids = [
  ...["7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71", "7B1F8A52-6C1D-4E0B-8F5A-2D9F0C3E4B71"],
  ...["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"],
  ...["7b1f8a526c1d4e0b8f5a2d9f0c3e4b71", "{7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71}"],
  ...["urn:uuid:7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71", "7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b7"],
  ...["7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b711", "7b1f8a5-26c1d-4e0b-8f5a-2d9f0c3e4b71"],
  ...[
    "7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b7g",
    "7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71, 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71",
  ],
];

// RFC 4648, section 4: the standard alphabet with padding, and nothing else.
const bytes = [
  ...["", "TQ==", "TWE=", "TWFu", "TWFuTQ==", "+/+/", "AAAA", "/w=="],
  ...["T", "TQ", "TQ=", "TWE", "TWF", "TWFuT", "TQ===", "=", "====", "T===", "TQ==TQ==", "TQ==\n", " TQ=="],
  ...["-_-_", "TWFu\r\nTWFu", "TW Fu", "TWFä", "TQ%3D%3D", "data:;base64,TQ=="],
];

const around = (...limits: number[]) => limits.flatMap((limit) => [limit - 1, limit, limit + 1]);

/** By format: values that are of it, and values that look like it. */
export const samplesByFormat: Readonly<Record<string, readonly unknown[]>> = {
  "date-time": dateTimes,
  uuid: uuids,
  byte: bytes,
  int32: around(-(2 ** 31), 2 ** 31 - 1),
};
