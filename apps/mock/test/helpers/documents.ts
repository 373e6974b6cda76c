import { cpSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { OpenApiDocument } from "@run-summary/openapi";
import { bundleSource } from "@run-summary/spec/source";
import { expect, onTestFinished } from "vitest";

/** The root document of the spec that the tests use: the project's own one may have other operations. */
export const fixtureFile: string = fileURLToPath(import.meta.resolve("@run-summary/spec/fixture.yaml"));
/** The spec that the tests use, in one document. */
export const fixture: OpenApiDocument = await bundleSource(fixtureFile);

/** The file of the spec that has the limits of the body's properties. */
export const propertiesFile = "components/schemas/RunSummaryProperties.yaml";

/** Creates an OpenAPI document of these paths. */
export function createDocument(paths: object, rest: object = {}): object {
  return { openapi: "3.1.1", info: { title: "A", version: "1" }, paths, ...rest };
}

/** Copies the spec of the tests into a folder that is removed when the test ends. */
export async function copySpec(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "mock-spec-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  cpSync(dirname(fixtureFile), folder, { recursive: true }); // ten times as fast as `cp` of node:fs/promises
  return folder;
}

/** Replaces a text in a file, which has to contain it. */
export async function editFile(folder: string, file: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(folder, file), "utf8");
  expect(text).toContain(from);
  await writeFile(join(folder, file), text.replaceAll(from, to));
}

/** Finds a path item of the spec of the tests that has these methods. */
export function findPathItem(...methods: string[]): Record<string, object> {
  const pathItems = Object.values(fixture.paths ?? {}) as Record<string, object>[];
  const found = pathItems.find((pathItem) => methods.every((method) => method in pathItem));
  if (found === undefined) throw new Error(`No path has ${methods.join(" and ")}.`);
  return found;
}
