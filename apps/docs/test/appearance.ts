// How a page looks, in both colour schemes and on narrow and wide screens.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";

type Scheme = "light" | "dark";
export const schemes: readonly Scheme[] = ["light", "dark"];

/** Shows the page in a colour scheme, on a wide screen. */
export async function showPage(page: Page, colorScheme: Scheme): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** Tests that the open page is not wider than the screen. */
export function testWidths(page: Page, name: string, colorScheme: Scheme): void {
  it.each([360, 768, 1440])("fits %i pixels", async (width) => {
    expect(await measureWidth(page, width, `${name}-${width}-${colorScheme}`)).toBe(width);
  });

  it.each([360, 960])("has the whole navigation in its header at %i pixels", async (width) => {
    await page.setViewportSize({ width, height: 900 });
    const header = await page.locator("header.site").boundingBox();
    const navigation = await page.locator("header.site nav").boundingBox();

    expect(getBottom(navigation)).toBeLessThanOrEqual(getBottom(header));
  });
}

function getBottom(box: { readonly y: number; readonly height: number } | null): number {
  return box === null ? Number.NaN : box.y + box.height;
}

const screenshots = fileURLToPath(new URL("../reports/screenshots/", import.meta.url));

/** The width of the page's content on a screen of this width. With SCREENSHOTS set, it writes a picture of the page. */
export async function measureWidth(page: Page, width: number, picture: string, fullPage = false): Promise<number> {
  await page.setViewportSize({ width, height: 900 });
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${screenshots}${picture}.jpg`, fullPage });
  return page.evaluate(() => globalThis.document.documentElement.scrollWidth);
}

const axe = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/** The violations that axe-core finds, as `rule element`. */
export async function findViolations(page: Page): Promise<string[]> {
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(axe);
  // The selectors of all elements that pass would take longer than the rules.
  const { violations } = await page.evaluate<Pick<AxeResults, "violations">>(
    'axe.run({ resultTypes: ["violations"] }).then(({ violations }) => ({ violations }))',
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(" ")}`));
}
