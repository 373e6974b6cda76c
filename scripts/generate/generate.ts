import { displayPath, type OpenApiDocument } from "@run-summary/spec";
import { bundleSource, SpecError } from "@run-summary/spec/source";
import { generateBundle, folder as specFolder } from "./bundle.ts";
import { folder as clientFolder, generateClientOperations } from "./client-operations.ts";
import { findDrift, type GeneratedFiles, writeGenerated } from "./generated-folder.ts";
import { generateTypes, folder as typesFolder } from "./types.ts";

/** All that is generated from the spec and committed: the files of each folder. */
async function generatedFolders(document: OpenApiDocument): Promise<(readonly [folder: string, GeneratedFiles])[]> {
  return [
    [specFolder, generateBundle(document)],
    [typesFolder, await generateTypes(document)],
    [clientFolder, generateClientOperations(document)],
  ];
}

/** Writes all that is generated from the spec; returns the paths that were written or deleted. */
export async function regenerate(document: OpenApiDocument): Promise<string[]> {
  const folders = await generatedFolders(document);
  return (await Promise.all(folders.map(([folder, files]) => writeGenerated(folder, files)))).flat();
}

async function checkDrift(document: OpenApiDocument): Promise<void> {
  const folders = await generatedFolders(document);
  const drift = (await Promise.all(folders.map(([folder, files]) => findDrift(folder, files)))).flat();
  if (drift.length === 0) return;
  console.error(
    `${drift.join("\n")}\n\nRun \`npm run generate\`. Where the API itself is to change, edit spec/ first.`,
  );
  process.exitCode = 1;
}

async function main(): Promise<void> {
  try {
    const document = await bundleSource();
    if (process.argv.includes("--check")) {
      await checkDrift(document);
    } else {
      for (const path of await regenerate(document)) console.log(`generated ${displayPath(path)}`);
    }
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

if (import.meta.main) await main();
