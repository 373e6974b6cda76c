import { expect, it } from "vitest";
import { getBodyKind } from "../src/media-type.ts";

it.each([
  ["application/json", "json"],
  ["Application/JSON; charset=utf-8", "json"],
  ["application/problem+json", "json"],
  ["text/csv", "text"],
  ["application/x-www-form-urlencoded", "form"],
  ["multipart/form-data", "multipart"],
  ["application/octet-stream", "binary"],
  ["application/jsonp", "binary"],
])("the kind of %s is %s", (mediaType, kind) => {
  expect(getBodyKind(mediaType)).toBe(kind);
});
