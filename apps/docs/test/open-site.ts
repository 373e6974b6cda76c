import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { inject } from "vitest";
import { serveDocs } from "../src/index.ts";

export interface OpenSite {
  /** With a slash at its end. */
  readonly url: string;
  readonly browser: Browser;
  /** A page in a context of its own. */
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
      context.on("console", (message) => message.type() === "error" && missed.push(`console ${message.text()}`));
      context.on("weberror", (error) => missed.push(`error ${error.error().message}`));
      context.on(
        "response",
        (response) => response.status() >= 400 && missed.push(`${response.status()} ${response.url()}`),
      );
      context.on("requestfailed", (request) => {
        // A page that is left drops what it still asks for, its icon or the wait for a reload.
        if (request.failure()?.errorText !== "net::ERR_ABORTED") missed.push(`request ${request.url()}`);
      });
      return context.newPage();
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
