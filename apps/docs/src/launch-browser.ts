import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, type BrowserServer, chromium, type LaunchOptions } from "playwright-core";

const quiet = ["--disable-background-networking"];
// Chromium's own headless build first: the same engine without a desktop's parts, for two thirds of the processor's time.
const commands = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * The machine's Chromium, Chrome or Edge, or Playwright's own: whichever is found first. The environment variable
 * CHROME_PATH names another.
 */
export function launchBrowser(): Promise<Browser> {
  return launchFound((options) => chromium.launch(options));
}

/** The same browser for several processes of this machine, which connect to its `wsEndpoint()`. */
export function launchBrowserServer(): Promise<BrowserServer> {
  return launchFound((options) => chromium.launchServer({ ...options, host: "127.0.0.1" }));
}

async function launchFound<T>(launch: (options: LaunchOptions) => Promise<T>): Promise<T> {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const installed = folders.flatMap((folder) => commands.map((command) => join(folder, command))).find(existsSync);
  const executablePath = process.env.CHROME_PATH || installed;
  if (executablePath !== undefined) return launch({ executablePath, args: quiet });
  for (const channel of ["chrome", "msedge", undefined]) {
    try {
      return await launch({ ...(channel === undefined ? {} : { channel }), args: quiet });
    } catch {
      // The next may be there.
    }
  }
  throw new Error(
    "No browser found to test the docs with. Install Chrome or Chromium, or run `npx playwright-core install chromium`, or set CHROME_PATH to a browser's path.",
  );
}
