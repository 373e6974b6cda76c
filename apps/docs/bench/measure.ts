import type { Browser, Page } from "playwright-core";

export interface Load {
  /** The largest contentful paint, in milliseconds after the navigation's start. */
  readonly paint: number;
  /** Compressed bytes that arrived before it. */
  readonly bytesBefore: number;
  /** Compressed bytes in all. */
  readonly bytes: number;
}

// A mid-range phone on slow 4G, with the values that Lighthouse uses.
const network = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const slowdown = 4;

/** Loads the page on a phone with an empty cache, and waits for late paints. */
export async function measureLoad(browser: Browser, url: string): Promise<Load> {
  const page = await openPhonePage(browser);
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
    // Chromium reports the lengths of parts after decompression only.
    bytesBefore: sum(all.map(({ bytes, parts }) => (bytes * sumLengths(parts, until)) / (sumLengths(parts) || 1))),
    bytes: sum(all.map(({ bytes }) => bytes)),
  };
}

function sumLengths(parts: readonly { at: number; length: number }[], until = Number.POSITIVE_INFINITY): number {
  return sum(parts.filter(({ at }) => at <= until).map(({ length }) => length));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The milliseconds from the navigation's start until a search for a text, which opens with Ctrl+K, has a result. */
export async function measureSearch(browser: Browser, url: string, sought: string): Promise<number> {
  const page = await openPhonePage(browser);
  await page.goto(url, { waitUntil: "commit" });
  const isReady = () => page.evaluate(() => document.activeElement?.tagName === "INPUT");
  while (!(await isReady())) await page.keyboard.press("Control+K").then(() => page.waitForTimeout(50));
  await page.keyboard.insertText(sought);
  // Both searches show their results like this.
  const result = new RegExp(`→ \\S*${RegExp.escape(sought)}`);
  await page.locator("search, [data-testid=search-dialog]").filter({ hasText: result }).waitFor();
  const time = await page.evaluate(() => performance.now());
  await page.context().close();
  return time;
}

/** A page with a phone's network and processor. It reaches the bench's own server only. */
async function openPhonePage(browser: Browser): Promise<Page> {
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
