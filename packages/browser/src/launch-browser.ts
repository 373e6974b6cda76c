import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, type BrowserServer, chromium, type LaunchOptions } from "playwright-core";
import { unpackChromium } from "./unpack-chromium.ts";

const args = ["--disable-background-networking"];
// Chromium's headless build comes first: it needs less processor time for the same pages.
const commands = [
  ...["chromium-headless-shell", "chromium", "chromium-browser"],
  ...["google-chrome", "google-chrome-stable", "microsoft-edge"],
];

/**
 * Launches the machine's Chromium, Chrome or Edge, or the Chromium that Playwright has downloaded. Where there is none, it
 * launches the Chromium from npm, which exists for Linux x64. The environment variable CHROME_PATH names another browser.
 *
 * @throws {Error} if there is no browser.
 */
export function launchBrowser(): Promise<Browser> {
  return launchFirst((options) => chromium.launch(options));
}

/** Launches the same browser as `launchBrowser`, for several processes, which connect to its `wsEndpoint()`. */
export function launchBrowserServer(): Promise<BrowserServer> {
  return launchFirst((options) => chromium.launchServer({ ...options, host: "127.0.0.1" }));
}

async function launchFirst<T>(launch: (options: LaunchOptions) => Promise<T>): Promise<T> {
  const executablePath = findExecutable();
  if (executablePath !== undefined) return launch({ executablePath, args });
  const unpacked = await unpackChromium();
  if (unpacked !== undefined) return launch({ ...unpacked, args });
  // On macOS and Windows browsers are not on the PATH. Playwright knows their folders.
  for (const channel of ["chrome", "msedge"]) {
    try {
      return await launch({ channel, args });
    } catch {
      // This browser is not installed.
    }
  }
  throw new Error("No browser found. Install Chrome, Chromium or Edge, or set CHROME_PATH to a browser's path.");
}

/** The browser that CHROME_PATH names, or the one of the machine that is found by its path. */
export function findExecutable(): string | undefined {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const installed = folders.flatMap((folder) => commands.map((command) => join(folder, command)));
  return [...installed, chromium.executablePath()].find(existsSync);
}
