import type { Stats } from "node:fs";
import { access, constants } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { type FileWatcher, watchFiles } from "@run-summary/command-line";
import { listSourceFiles } from "@run-summary/openapi/source";

/**
 * Loads a document again after each change of one of its files, or of another YAML or JSON file in its folder. Where the
 * document cannot be served, the mock keeps the last one that could.
 *
 * @param report receives what was loaded, or what is wrong
 * @param closed aborted when the mock closes: nothing is reported from then on
 * @returns a function that stops the watching.
 * @throws {Error} where the document's folder cannot be read.
 */
export async function watchDocument(
  file: string,
  load: (file: string) => Promise<void>,
  report: (line: string) => void,
  closed: AbortSignal,
): Promise<() => Promise<void>> {
  const folder = resolve(dirname(file));
  await access(folder, constants.R_OK).catch((error: Error) => {
    throw new Error(`The folder ${folder} cannot be watched: ${error.message}.`, { cause: error });
  });
  const isIgnored = (path: string, stats?: Stats) =>
    /[/\\]node_modules$/.test(path) || (stats?.isFile() === true && !/\.(ya?ml|json)$/.test(path));
  let watcher: FileWatcher | undefined; // undefined for a change that comes before the watching is set up
  const reportOpenly = (line: string) => {
    if (!closed.aborted) report(line);
  };
  const follow = async () => {
    try {
      await load(file);
      reportOpenly(`The mock serves ${relative(process.cwd(), file)} as it was saved.`);
    } catch (error) {
      reportOpenly(`${(error as Error).message}\nThe mock serves the last good document until this is corrected.`);
    }
    watcher?.add(listSourceFiles(file)); // a save may have added references
  };
  const ignoreError = () => {}; // the report cannot be written, or the document's references cannot be followed
  watcher = await watchFiles(
    [folder, ...listSourceFiles(file)],
    isIgnored,
    () => follow().catch(ignoreError),
    ({ message }) => reportOpenly(`What is saved there is not noticed: ${message}.`),
  );
  return () => watcher.close();
}
