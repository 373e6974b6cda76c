// How a reader gets from one part of the site to another.
import { operationsOf, readBundle } from "@run-summary/spec";
import { afterAll, describe, expect, it } from "vitest";
import { openSite } from "./open-site.ts";

const document = readBundle();
const site = await openSite();
afterAll(() => site.close());
const withoutScripts = await site.newPage({ javaScriptEnabled: false });
await withoutScripts.goto(`${site.url}guides.html`);
const places = await withoutScripts.getByRole("navigation", { name: "Site" }).getByRole("link").allInnerTexts();
const guides = await withoutScripts
  .locator("main a")
  .evaluateAll((links) => links.map(({ textContent }) => textContent));

it.each(places)("%s is a click away, with the same navigation, and is marked there", async (name) => {
  const navigation = withoutScripts.getByRole("navigation", { name: "Site" });
  await withoutScripts.goto(`${site.url}guides.html`);

  await navigation.getByRole("link", { name }).click();

  expect(await navigation.getByRole("link").allInnerTexts()).toEqual(places);
  expect(await navigation.locator('[aria-current="page"]').innerText()).toBe(name);
});

it("the guides lead from one to the next, and belong to Guides", async () => {
  expect(guides.length).toBeGreaterThan(1);
  await withoutScripts.goto(`${site.url}guides.html`);
  await withoutScripts.getByRole("link", { name: guides[0] ?? "" }).click();

  for (const guide of guides.slice(1)) {
    await withoutScripts
      .locator("main p", { hasText: /^Next: / })
      .getByRole("link")
      .click();

    expect(await withoutScripts.getByRole("heading", { level: 1 }).innerText()).toBe(guide);
    expect(await withoutScripts.locator("nav [aria-current]").innerText()).toBe("Guides");
  }
});

describe.each(["Clouds", "Throttling", "Authorization"])("the section %s", (name) => {
  it("is in the contents of the text, which lead to it", async () => {
    await withoutScripts.goto(site.url);
    await withoutScripts.getByRole("navigation", { name: "Contents" }).getByRole("link", { name, exact: true }).click();

    const box = await withoutScripts.getByRole("heading", { name, exact: true }).boundingBox();

    expect(Math.abs(box?.y ?? Number.NaN)).toBeLessThan(60);
  });

  it("is in Redoc's menu, at the same address", async () => {
    const page = await site.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${site.url}#/section/${name.toLowerCase()}`);
    const heading = page.locator("#redoc").getByRole("heading", { name });
    await heading.waitFor();

    await expect.poll(async () => Math.abs((await heading.boundingBox())?.y ?? Infinity)).toBeLessThan(150);
    expect(
      await page.getByRole("navigation", { name: "Reference" }).getByRole("link", { name, exact: true }).count(),
    ).toBe(1);
  });
});

it.each(["Clouds", "Throttling"])("the search finds %s", async (name) => {
  const page = await site.newPage();
  await page.goto(site.url);
  await page.locator("#redoc").waitFor();
  await page.keyboard.press("Control+K");
  const dialog = page.getByTestId("search-dialog");

  await dialog.getByRole("textbox").fill(name);

  await expect.poll(() => dialog.innerText()).toContain(name);
});

describe.each(operationsOf(document))("$operationId", ({ operationId, path, summary, tags: [tag = ""] }) => {
  it("leads to the console, ready to send it", async () => {
    const page = await site.newPage();
    await page.goto(`${site.url}#/${tag.toLowerCase()}/${operationId.toLowerCase()}`);
    const section = page.locator(`[data-section-id$="/${operationId.toLowerCase()}"]`);
    await section.getByText(path).first().waitFor();

    await section.getByRole("link", { name: "Try it in the console" }).click();

    expect(await page.locator("#operation option:checked").innerText()).toBe(summary);
  });
});
