import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { parseDocument, readDocument } from "../src/document.ts";

it.each(["openapi: 3.1.1\npaths: {}\n", '{ "openapi": "3.1.1", "paths": {} }'])("parses %j", (text) => {
  expect(parseDocument(text)).toEqual({ openapi: "3.1.1", paths: {} });
});

it("throws for a text that is not YAML", () => {
  expect(() => parseDocument("openapi: 3.1.1\npaths: {")).toThrow(/line 2/);
});

it("reads a file", async () => {
  const folder = await mkdtemp(join(tmpdir(), "openapi-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "openapi.yaml"), "openapi: 3.1.1\n");

  expect(readDocument(join(folder, "openapi.yaml"))).toEqual({ openapi: "3.1.1" });
});
