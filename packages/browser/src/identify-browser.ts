import { statSync } from "node:fs";
import { hostname } from "node:os";
import { findExecutable } from "./launch-browser.ts";
import { findVersion } from "./unpack-chromium.ts";

/**
 * A text that is the same as long as `launchBrowser` launches the same browser. Two machines have the same text where both use the
 * Chromium from npm, or the same file of a browser.
 */
export function identifyBrowser(): string {
  const path = findExecutable();
  if (path !== undefined) {
    const file = statSync(path, { throwIfNoEntry: false });
    return `${path} ${file?.size} ${file?.mtimeMs}`;
  }
  const version = findVersion();
  return version === undefined ? `a browser of ${hostname()}` : `Chromium ${version} from npm`;
}
