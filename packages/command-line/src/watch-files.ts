import type { ChokidarOptions } from "chokidar";

/** Milliseconds. An editor writes a file in several steps; they are one save. */
const settleTime = 50;

export interface FileWatcher {
  /** Watches further files or folders. It has no effect once the watcher is closed, as by a call of `onChange` that still runs. */
  add(paths: readonly string[]): void;
  /** Ends the watching. Resolves when a call of `onChange` that runs has ended. */
  close(): Promise<void>;
}

/**
 * Calls a function after each save of a file in some folders. Calls do not overlap: what is saved during a call is followed
 * by one more call. Node's own recursive `fs.watch` loses files that editors replace, on Linux.
 *
 * @param onChange its rejection is not handled here: it has to handle its own errors
 * @param onError receives the error of a file or folder that cannot be watched; the others are watched all the same
 */
export async function watchFiles(
  paths: readonly string[],
  ignored: NonNullable<ChokidarOptions["ignored"]>,
  onChange: () => Promise<void>,
  onError: (error: Error) => void,
): Promise<FileWatcher> {
  let timer: NodeJS.Timeout | undefined;
  let isBehind = false;
  let running: Promise<void> | undefined;
  const catchUp = async () => {
    while (isBehind) {
      isBehind = false;
      await onChange();
    }
    running = undefined;
  };
  const { watch } = await import("chokidar"); // most commands watch nothing, and start without it
  const watcher = watch([...paths], { ignoreInitial: true, ignored });
  watcher.on("error", (error) => onError(error as Error));
  watcher.on("all", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      isBehind = true;
      running ??= catchUp();
    }, settleTime);
  });
  await new Promise<void>((resolve) => watcher.once("ready", resolve)); // `once` of node:events would reject on an error
  return {
    add(others) {
      if (!watcher.closed) watcher.add([...others]);
    },
    async close() {
      clearTimeout(timer);
      await watcher.close();
      await running;
    },
  };
}
