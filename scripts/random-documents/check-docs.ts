import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { launchBrowser } from "@run-summary/browser";
import { createTable, findDisagreements, listSpecFacts, readSiteFacts } from "@run-summary/contract-tests/agreement";
import { buildDocs } from "@run-summary/docs";
import { formatDocument } from "../generate/bundle.ts";
import type { Candidate, Failure } from "./check-document.ts";

/** Builds the docs of documents. Returns the error of each document that has one, by its name. */
export async function buildSites(workspace: string, candidates: readonly Candidate[]): Promise<Map<string, Failure>> {
  const failures = new Map<string, Failure>();
  for (const { name, document } of candidates) {
    const file = join(workspace, name, "docs.yaml");
    await writeFile(file, formatDocument(document));
    const error = await buildDocs(file, join(workspace, name, "site")).catch((error: Error) => error);
    if (error !== undefined) failures.set(name, { stage: "docs", message: error.stack ?? error.message });
  }
  return failures;
}

/** Reads built sites in a browser. Returns the first difference of each document that has one, by its name. */
export async function readSites(workspace: string, candidates: readonly Candidate[]): Promise<Map<string, Failure>> {
  const failures = new Map<string, Failure>();
  const browser = await launchBrowser();
  try {
    for (const { name, document } of candidates) {
      const page = await browser.newPage();
      const docs = await readSiteFacts(page, join(workspace, name, "site"));
      await page.close();
      const table = createTable({ document, spec: listSpecFacts(document), types: [], docs, results: [] });
      const wrong = findDisagreements(table).find(({ source }) => source === "docs");
      if (wrong === undefined) continue;
      const fact = [wrong.operation, ...wrong.subject, wrong.attribute].join(" · ");
      failures.set(name, { stage: "docs", message: `${fact}: ${wrong.spec}, the docs: ${wrong.says}` });
    }
  } finally {
    await browser.close();
  }
  return failures;
}
