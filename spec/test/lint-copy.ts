import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished } from "vitest";
import { displayPath } from "../src/display-path.ts";
import { bundleSource, type Problem, SpecError } from "../src/source.ts";

/** An edit of one of the spec's files: the text that is replaced, and its replacement. */
export type Edit = readonly [file: string, from: string | RegExp, to: string];

/** A case for `it.each`: a name, an edit, and the beginning of the problem that the edit causes, with its location. */
export type Case = readonly [name: string, edit: Edit, problem: string];

/** The problems that the rule reports after an edit of the spec, as `location message`; all problems if no rule is named. */
export async function lintEdit([file, from, to]: Edit, rule?: string): Promise<string[]> {
  const folder = await copySpec();
  const text = await readFile(join(folder, file), "utf8");
  const edited = text.replace(from, () => to);
  expect(edited).not.toBe(text);
  await writeFile(join(folder, file), edited);
  return lintCopy(folder, rule);
}

/** The problems of a copy of the spec, with locations as in the spec itself. */
export async function lintCopy(folder: string, rule?: string): Promise<string[]> {
  const problems = await bundleSource(join(folder, "openapi.yaml")).then((): readonly Problem[] => [], getProblems);
  return problems
    .filter((problem) => rule === undefined || problem.rule === rule)
    .map(({ location, message }) => `${location} ${message}`.replaceAll(displayPath(folder), "spec"));
}

function getProblems(error: unknown): readonly Problem[] {
  if (error instanceof SpecError) return error.problems;
  throw error;
}

const fixture = fileURLToPath(new URL("./fixture/", import.meta.url));

/** A copy of the spec of the tests in a temporary folder. It is deleted after the test. */
export async function copySpec(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "spec-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(fixture, folder, { recursive: true });
  return folder;
}
