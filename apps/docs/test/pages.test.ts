// What holds for every page of the site, in both colour schemes and on narrow and wide screens.
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { operationsOf, readBundle } from "@run-summary/spec";
import type { AxeResults } from "axe-core";
import { afterAll, describe, expect, it } from "vitest";
import { siteFolder } from "../src/index.ts";
import { openSite, screenshots } from "./open-site.ts";

const files = await readdir(siteFolder);
const names = files.filter((file) => file.endsWith(".html")).map((file) => file.replace(".html", ""));
const axe = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const document = readBundle();
const site = await openSite();
afterAll(() => site.close());
await mkdir(screenshots, { recursive: true });

/** The ids of a page, and where its links lead. */
async function linksOf(name: string): Promise<{ ids: string[]; links: string[] }> {
  const html = await readFile(join(siteFolder, `${name}.html`), "utf8");
  const values = (attribute: string) =>
    [...html.matchAll(new RegExp(` ${attribute}="([^"]*)"`, "g"))].map(([, value = ""]) => value);
  return { ids: values("id"), links: [...values("href"), ...values("src")] };
}

describe.each(names)("%s", (name) => {
  it("has links to what is there, all relative", async () => {
    const { links } = await linksOf(name);
    const inside = links.filter((link) => !/^(https:|data:)/.test(link));

    expect(inside).not.toEqual([]);
    for (const link of inside) {
      const [path = "", id] = link.split("#");
      const file = path.replace("./", "").split("?")[0] || (path === "" ? `${name}.html` : "index.html");
      expect(files, link).toContain(file);
      if (id !== undefined) expect((await linksOf(file.replace(".html", ""))).ids).toContain(id);
    }
  });

  it("is described in its head, has one h1, and a policy that lets no other script in", async () => {
    const html = await readFile(join(siteFolder, `${name}.html`), "utf8");

    expect(html).toContain('<html lang="en">');
    expect(html.match(/<h1[ >]/g)).toHaveLength(1);
    expect(html).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'/);
    expect(html).not.toMatch(/<script(?![^>]* src=")|<[a-z]+[^>]* on[a-z]+=/);
    expect(html).toMatch(/<title>[^<]+<\/title>/);
    if (name === "console") return; // a tool, and nothing to find or share
    for (const tag of ['meta name="description"', 'link rel="canonical"', 'meta property="og:title"', 'link rel="icon"']) {
      expect(html).toMatch(new RegExp(`<${tag} (content|href)="[^"]+"`));
    }
  });
});

describe.each(["light", "dark"] as const)("in the %s", (colorScheme) => {
  it.each(names)("axe finds nothing to complain of: %s", async (name) => {
    const page = await site.newPage({ colorScheme });
    await page.goto(`${site.url}${name}.html`);
    if (name === "index") await page.locator("#redoc").waitFor();

    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  it.each(operationsOf(document))("axe finds nothing to complain of: $operationId", async ({ operationId, path, tags }) => {
    const page = await site.newPage({ colorScheme });
    await page.goto(`${site.url}#/${tags[0]?.toLowerCase()}/${operationId.toLowerCase()}`);
    await page.locator(`[data-section-id$="/${operationId.toLowerCase()}"]`).getByText(path).first().waitFor();

    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  it.each([360, 768, 1440])("nothing overflows at %i pixels", async (width) => {
    for (const javaScriptEnabled of [true, false]) {
      const page = await site.newPage({ colorScheme, javaScriptEnabled, viewport: { width, height: 900 } });
      for (const name of javaScriptEnabled ? names : ["index"]) {
        await page.goto(`${site.url}${name}.html`);
        if (name === "index" && javaScriptEnabled) await page.locator("#redoc").waitFor();
        const file = `${name}${javaScriptEnabled ? "" : "-static"}-${width}-${colorScheme}.png`;
        await page.screenshot({ path: join(screenshots, file) });

        expect(await page.evaluate(() => globalThis.document.documentElement.scrollWidth), name).toBe(width);
      }
      await page.context().close();
    }
  });
});

it("no page has asked for anything beyond the site, or has met an error", () => {
  expect(site.missed).toEqual([]);
});

/** What axe-core finds, as `rule element`. */
async function violations(page: Awaited<ReturnType<typeof site.newPage>>): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>("axe.run()");
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(" ")}`));
}
