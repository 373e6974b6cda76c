import { displayPath, type OpenApiDocument } from "@run-summary/spec";
import { bundleSource, SpecError } from "@run-summary/spec/source";
import { generateBundle, folder as specFolder } from "./bundle.ts";
import { folder as clientFolder, generateClientOperations } from "./client-operations.ts";
import { findDrift, type GeneratedFiles, writeGenerated } from "./generated-folder.ts";
import { generateTypes, folder as typesFolder } from "./types.ts";

type GeneratedFolder = readonly [folder: string, files: GeneratedFiles];

/**
 * The generated folders as the document gives them: its bundle, the types and the client's operations.
 *
 * @throws {SpecError} where the client cannot do what the document says; then nothing is to be written.
 */
export async function generatedFrom(document: OpenApiDocument): Promise<GeneratedFolder[]> {
  return [
    [clientFolder, generateClientOperations(document)],
    [typesFolder, await generateTypes(document)],
    [specFolder, generateBundle(document)],
  ];
}

/** Writes what differs; returns the paths that were written or deleted. */
export async function writeFolders(folders: readonly GeneratedFolder[]): Promise<string[]> {
  return (await Promise.all(folders.map((folder) => writeGenerated(...folder)))).flat();
}

/** How what is committed differs from what the document gives: a message for each file. */
export async function driftFrom(document: OpenApiDocument): Promise<string[]> {
  return (await Promise.all((await generatedFrom(document)).map((folder) => findDrift(...folder)))).flat();
}

async function main(): Promise<void> {
  try {
    const document = await bundleSource();
    if (process.argv.includes("--check")) {
      const drift = await driftFrom(document);
      if (drift.length === 0) return;
      console.error(
        `${drift.join("\n")}\n\nRun \`npm run generate\`. Where the API itself is to change, edit spec/ first.`,
      );
      process.exitCode = 1;
    } else {
      for (const path of await writeFolders(await generatedFrom(document))) console.log(`wrote ${displayPath(path)}`);
    }
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

if (import.meta.main) await main();
