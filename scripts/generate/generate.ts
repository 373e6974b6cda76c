import type { OpenApiDocument } from "@run-summary/openapi";
import { displayPath } from "@run-summary/spec";
import { bundleSource, SpecError } from "@run-summary/spec/source";
import { generateBundle, folder as specFolder } from "./bundle.ts";
import { folder as clientFolder, generateClientOperations } from "./client-operations.ts";
import { findDrift, type GeneratedFiles, writeGenerated } from "./generated-folder.ts";
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

async function main(): Promise<void> {
  try {
    const document = await bundleSource();
    if (process.argv.includes("--check")) {
      const drifts = await findDrifts(document);
      if (drifts.length === 0) return;
      console.error(`${drifts.join("\n")}\n\nRun \`npm run generate\`. To change the API itself, edit spec/ first.`);
      process.exitCode = 1;
    } else {
      for (const path of await writeFolders(await generateFolders(document))) console.log(`wrote ${displayPath(path)}`);
    }
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

if (import.meta.main) await main();
