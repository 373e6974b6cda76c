import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readBundle } from "@run-summary/spec";
import { siteFolder } from "./build-docs.ts";
import { layout, prose, siteOf } from "./layout.ts";
import { laterPages } from "./pages.ts";

/** Writes a page beside the built site's, `<name>.html`, with their look and navigation around its HTML. */
export async function publishPage(
  { name, title, html }: { name: string; title: string; html: string },
  folder: string = siteFolder,
): Promise<void> {
  const description = laterPages.find((page) => page.name === name)?.description ?? title;
  const page = { name, title, description, html: prose(html) };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.html`), layout(page, siteOf(readBundle())));
}
