import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { isUsageError, UsageError } from "@run-summary/command-line";
import { type OpenApiDocument, readDocument } from "@run-summary/openapi";
import { displayPath } from "@run-summary/spec";
import { bundleSource, SpecError } from "@run-summary/spec/source";
import { generateBundle, folder as specFolder } from "./bundle.ts";
import { folder as clientFolder, generateClientOperations } from "./client-operations.ts";
import { findDrift, type GeneratedFiles, writeGenerated } from "./generated-folder.ts";
import { adaptDocument } from "./other/adapt-document.ts";
import { writeProject } from "./other/write-project.ts";
import { generateTypes, folder as typesFolder } from "./types.ts";

type GeneratedFolder = readonly [folder: string, files: GeneratedFiles];

/**
 * Generates the contents of all generated folders: the bundle, the types and the client's operations.
 *
 * @throws {SpecError} where the client cannot do what the document says.
 */
export async function generateFolders(document: OpenApiDocument): Promise<GeneratedFolder[]> {
  return [
    [clientFolder, generateClientOperations(document)],
    [typesFolder, await generateTypes(document)],
    [specFolder, generateBundle(document)],
  ];
}

/** Writes the files that differ. Resolves with the paths that were written or deleted. */
export async function writeFolders(folders: readonly GeneratedFolder[]): Promise<string[]> {
  return (await Promise.all(folders.map((folder) => writeGenerated(...folder)))).flat();
}

/** How the committed files differ from those that the document gives: a message for each file. */
export async function findDrifts(document: OpenApiDocument): Promise<string[]> {
  return (await Promise.all((await generateFolders(document)).map((folder) => findDrift(...folder)))).flat();
}

/** Says how the committed files differ from those that the spec gives. Returns the exit code. */
async function checkDrift(): Promise<number> {
  const drifts = await findDrifts(await bundleSource());
  if (drifts.length === 0) return 0;
  console.error(`${drifts.join("\n")}\n\nRun \`npm run generate\`. To change the API itself, edit spec/ first.`);
  return 1;
}

/** Writes what another document gives into a folder, and says what its client does otherwise. */
async function generateOther(file: string, output: string): Promise<void> {
  try {
    const { document, remarks } = adaptDocument(readDocument(file));
    await writeProject(document, resolve(output));
    for (const remark of remarks) console.log(remark);
    console.log(`wrote ${output}`);
  } catch (error) {
    // Such a document may have any mistake.
    throw new UsageError(`Nothing can be generated from ${file}: ${(error as Error).message}`, { cause: error });
  }
}

/** Runs the command with its arguments. Returns the exit code. */
export async function runGenerator(args: readonly string[]): Promise<number> {
  try {
    const options = { check: { type: "boolean" }, spec: { type: "string" }, output: { type: "string" } } as const;
    const { check, spec, output } = parseArgs({ args: [...args], options }).values;
    if ((spec === undefined) !== (output === undefined)) {
      throw new UsageError("--spec and --output belong together: the document, and the folder that is written.");
    }
    if (check) return await checkDrift();
    if (spec !== undefined && output !== undefined) await generateOther(spec, output);
    else {
      const folders = await generateFolders(await bundleSource());
      for (const path of await writeFolders(folders)) console.log(`wrote ${displayPath(path)}`);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof SpecError || isUsageError(error))) throw error;
    console.error((error as Error).message);
    return 1;
  }
}

if (import.meta.main) process.exitCode = await runGenerator(process.argv.slice(2));
