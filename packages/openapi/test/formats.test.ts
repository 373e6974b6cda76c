import { expect, it } from "vitest";
import { createAjv } from "../src/validation/index.ts";

const ajv = createAjv("2020-12");

it.each([
  ["date-time", "2017-01-01T00:01:17Z", true],
  ["date-time", "2017-01-01t00:01:17.1234567-08:00", true],
  ["date-time", "1985-04-12T00:59:59.999999999999999Z", true],
  ["date-time", "1998-12-31T23:59:60Z", true],
  ["date-time", "2017-02-30T00:01:17Z", false],
  ["date-time", "2017-01-01 00:01:17Z", false],
  ["date-time", "2017-01-01T00:01:17", false],
  ["date-time", "2017-01-01T00:01:17+01", false],
  ["date-time", "2017-01-01T00:01:17+0100", false],
  ["date-time", "2017-01-01T00:01:17+24:00", false],
  ["date-time", "2016-12-31T24:59:60+01:00", false],
  ["uuid", "7B1F8A52-6c1d-4e0b-8f5a-2d9f0c3e4b71", true],
  ["uuid", "urn:uuid:7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71", false],
  ["uuid", "7b1f8a526c1d4e0b8f5a2d9f0c3e4b71", false],
  ["byte", "", true],
  ["byte", "ZA==", true],
  ["byte", "ZA", false],
  ["byte", "ZA==\nZA==", false],
  ["byte", "Z-_=", false],
])("%s: %s", (format, text, isValid) => {
  expect(ajv.validate({ type: "string", format }, text)).toBe(isValid);
});
