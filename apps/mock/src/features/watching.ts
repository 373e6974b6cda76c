import type { Stats } from "node:fs";
import { dirname, relative } from "node:path";
import { type FileWatcher, watchFiles } from "@run-summary/command-line";
import { listSourceFiles } from "@run-summary/openapi/source";

/**
 * Loads a document again after each change of one of its files, or of another YAML or JSON file in its folder. Where the
 * document cannot be served, the mock keeps the last one that could.
 *
 * @param report receives what was loaded, or what is wrong
 * @returns a function that stops the watching.
 */
export async function watchDocument(
  file: string,
  load: (file: string) => Promise<void>,
  report: (line: string) => void,
): Promise<() => Promise<void>> {
  const isIgnored = (path: string, stats?: Stats) =>
    /[/\\]node_modules$/.test(path) || (stats?.isFile() === true && !/\.(ya?ml|json)$/.test(path));
  let watcher: FileWatcher | undefined; // undefined for a change that comes before the watching is set up
  const follow = async () => {
    try {
      await load(file);
      report(`The mock serves ${relative(process.cwd(), file)} as it was saved.`);
    } catch (error) {
      report(`${(error as Error).message}\nThe mock serves the last good document until this is corrected.`);
    }
    watcher?.add(listSourceFiles(file)); // a save may have added references
  };
  watcher = await watchFiles([dirname(file), ...listSourceFiles(file)], isIgnored, follow);
  return () => watcher.close();
}
