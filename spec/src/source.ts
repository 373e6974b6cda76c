import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { BaseResolver, bundle, lint, loadConfig, type NormalizedProblem } from "@redocly/openapi-core";
import { displayPath } from "./display-path.ts";
import type { OpenApiDocument } from "./document.ts";
import { formatProblems, type Problem, problemFrom } from "./problem.ts";

/** The hand-written root document. */
export const sourceFile: string = fileURLToPath(new URL("../openapi.yaml", import.meta.url));

const configFile = fileURLToPath(new URL("../redocly.yaml", import.meta.url));

/** The source has mistakes; the message lists each with file, line and what to write instead. */
export class SpecError extends Error {
  override readonly name = "SpecError";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(formatProblems(problems));
    this.problems = problems;
  }
}

/**
 * Lints the hand-written spec and bundles it into one document.
 *
 * @throws {SpecError} where the spec has a mistake.
 */
export async function bundleSource(file: string = sourceFile): Promise<OpenApiDocument> {
  const config = await loadConfig({ configPath: configFile });
  const externalRefResolver = new BaseResolver(config.resolve);
  const mistakes = withoutEchoes(await lint({ ref: file, config, externalRefResolver })).map(problemFrom);
  if (mistakes.length > 0) throw new SpecError(mistakes);

  const bundled = await bundle({ ref: file, config, externalRefResolver });
  const unused = await unusedFiles(dirname(file), bundled.fileDependencies);
  const problems = [...bundled.problems.map(problemFrom), ...unused];
  if (problems.length > 0) throw new SpecError(problems);
  return bundled.bundle.parsed as OpenApiDocument;
}

// One mistake makes Redocly report others that are none: only the causes are shown, the rest after they are mended.
function withoutEchoes(problems: readonly NormalizedProblem[]): readonly NormalizedProblem[] {
  const unparsed = problems.filter(({ message }) => message.startsWith("Failed to parse"));
  if (unparsed.length > 0) return unparsed;
  const unresolved = problems.some(({ ruleId }) => ruleId === "no-unresolved-refs");
  const uncompiled = problems.some(({ ruleId }) => ruleId === "run-summary/schema-compiles");
  return problems.filter(
    ({ ruleId, message }) =>
      !(unresolved && ruleId === "no-unused-components") &&
      !((unresolved || uncompiled) && message.startsWith("Example validation errored")),
  );
}

// A file that nothing refers to is in no bundle, so that nothing generated from the spec could show a mistake in it.
async function unusedFiles(folder: string, used: ReadonlySet<string>): Promise<Problem[]> {
  const documents = ["components", "paths"].map(async (name) => {
    const entries = await readdir(join(folder, name), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  });
  return (await Promise.all(documents))
    .flat()
    .filter((path) => !used.has(path))
    .map((path) => ({
      place: `${displayPath(path)}:1:1`,
      message: "Nothing refers to this file. Refer to it from openapi.yaml or a file that it refers to, or delete it.",
      rule: "no-unused-files",
      codeframe: "",
    }));
}
