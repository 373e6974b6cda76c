import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { displayPath } from "@run-summary/spec";

/** The contents of a generated folder: text by path, relative to the folder, with forward slashes. */
export type GeneratedFiles = Readonly<Record<string, string>>;

/** The comment in the first line of each generated file. */
export const notice = "Generated from spec/openapi.yaml by `npm run generate`. Do not edit.";

/**
 * Makes the folder hold exactly these files. A file that has the right text already is not written.
 *
 * @returns the paths that were written or deleted.
 */
export async function writeGenerated(folder: string, files: GeneratedFiles): Promise<string[]> {
  const changed: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    if ((await readText(path)) === text) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    changed.push(path);
  }
  for (const name of await listStrayFiles(folder, files)) {
    await rm(join(folder, name));
    changed.push(join(folder, name));
  }
  return changed;
}

/** How the folder differs from these files: a message for each file that differs, with the first line that differs. */
export async function findDrift(folder: string, files: GeneratedFiles): Promise<string[]> {
  const differences = Object.entries(files).map(async ([name, text]) => {
    const path = join(folder, name);
    const found = await readText(path);
    if (found === text) return [];
    if (found === undefined) return [`${displayPath(path)}:1 is missing.`];
    const [foundLines, lines] = [found.split("\n"), text.split("\n")];
    const index = lines.findIndex((line, index) => line !== foundLines[index]);
    const at = index === -1 ? lines.length : index;
    return [
      `${displayPath(path)}:${at + 1} differs from what the spec gives.\n` +
        `  the file has:   ${foundLines[at] ?? "(nothing)"}\n` +
        `  the spec gives: ${lines[at] ?? "(nothing)"}`,
    ];
  });
  const strays = await listStrayFiles(folder, files);
  return [
    ...(await Promise.all(differences)).flat(),
    ...strays.map((name) => `${displayPath(join(folder, name))}:1 is not generated from the spec.`),
  ];
}

async function listStrayFiles(folder: string, files: GeneratedFiles): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(ignoreMissing);
  return (entries ?? [])
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/"))
    .filter((name) => !(name in files));
}

async function readText(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(ignoreMissing);
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}
