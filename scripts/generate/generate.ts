import { displayPath, type OpenApiDocument } from "@run-summary/spec";
import { bundleSource, SpecError } from "@run-summary/spec/source";
import { generateBundle, folder as specFolder } from "./bundle.ts";
import { folder as clientFolder, generateClientOperations } from "./client-operations.ts";
import { findDrift, type GeneratedFiles, writeGenerated } from "./generated-folder.ts";
import { generateTypes, folder as typesFolder } from "./types.ts";

type GeneratedFolder = readonly [folder: string, files: GeneratedFiles];

function bundleFolder(document: OpenApiDocument): GeneratedFolder {
  return [specFolder, generateBundle(document)];
}

async function codeFolders(document: OpenApiDocument): Promise<GeneratedFolder[]> {
  return [
    [typesFolder, await generateTypes(document)],
    [clientFolder, generateClientOperations(document)],
  ];
}

/** Writes the bundle; returns the paths that were written or deleted. */
export async function writeBundle(document: OpenApiDocument): Promise<string[]> {
  return writeGenerated(...bundleFolder(document));
}

/** Writes the types and the client's operations; returns the paths that were written or deleted. */
export async function writeCode(document: OpenApiDocument): Promise<string[]> {
  const folders = await codeFolders(document);
  return (await Promise.all(folders.map((folder) => writeGenerated(...folder)))).flat();
}

/** How what is committed differs from what the document gives: a message for each file. */
export async function driftFrom(document: OpenApiDocument): Promise<string[]> {
  const folders = [bundleFolder(document), ...(await codeFolders(document))];
  return (await Promise.all(folders.map((folder) => findDrift(...folder)))).flat();
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
      const changed = [...(await writeBundle(document)), ...(await writeCode(document))];
      for (const path of changed) console.log(`generated ${displayPath(path)}`);
    }
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

if (import.meta.main) await main();
