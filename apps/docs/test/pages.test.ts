// What holds for every page of the site, in both colour schemes and on narrow and wide screens.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { siteFolder } from "../src/index.ts";
import { fits, schemes, show, violations } from "./appearance.ts";
import { openSite } from "./open-site.ts";

const files = await readdir(siteFolder);
const names = files.filter((file) => file.endsWith(".html")).map((file) => file.replace(".html", ""));
const site = await openSite();
afterAll(() => site.close());

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
    const inside = links.filter((link) => !/^(https?:|data:)/.test(link));

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
    for (const tag of [
      'meta name="description"',
      'link rel="canonical"',
      'meta property="og:title"',
      'link rel="icon"',
    ]) {
      expect(html).toMatch(new RegExp(`<${tag} (content|href)="[^"]+"`));
    }
  });
});

const page = await site.newPage();

// The index looks otherwise once Redoc is there: site.test.ts.
describe.each(names.filter((name) => name !== "index"))("%s", (name) => {
  beforeAll(() => page.goto(`${site.url}${name}.html`));

  describe.each(schemes)("in the %s", (colorScheme) => {
    beforeAll(() => show(page, colorScheme));

    it("has nothing for axe to complain of", async () => {
      expect(await violations(page)).toEqual([]);
    });

    fits(page, name, colorScheme);
  });
});

it("no page has asked for anything beyond the site, or has met an error", () => {
  expect(site.problems).toEqual([]);
});
