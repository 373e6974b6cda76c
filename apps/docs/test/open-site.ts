import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { inject } from "vitest";
import { serveDocs, siteFolder } from "../src/index.ts";

export interface OpenSite {
  /** Ends with a slash. */
  readonly url: string;
  readonly browser: Browser;
  /** Opens a page in its own context. */
  newPage(options?: BrowserContextOptions): Promise<Page>;
  /** What went wrong on all pages so far: errors, failed requests, and requests to other servers. */
  readonly problems: string[];
  close(): Promise<void>;
}

// The page's policy blocks Redoc's logo: the browser does not request it, and says so.
const blockedLogo = "https://cdn.redoc.ly/redoc/logo-mini-full.svg";
const blockedMessage = `Loading the image '${blockedLogo}' violates the following Content Security Policy directive`;

/** The folder of the fixture's site. */
export const fixtureSite: string = inject("fixtureSite");

/** Serves the project's own site, which the build has written. */
export function openOwnSite(): Promise<OpenSite> {
  return openSite(siteFolder);
}

/** Serves a site below a path, and opens it in a browser that reaches nothing else. */
export async function openSite(folder: string = fixtureSite): Promise<OpenSite> {
  const [docs, browser] = await Promise.all([serveDocs({ base: "/x/", folder }), connectBrowser()]);
  const url = docs.url;
  const problems: string[] = [];
  return {
    ...{ url, browser, problems },
    async newPage(options = {}) {
      const context = await browser.newContext({ reducedMotion: "reduce", ...options });
      await context.route(
        (address) => !address.href.startsWith(url),
        (route) => route.abort(),
      );
      context.on("console", (message) => {
        const isProblem = message.type() === "error" && !message.text().startsWith(blockedMessage);
        if (isProblem) problems.push(`console ${message.text()}`);
      });
      context.on("weberror", (error) => problems.push(`error ${error.error().message}`));
      context.on(
        "response",
        (response) => response.status() >= 400 && problems.push(`${response.status()} ${response.url()}`),
      );
      context.on("requestfailed", (request) => {
        const { errorText = "" } = request.failure() ?? {};
        // A page that is left ends its open requests, such as those for its icon and for reloads.
        const isProblem = errorText !== "net::ERR_ABORTED" && !(errorText === "csp" && request.url() === blockedLogo);
        if (isProblem) problems.push(`request ${request.url()} ${errorText}`);
      });
      return context.newPage();
    },
    async close() {
      await browser.close();
      await docs.close();
    },
  };
}

/** Connects to the browser of the test run. Closing the connection closes the pages that it has opened. */
export function connectBrowser(): Promise<Browser> {
  return chromium.connect(inject("browser"));
}

/** The text of Markdown as a page shows it, with single spaces. */
export function removeMarkdown(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^\s*\|?[-:| ]+\|?\s*$/gm, "")
    .replace(/\s*\|\s*/g, " ")
    .replace(/^\s*([-*+>]|\d+\.|#+)\s+/gm, "")
    .replace(/[`*]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
