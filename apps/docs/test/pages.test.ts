// Rules for every page, in both colour schemes and on narrow and wide screens.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { siteFolder } from "../src/index.ts";
import { findViolations, schemes, showPage, testWidths } from "./appearance.ts";
import { fixtureSite, openSite } from "./open-site.ts";

describe.each([
  ["own", siteFolder],
  ["fixture's", fixtureSite],
])("the %s site", async (owner, folder) => {
  const files = await readdir(folder);
  // The pages of tags are alike. The fixture's are enough.
  const names = files
    .filter((file) => file.endsWith(".html") && !(owner === "own" && file.startsWith("tag-")))
    .map((file) => file.replace(".html", ""));
  const site = await openSite(folder);
  afterAll(() => site.close());

  /** The ids and the links of a page. */
  async function readLinks(name: string): Promise<{ ids: string[]; links: string[] }> {
    const html = await readFile(join(folder, `${name}.html`), "utf8");
    const values = (attribute: string) =>
      [...html.matchAll(new RegExp(` ${attribute}="([^"]*)"`, "g"))].map(([, value = ""]) => value);
    return { ids: values("id"), links: [...values("href"), ...values("src")] };
  }

  describe.each(names)("%s", (name) => {
    it("has relative links, to existing pages and headings", async () => {
      const { links } = await readLinks(name);
      const inside = links.filter((link) => !/^(https?:|data:)/.test(link));

      expect(inside).not.toEqual([]);
      for (const link of inside) {
        const [path = "", id] = link.split("#");
        const file = path.replace("./", "").split("?")[0] || (path === "" ? `${name}.html` : "index.html");
        expect(files, link).toContain(file);
        if (id !== undefined) expect((await readLinks(file.replace(".html", ""))).ids).toContain(id);
      }
    });

    it("has a description, one h1, and a policy against other scripts", async () => {
      const html = await readFile(join(folder, `${name}.html`), "utf8");

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

  // site.test.ts tests the index, which changes when Redoc is mounted.
  describe.each(names.filter((name) => name !== "index"))("%s", (name) => {
    beforeAll(() => page.goto(`${site.url}${name}.html`));

    describe.each(schemes)("in the %s", (colorScheme) => {
      beforeAll(() => showPage(page, colorScheme));

      it("has no accessibility violation", async () => {
        expect(await findViolations(page)).toEqual([]);
      });

      testWidths(page, `${owner}-${name}`, colorScheme);
    });
  });

  it("no page requests anything outside the site, or meets an error", () => {
    expect(site.problems).toEqual([]);
  });
});
