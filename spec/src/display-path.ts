import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../../", import.meta.url));

/** A path as messages show it: from the repository's top, wherever the command runs, with forward slashes. */
export function displayPath(path: string): string {
  return relative(repository, path).replaceAll(sep, "/");
}

/** A message with its paths as `displayPath` shows them. */
export function withDisplayPaths(message: string): string {
  return message.replaceAll(repository, "");
}
