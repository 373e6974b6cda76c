import { once } from "node:events";
import { existsSync, readFileSync, type Stats } from "node:fs";
import { dirname, join, relative } from "node:path";
import { watch } from "chokidar";

// An editor writes a file in several steps; they are one save.
const settleTime = 20;

/**
 * Reloads a document whenever a YAML or JSON file in its folder or below, or one that it refers to, changes. A document
 * that cannot be served is reported, and the last good one stays. Resolves with a function that ends it.
 */
export async function watchContract(
  spec: string,
  reload: (spec: string) => Promise<void>,
  report: (line: string) => void,
): Promise<() => Promise<void>> {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const ignored = (path: string, stats?: Stats) =>
    /[/\\]node_modules$/.test(path) || (stats?.isFile() === true && !/\.(ya?ml|json)$/.test(path));
  const watcher = watch([dirname(spec), ...filesOf(spec)], { ignoreInitial: true, ignored });
  const follow = async () => {
    try {
      await reload(spec);
      report(`Serving ${relative(process.cwd(), spec)} as it was saved.`);
    } catch (error) {
      report(`${(error as Error).message}\nThe last good document is served until this is mended.`);
    }
    watcher.add([...filesOf(spec)]);
  };
  watcher.on("all", () => {
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

/** The document's file, and those that it refers to, in its folder or elsewhere. */
function filesOf(file: string, known: Set<string> = new Set()): Set<string> {
  if (known.has(file)) return known;
  known.add(file);
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  for (const [, reference = ""] of text.matchAll(/\$ref['"]?\s*:\s*['"]?([^\s'"#]+)/g)) {
    if (!URL.canParse(reference)) filesOf(join(dirname(file), reference), known);
  }
  return known;
}
