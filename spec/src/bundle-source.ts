import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { BaseResolver, bundle, createConfig, lint, loadConfig } from "@redocly/openapi-core";
import type { OpenApiDocument } from "@run-summary/openapi";
import { checkNames, checkReferences, checkSchemaNames, checkUnusedFiles } from "./check-files.ts";
import { displayPath, shortenPaths } from "./display-path.ts";
import { sourceFile } from "./document.ts";
import { describeProblem, keepCauses, type Problem, SpecError } from "./problem.ts";

const configFile = fileURLToPath(new URL("../redocly.yaml", import.meta.url));

/**
 * Lints the hand-written spec and bundles it into one document.
 *
 * @throws {SpecError} where the spec has a mistake.
 */
export async function bundleSource(file: string = sourceFile): Promise<OpenApiDocument> {
  throwProblems([...checkReferences(file), ...checkNames(file)]);
  try {
    const config = await loadConfig({ configPath: configFile });
    const options = { ref: file, config, externalRefResolver: new BaseResolver(config.resolve) };
    throwProblems(keepCauses(await lint(options)).map(describeProblem));

    const { bundle: bundled, problems, fileDependencies } = await bundle(options);
    const document = bundled.parsed as OpenApiDocument;
    throwProblems([
      ...problems.map(describeProblem),
      ...(await checkUnusedFiles(dirname(file), fileDependencies)),
      ...checkSchemaNames(document, fileDependencies),
    ]);
    return document;
  } catch (error) {
    throw createReadError(file, error);
  }
}

/**
 * Bundles any OpenAPI document with the files that it refers to, without the lint.
 *
 * @throws {SpecError} where it cannot be read.
 */
export async function bundleDocument(file: string): Promise<OpenApiDocument> {
  try {
    const { bundle: bundled, problems } = await bundle({ ref: file, config: await createConfig({}) });
    throwProblems(problems.filter(({ severity }) => severity === "error").map(describeProblem));
    return bundled.parsed as OpenApiDocument;
  } catch (error) {
    throw createReadError(file, error);
  }
}

// Redocly throws where the root document is missing, is empty or is not an OpenAPI document.
function createReadError(file: string, error: unknown): SpecError {
  if (error instanceof SpecError) return error;
  const message = `Redocly cannot read the spec: ${shortenPaths((error as Error).message)}`;
  return new SpecError([{ location: `${displayPath(file)}:1:1`, message, rule: "fatal", codeframe: "" }]);
}

function throwProblems(problems: readonly Problem[]): void {
  // A part that several operations refer to is reported for each of them.
  const unique = new Map(problems.map((problem) => [problem.location + problem.message, problem]));
  if (unique.size > 0) throw new SpecError([...unique.values()]);
}
