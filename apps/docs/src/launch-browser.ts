import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const quiet = ["--disable-background-networking"];
const commands = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * The machine's Chromium, Chrome or Edge, or Playwright's own: whichever is found first. The environment variable
 * CHROME_PATH names another.
 */
export async function launchBrowser(): Promise<Browser> {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const installed = folders.flatMap((folder) => commands.map((command) => join(folder, command))).find(existsSync);
  const executablePath = process.env.CHROME_PATH || installed;
  if (executablePath !== undefined) return chromium.launch({ executablePath, args: quiet });
  for (const channel of ["chrome", "msedge", undefined]) {
    try {
      return await chromium.launch({ ...(channel === undefined ? {} : { channel }), args: quiet });
    } catch {
      // The next may be there.
    }
  }
  throw new Error(
    "No browser found to test the docs with. Install Chrome or Chromium, or run `npx playwright-core install chromium`, or set CHROME_PATH to a browser's path.",
  );
}
