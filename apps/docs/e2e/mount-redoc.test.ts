// The page as a reader sees it until Redoc has loaded, and what changes when Redoc is mounted.
import { flattenSchema } from "@run-summary/openapi";
import type { Locator, Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { readInfo } from "../src/reference/info.ts";
import { findOperation, fixture, fixtureOperations } from "../test/fixture/fixture.ts";
import { openSite } from "../test/open-site.ts";

const site = await openSite();
afterAll(() => site.close());

const phone = await site.newPage({ viewport: { width: 390, height: 664 }, isMobile: true });

/** Opens the site. Redoc loads when `loadRedoc` is called. */
async function openPage(page: Page): Promise<{ page: Page; loadRedoc: () => void }> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route("**/redoc.*.js", async (route) => {
    await promise;
    await route.continue();
  });
  await page.goto(site.url, { waitUntil: "commit" });
  return { page, loadRedoc: resolve };
}

/** Presses Ctrl+K until the search box has the focus. */
async function openSearch(page: Page): Promise<Locator> {
  const box = page.getByRole("searchbox");
  await expect
    .poll(async () => {
      await page.keyboard.press("Control+K");
      return box.evaluate((element) => element === globalThis.document.activeElement);
    })
    .toBe(true);
  return box;
}

/** The time of the largest contentful paint so far, in milliseconds. */
function measureLargestPaint(page: Page): Promise<number | undefined> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime)).observe({
          type: "largest-contentful-paint",
          buffered: true,
        });
      }),
  );
}

describe("before Redoc is mounted", async () => {
  const { page, loadRedoc } = await openPage(phone);

  it("the search finds each property and each status", async () => {
    const schemas = Object.values(fixture.components?.schemas ?? {});
    const properties = schemas.flatMap((schema) => Object.keys(flattenSchema(fixture, schema).properties ?? {}));
    const statuses = fixtureOperations.flatMap(({ responses }) => Object.keys(responses));
    const box = await openSearch(page);

    for (const name of new Set([...properties, ...statuses])) {
      await box.fill(name);
      await expect
        .poll(() => page.getByRole("search").getByRole("link").allInnerTexts())
        .toContainEqual(expect.stringMatching(new RegExp(`→ ${RegExp.escape(name)}\\b`, "i")));
    }
  });

  it("Redoc waits until the reader has searched, and a result leads to the page with its section", async () => {
    const { summary } = findOperation("startReport");
    await (await openSearch(page)).fill(summary);
    loadRedoc();
    await page.waitForLoadState();
    await expect.poll(() => page.locator("#redoc").isVisible()).toBe(false);

    await page.getByRole("search").getByRole("link", { name: summary, exact: true }).click();

    const heading = page.getByRole("heading", { name: summary, exact: true });
    await expect.poll(async () => Math.abs((await heading.boundingBox())?.y ?? Infinity)).toBeLessThan(150);
    expect(page.url()).toContain("tag-jobs.html#");
  });
});

it("shows its largest text at once: Redoc has no larger text", async () => {
  const { page, loadRedoc } = await openPage(await phone.context().newPage());
  const before = await measureLargestPaint(page);
  loadRedoc();
  await page.locator("#redoc").getByText(readInfo(fixture).summary).first().waitFor();
  await page.screenshot();

  expect(await measureLargestPaint(page)).toBe(before);
});

it("meets no error", () => {
  expect(site.problems).toEqual([]);
});
