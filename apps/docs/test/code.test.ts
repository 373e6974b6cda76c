// Code in the pages: its colours, and the button that copies it.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, it, onTestFinished } from "vitest";
import { siteFolder } from "../src/index.ts";
import { fixtureSite, openOwnSite, openSite } from "./open-site.ts";

const site = await openOwnSite();
afterAll(() => site.close());
const guide = "first-call";
const markdown = await readFile(join(siteFolder, `${guide}.md`), "utf8");
const codes = [...markdown.matchAll(/^```\w*\n([^`]*)\n```$/gm)].map(([, code]) => code);

it("code has its colours without JavaScript, and no button", async () => {
  const page = await site.newPage({ javaScriptEnabled: false });
  await page.goto(`${site.url}${guide}.html`);

  expect(await page.locator("pre").allTextContents()).toEqual(codes);
  const token = page.locator("pre .name", { hasText: "$TOKEN" }).last();
  const getColor = (element: Element) => getComputedStyle(element).color;
  expect(await token.evaluate(getColor)).not.toBe(await page.locator("pre").first().evaluate(getColor));
  expect(await page.getByRole("button").count()).toBe(0);
});

it("the keyboard reaches the button of each block, which copies exactly the code", async () => {
  const page = await site.newPage();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${site.url}${guide}.html`);
  const blocks = await page.locator("pre").all();

  expect(blocks).toHaveLength(codes.length);
  for (const [index, block] of blocks.entries()) {
    await block.focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");

    await expect.poll(() => page.locator(":focus").innerText()).toBe("Copied");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(codes[index]);
  }
});

it("the button selects the code where the browser has no clipboard", async () => {
  const page = await site.newPage();
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.goto(`${site.url}${guide}.html`);
  const button = page.getByRole("button").first();

  await button.click();

  expect(await button.innerText()).toBe("Selected");
  expect(await page.evaluate(() => String(getSelection()))).toBe(codes[0]);
});

it.each(["curl", "typescript", "powershell", "python", "json"])("the samples in %s have colours", async (language) => {
  const reference = await openSite(fixtureSite);
  onTestFinished(() => reference.close());
  const page = await reference.newPage();
  await page.goto(`${reference.url}tag-readings.html`);

  expect(
    await page.locator(`code.language-${language} .string, code.language-${language} .name`).count(),
  ).toBeGreaterThan(0);
});
