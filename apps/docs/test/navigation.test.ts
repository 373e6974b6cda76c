// The ways from one page to another, without JavaScript.
import { afterAll, expect, it } from "vitest";
import { openOwnSite } from "./open-site.ts";

const site = await openOwnSite();
afterAll(() => site.close());
const page = await site.newPage({ javaScriptEnabled: false });
await page.goto(`${site.url}guides.html`);
const places = await page.getByRole("navigation", { name: "Site" }).getByRole("link").allInnerTexts();
const guides = await page.locator("main a").evaluateAll((links) => links.map(({ textContent }) => textContent));

// Each test starts on the page of the test before.
it.each(places)("the navigation leads to %s, and marks it there", async (name) => {
  const navigation = page.getByRole("navigation", { name: "Site" });

  await navigation.getByRole("link", { name }).click();

  await expect.poll(() => navigation.locator('[aria-current="page"]').innerText()).toBe(name);
  await expect.poll(() => navigation.getByRole("link").allInnerTexts()).toEqual(places);
});

it("each guide links to the next, and belongs to Guides", async () => {
  expect(guides.length).toBeGreaterThan(1);
  await page.goto(`${site.url}guides.html`);
  await page.getByRole("link", { name: guides[0] ?? "" }).click();

  for (const guide of guides.slice(1)) {
    await page
      .locator("main p", { hasText: /^Next: / })
      .getByRole("link")
      .click();

    await expect.poll(() => page.getByRole("heading", { level: 1 }).innerText()).toBe(guide);
    expect(await page.locator("nav [aria-current]").innerText()).toBe("Guides");
  }
});

it.each(["Clouds", "Throttling", "Authorization"])("the contents lead to the section %s", async (name) => {
  await page.goto(site.url);
  await page.getByRole("navigation", { name: "Contents" }).getByRole("link", { name, exact: true }).click();

  const heading = page.getByRole("heading", { name, exact: true });

  await expect.poll(async () => Math.abs((await heading.boundingBox())?.y ?? Number.NaN)).toBeLessThan(60);
});
