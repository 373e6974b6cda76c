import type { Browser, Page } from "playwright-core";

export interface Load {
  /** The largest contentful paint, in milliseconds after the navigation's start. */
  readonly paint: number;
  /** Compressed bytes that arrived before it. */
  readonly bytesBefore: number;
  /** Compressed bytes in all. */
  readonly bytes: number;
}

// A mid-range phone on a slow 4G, as Lighthouse takes it.
const network = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const slowdown = 4;

/** Loads the page on a phone, in a profile of its own, and some seconds more. */
export async function loadOf(browser: Browser, url: string): Promise<Load> {
  const page = await phonePage(browser);
  const session = await page.context().newCDPSession(page);
  const responses: Record<string, { bytes: number; parts: { at: number; length: number }[] }> = {};
  let toWall = 0;
  session.on("Network.requestWillBeSent", ({ timestamp, wallTime }) => {
    toWall ||= wallTime - timestamp;
  });
  session.on("Network.dataReceived", ({ requestId, timestamp, dataLength }) => {
    responses[requestId] ??= { bytes: 0, parts: [] };
    responses[requestId].parts.push({ at: timestamp, length: dataLength });
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    responses[requestId] ??= { bytes: 0, parts: [] };
    responses[requestId].bytes = encodedDataLength;
  });
  await session.send("Network.enable");
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      Object.assign(globalThis, { paint: list.getEntries().at(-1)?.startTime });
    }).observe({ type: "largest-contentful-paint", buffered: true });
  });
  await page.goto(url);
  await page.waitForTimeout(8000);
  const { paint, origin } = await page.evaluate(() => ({
    paint: (globalThis as unknown as { paint: number }).paint,
    origin: performance.timeOrigin,
  }));
  await page.context().close();
  const until = (origin + paint) / 1000 - toWall;
  const all = Object.values(responses);
  return {
    paint,
    // Chromium tells the parts' lengths only after decompression.
    bytesBefore: sum(all.map(({ bytes, parts }) => (bytes * lengthOf(parts, until)) / (lengthOf(parts) || 1))),
    bytes: sum(all.map(({ bytes }) => bytes)),
  };
}

function lengthOf(parts: readonly { at: number; length: number }[], until = Number.POSITIVE_INFINITY): number {
  return sum(parts.filter(({ at }) => at <= until).map(({ length }) => length));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** How long after the navigation's start what is typed after Ctrl+K is found, in milliseconds. */
export async function searchTime(browser: Browser, url: string, sought: string): Promise<number> {
  const page = await phonePage(browser);
  await page.goto(url, { waitUntil: "commit" });
  const isReady = () => page.evaluate(() => document.activeElement?.tagName === "INPUT");
  while (!(await isReady())) await page.keyboard.press("Control+K").then(() => page.waitForTimeout(50));
  await page.keyboard.insertText(sought);
  // Both name what they found so: ours, and Redoc's.
  const answer = new RegExp(`→ \\S*${RegExp.escape(sought)}`);
  await page.locator("search, [data-testid=search-dialog]").filter({ hasText: answer }).waitFor();
  const time = await page.evaluate(() => performance.now());
  await page.context().close();
  return time;
}

/** A page whose network and processor are a phone's, and that reaches only the bench's own server. */
async function phonePage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 412, height: 823 },
    deviceScaleFactor: 2,
    isMobile: true,
  });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setBlockedURLs", { urls: ["https://*"] });
  await session.send("Network.emulateNetworkConditions", network);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  return page;
}
