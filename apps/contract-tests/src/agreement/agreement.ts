import { launchBrowser } from "@run-summary/browser";
import { serveDocs } from "@run-summary/docs";
import type { OpenApiDocument } from "@run-summary/openapi";
import { bundleSource } from "@run-summary/spec/source";
import type { Page } from "playwright-core";
import { createContract, type Result } from "../suite/check.ts";
import { listRequestChecks, listStatelessChecks } from "../suite/checks.ts";
import { startTargets, type Targets } from "../suite/targets.ts";
import { runChecks } from "./case-results.ts";
import { readDocsFacts } from "./docs-facts.ts";
import type { Fact } from "./fact.ts";
import { listSpecFacts } from "./spec-facts.ts";
import { findTypesFile, readTypesFacts } from "./types-facts.ts";

/** What the spec says, what types and docs say about the same, and whether client and mock agree in the contract cases. */
export interface Evidence {
  readonly document: OpenApiDocument;
  readonly spec: readonly Fact[];
  readonly types: readonly Fact[];
  readonly docs: readonly Fact[];
  readonly results: readonly Result[];
}

/**
 * Reads the hand-written spec and all that is generated and built from it.
 *
 * @throws {SpecError} where the spec has a mistake.
 */
export async function collectEvidence(): Promise<Evidence> {
  const document = await bundleSource();
  const types = readTypesFacts(findTypesFile());
  const [docs, results] = await Promise.all([readOwnSite(), runOwnCases(document)]);
  return { document, spec: listSpecFacts(document), types, docs, results };
}

/** The results of all contract cases of a document, the first ones first. */
export function runContractCases(document: OpenApiDocument, targets: Targets): AsyncGenerator<Result> {
  const contract = createContract(document);
  return runChecks([...listRequestChecks(contract), ...listStatelessChecks(contract)], targets);
}

async function runOwnCases(document: OpenApiDocument): Promise<Result[]> {
  const targets = await startTargets();
  try {
    return await Array.fromAsync(runContractCases(document, targets));
  } finally {
    await targets.close();
  }
}

async function readOwnSite(): Promise<Fact[]> {
  const browser = await launchBrowser();
  try {
    return await readSiteFacts(await browser.newPage());
  } finally {
    await browser.close();
  }
}

/** The facts of a built site, which is the project's own where no folder is given. */
export async function readSiteFacts(page: Page, folder?: string): Promise<Fact[]> {
  const docs = await serveDocs(folder === undefined ? {} : { folder });
  try {
    return await readDocsFacts(page, `${docs.url}/`);
  } finally {
    await docs.close();
  }
}
