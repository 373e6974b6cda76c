import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { AxeResults } from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { inject } from "vitest";
import { serveDocs } from "../src/index.ts";

export interface OpenSite {
  /** With a slash at its end. */
  readonly url: string;
  readonly browser: Browser;
  newPage(options?: BrowserContextOptions): Promise<Page>;
  /** What went wrong on all pages so far: errors, failed requests, and requests to anywhere but the site. */
  readonly missed: string[];
  close(): Promise<void>;
}

/** Serves the built site below a path, and opens it in a browser that reaches nothing else. */
export async function openSite(): Promise<OpenSite> {
  const [docs, browser] = await Promise.all([serveDocs({ base: "/x/" }), connectBrowser()]);
  const url = `${docs.url}/`;
  const missed: string[] = [];
  return {
    ...{ url, browser, missed },
    async newPage(options = {}) {
      const context = await browser.newContext({ reducedMotion: "reduce", ...options });
      await context.route(
        (address) => !address.href.startsWith(url),
        (route) => route.abort(),
      );
      const page = await context.newPage();
      page.on("console", (message) => message.type() === "error" && missed.push(`console ${message.text()}`));
      page.on("pageerror", (error) => missed.push(`error ${error.message}`));
      page.on(
        "response",
        (response) => response.status() >= 400 && missed.push(`${response.status()} ${response.url()}`),
      );
      page.on("requestfailed", (request) => {
        // A page that is left drops what it still asks for, its icon or the wait for a reload.
        if (request.failure()?.errorText !== "net::ERR_ABORTED") missed.push(`request ${request.url()}`);
      });
      return page;
    },
    async close() {
      await browser.close();
      await docs.close();
    },
  };
}

/** The browser of the run; closing it closes what was opened in it since. */
export function connectBrowser(): Promise<Browser> {
  return chromium.connect(inject("browser"));
}

// Of the pictures that a person may look at afterwards.
const screenshots = fileURLToPath(new URL("../reports/screenshots/", import.meta.url));

/** The width of what is on the page where it has so much room, of which it takes pictures. */
export async function widthOf(page: Page, width: number, picture: string, fullPage = false): Promise<number> {
  await page.setViewportSize({ width, height: 900 });
  await page.screenshot({ path: `${screenshots}${picture}.png`, fullPage });
  return page.evaluate(() => globalThis.document.documentElement.scrollWidth);
}

const axe = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/** What axe-core finds, as `rule element`. */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(axe);
  // Without the selectors of all elements that pass, which take longer than the rules.
  const { violations } = await page.evaluate<Pick<AxeResults, "violations">>(
    'axe.run({ resultTypes: ["violations"] }).then(({ violations }) => ({ violations }))',
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(" ")}`));
}

/** Markdown as it reads on the page: without its marks, with single spaces. */
export function plain(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^\s*\|?[-:| ]+\|?\s*$/gm, "")
    .replace(/\s*\|\s*/g, " ")
    .replace(/^\s*([-*+>]|\d+\.|#+)\s+/gm, "")
    .replace(/[`*]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
