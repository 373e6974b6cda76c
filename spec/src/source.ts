import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname, join, parse, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { BaseResolver, bundle, lint, loadConfig, type NormalizedProblem } from "@redocly/openapi-core";
import type { OpenApiDocument } from "@run-summary/openapi";
import { findReferenceCycle, type ReferenceCycle } from "@run-summary/openapi/source";
import { displayPath, withDisplayPaths } from "./display-path.ts";
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
  const cycle = findReferenceCycle(file);
  if (cycle !== undefined) throw new SpecError([createCycleProblem(cycle)]);
  try {
    const config = await loadConfig({ configPath: configFile });
    const externalRefResolver = new BaseResolver(config.resolve);
    const mistakes = withoutEchoes(await lint({ ref: file, config, externalRefResolver })).map(problemFrom);
    // What several operations refer to is reported for each of them.
    const unique = [...new Map(mistakes.map((problem) => [problem.place + problem.message, problem])).values()];
    if (unique.length > 0) throw new SpecError(unique);

    const bundled = await bundle({ ref: file, config, externalRefResolver });
    const document = bundled.bundle.parsed as OpenApiDocument;
    const problems = [
      ...bundled.problems.map(problemFrom),
      ...(await unusedFiles(dirname(file), bundled.fileDependencies)),
      ...wrongSchemaNames(document, bundled.fileDependencies),
    ];
    if (problems.length > 0) throw new SpecError(problems);
    return document;
  } catch (error) {
    // What Redocly throws is a mistake in the spec too: a root document that is empty, a reference to itself.
    throw error instanceof SpecError ? error : new SpecError([fatalProblem(file, error as Error)]);
  }
}

// One mistake makes Redocly report others that are none: only the causes are shown, the rest after they are mended.
function withoutEchoes(problems: readonly NormalizedProblem[]): readonly NormalizedProblem[] {
  const unparsed = problems.filter(({ message }) => message.startsWith("Failed to parse"));
  if (unparsed.length > 0) return unparsed;
  const unresolved = problems.filter(({ ruleId }) => ruleId === "no-unresolved-refs");
  if (unresolved.length > 0) return unresolved;
  const isUncompiled = problems.some(({ ruleId }) => ruleId === "run-summary/schema-compiles");
  return problems.filter(({ message }) => !(isUncompiled && message.startsWith("Example validation errored")));
}

// Redocly would end the process that meets such a reference.
function createCycleProblem({ file, reference }: ReferenceCycle): Problem {
  const text = readFileSync(file, "utf8");
  const line = text.slice(0, text.indexOf(reference)).split("\n").length;
  return {
    place: `${displayPath(file)}:${line}:1`,
    message: `The reference ${reference} leads back to itself. Write there what it is to name.`,
    rule: "no-reference-cycle",
    codeframe: "",
  };
}

function fatalProblem(file: string, error: Error): Problem {
  return {
    place: `${displayPath(file)}:1:1`,
    message: `Redocly cannot read the spec: ${withDisplayPaths(error.message)}`,
    rule: "fatal",
    codeframe: "",
  };
}

const ownFolders = new Set(["generated", "lint", "node_modules", "reports", "src", "test"]);

/** Whether a path leads to the code beside the spec, and not to the spec. */
export function isBesideSpec(path: string, folder: string = dirname(sourceFile)): boolean {
  const [top = ""] = relative(folder, path).split(sep);
  return ownFolders.has(top);
}

// A file that nothing refers to is in no bundle, so that nothing generated from the spec could show a mistake in it.
async function unusedFiles(folder: string, used: ReadonlySet<string>): Promise<Problem[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /^[^.].*\.(ya?ml|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const isOwn = ["package.json", "redocly.yaml"].includes(relative(folder, path));
      return !isOwn && !isBesideSpec(path, folder);
    })
    .filter((path) => !used.has(path) && path !== join(folder, "openapi.yaml"))
    .map((path) => ({
      place: `${displayPath(path)}:1:1`,
      message: "Nothing refers to this file. Refer to it from openapi.yaml or a file that it refers to, or delete it.",
      rule: "no-unused-files",
      codeframe: "",
    }));
}

// Names that the generated types use themselves.
const takenNames = new Set(["OneOf", "Record", "WithRequired", "Without", "XOR"]);

// A schema's name, which is its file's, becomes the name of a type.
function wrongSchemaNames({ components }: OpenApiDocument, files: ReadonlySet<string>): Problem[] {
  return Object.keys(components?.schemas ?? {})
    .filter(
      (name) =>
        !/^[A-Z][A-Za-z0-9]*$/.test(name) || /^(Header|Parameter|Response)[A-Z]/.test(name) || takenNames.has(name),
    )
    .map((name) => {
      const file = [...files].find((path) => parse(path).name === name && /schemas/.test(dirname(path)));
      return {
        place: file === undefined ? "spec" : `${displayPath(file)}:1:1`,
        message: `The schema's name \`${name}\` cannot be the name of a type of its own. Name the file in PascalCase, such as \`RunSummary.yaml\`, and not like the types of headers, parameters and responses.`,
        rule: "schema-names",
        codeframe: "",
      };
    });
}
