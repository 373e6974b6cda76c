import { launchBrowser } from "@run-summary/browser";
import { createRunSummaryClient } from "@run-summary/client";
import { validateAnswer } from "@run-summary/client/validate";
import { serveDocs } from "@run-summary/docs";
import { startMock } from "@run-summary/mock";
import { bundleSource } from "@run-summary/spec/source";
import type { Page } from "playwright-core";
import type { Fact } from "./fact.ts";
import { factsFromClient } from "./facts-from-client.ts";
import { factsFromDocs } from "./facts-from-docs.ts";
import { factsFromMock } from "./facts-from-mock.ts";
import { factsFromSpec } from "./facts-from-spec.ts";
import { factsFromTypes, typesFile } from "./facts-from-types.ts";
import type { Source } from "./table.ts";

/** What the spec says, and each of the sources. */
export interface AllFacts {
  readonly spec: readonly Fact[];
  readonly others: Readonly<Record<Source, readonly Fact[]>>;
}

/**
 * The facts of all five sources, each derived on its own: from the hand-written spec, and from what is generated and built.
 *
 * @throws {SpecError} where the spec has a mistake.
 */
export async function allFacts(): Promise<AllFacts> {
  const spec = factsFromSpec(await bundleSource());
  const reading = readSite();
  const types = factsFromTypes(typesFile());
  // Client and mock are asked for the names that others have. A name that only the docs have shows there.
  const names = [...spec, ...types];
  const [docs, client, mock] = await Promise.all([
    reading,
    factsFromClient({ createRunSummaryClient, validateAnswer }, names),
    factsFromMock({ startMock }, names),
  ]);
  return { spec, others: { types, client, docs, mock } };
}

async function readSite(): Promise<Fact[]> {
  const browser = await launchBrowser();
  try {
    return await factsFromSite(await browser.newPage());
  } finally {
    await browser.close();
  }
}

/** The facts of a built site, the project's own where no other folder is named. */
export async function factsFromSite(page: Page, folder?: string): Promise<Fact[]> {
  const docs = await serveDocs(folder === undefined ? {} : { folder });
  try {
    return await factsFromDocs(page, `${docs.url}/`);
  } finally {
    await docs.close();
  }
}
