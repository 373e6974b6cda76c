import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readBundle } from "@run-summary/spec";
import { siteFolder } from "../build-docs.ts";
import { createProse, createSite, renderPage } from "./layout.ts";
import { placeholderPages } from "./placeholder-pages.ts";

/** Writes a page of the built site, `<name>.html`. The page has the site's look and navigation around the HTML. */
export async function publishPage(
  { name, title, html }: { name: string; title: string; html: string },
  folder: string = siteFolder,
): Promise<void> {
  const description = placeholderPages.find((page) => page.name === name)?.description ?? title;
  const page = { name, title, description, html: createProse(html) };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.html`), renderPage(page, createSite(readBundle())));
}
