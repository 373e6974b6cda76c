import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../../", import.meta.url));

/** A path as messages show it: relative to the repository, wherever the command runs, with forward slashes. */
export function displayPath(path: string): string {
  return relative(repository, path).replaceAll(sep, "/");
}

/** The message with its absolute paths as `displayPath` shows them. */
export function shortenPaths(message: string): string {
  return message.replaceAll(repository, "");
}
