// Spec, types, client, docs, mock and what Microsoft publishes say the same.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launchBrowser } from "@run-summary/browser";
import { publishPage } from "@run-summary/docs";
import { listOperations } from "@run-summary/openapi";
import { readBundle } from "@run-summary/spec";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDocsFacts } from "../src/agreement/docs-facts.ts";
import { describeDisagreements } from "../src/agreement/format-table.ts";
import { collectEvidence, createTable, type Row } from "../src/agreement/index.ts";
import { renderTable } from "../src/agreement/page.ts";

const operations = listOperations(readBundle());

let table: Row[];
let browser: Browser;
let folder: string;
beforeAll(async () => {
  table = createTable(await collectEvidence());
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), "agreement-"));
}, 600_000); // it reads the docs of all operations, on a machine that runs other tasks too
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

it.each(operations)("$operationId is the same in all sources", ({ operationId }) => {
  const rows = table.filter(({ operation }) => operation === operationId);

  expect(describeDisagreements(rows)).toEqual([]);
  expect(rows.length).toBeGreaterThan(20);
});

it("has no fact that only the spec knows", () => {
  const unseen = table.filter(({ cells }) => Object.values(cells).every((cell) => cell === "–"));

  expect(unseen).toEqual([]);
});

describe("its page in the docs", () => {
  let page: Page;
  beforeAll(async () => {
    await publishPage({ name: "agreement", title: "Agreement", html: renderTable(table) }, folder);
    page = await browser.newPage();
    await page.goto(pathToFileURL(join(folder, "agreement.html")).href);
  });

  it.each([360, 640, 768, 1440])("fits %i pixels", async (width) => {
    await page.setViewportSize({ width, height: 740 });

    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
  });
});

it("a site without operations is named", async () => {
  const page = await browser.newPage({ offline: true });
  page.setDefaultTimeout(1);

  await expect(readDocsFacts(page, "data:text/html,")).rejects.toThrow("does not show its operations");
});
