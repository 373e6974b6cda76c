import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { OpenApiDocument } from "@run-summary/openapi";

/** A built site. Only this file depends on the form of the site's files. */
export interface Site {
  readonly folder: string;
  /** What the site is made of: some of it is written in another way than in the spec, for Redoc to show it. */
  readonly document: OpenApiDocument;
  /** Makes the site show another document. */
  readonly replace: (document: OpenApiDocument) => Promise<void>;
}

/** Reads the document of a built site. */
export async function openSite(folder: string): Promise<Site> {
  const name = (await readdir(folder)).find((file) => file.startsWith("definition."));
  const file = join(folder, name ?? "definition.js");
  const text = await readFile(file, "utf8");
  const [, json = ""] = /^const redocDefinition = (.*);$/m.exec(text) ?? [];
  return {
    folder,
    document: JSON.parse(json),
    replace: (document) =>
      writeFile(
        file,
        text.replace(json, () => JSON.stringify(document)),
      ),
  };
}
