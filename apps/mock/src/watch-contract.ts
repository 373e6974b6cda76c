import { once } from "node:events";
import { dirname, relative } from "node:path";
import { watch } from "chokidar";

// An editor writes a file in several steps; they are one save.
const settleTime = 20;

/**
 * Reloads a document whenever a YAML or JSON file in its folder, or below, changes. A document that cannot be served is
 * reported, and the last good one stays. Resolves with a function that ends it.
 */
export async function watchContract(
  spec: string | object,
  reload: (spec: string) => Promise<void>,
  report: (line: string) => void,
): Promise<() => Promise<void>> {
  if (typeof spec !== "string") throw new Error("Only a document in a file can be watched.");
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const follow = async () => {
    try {
      await reload(spec);
      report(`Serving ${relative(process.cwd(), spec)} as it was saved.`);
    } catch (error) {
      report(`${(error as Error).message}\nThe last good document is served until this is mended.`);
    }
  };
  const ignored = (path: string) =>
    /[/\\]node_modules$/.test(path) || (/\.\w+$/.test(path) && !/\.(ya?ml|json)$/.test(path));
  const watcher = watch(dirname(spec), { ignoreInitial: true, ignored }).on("all", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(follow);
    }, settleTime);
  });
  await once(watcher, "ready");
  return async () => {
    clearTimeout(timer);
    await watcher.close();
    await running;
  };
}
