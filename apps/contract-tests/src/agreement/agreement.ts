import { existsSync } from "node:fs";
import { launchBrowser } from "@run-summary/browser";
import { createContract } from "@run-summary/contract";
import { type Budget, createBudget } from "@run-summary/contract/cases";
import { serveDocs } from "@run-summary/docs";
import type { OpenApiDocument } from "@run-summary/openapi";
import { upstreamFolder } from "@run-summary/spec";
import { bundleSource } from "@run-summary/spec/source";
import { readSnapshot } from "@run-summary/upstream";
import type { Page } from "playwright-core";
import type { Result } from "../suite/check.ts";
import { listRequestChecks, listStatelessChecks } from "../suite/checks.ts";
import { type ClientModules, startTargets, type Targets } from "../suite/targets.ts";
import { compareUpstream } from "../upstream/compare-upstream.ts";
import { type JudgedFact, judgeFacts } from "../upstream/find-mistakes.ts";
import { runChecks } from "./case-results.ts";
import { readDocsFacts } from "./docs-facts.ts";
import type { Fact } from "./fact.ts";
import { createReadingPlan, type ReadingPlan } from "./reading-plan.ts";
import { listSpecFacts } from "./spec-facts.ts";
import { findTypesFile, readTypesFacts } from "./types-facts.ts";

/**
 * What the spec says, what types, docs and Microsoft's published files say about the same, and whether client and mock agree in the
 * contract cases.
 */
export interface Evidence {
  readonly document: OpenApiDocument;
  readonly spec: readonly Fact[];
  readonly types: readonly Fact[];
  readonly docs: readonly Fact[];
  readonly results: readonly Result[];
  /** Without a snapshot of what Microsoft publishes, nothing. */
  readonly upstream?: readonly JudgedFact[];
}

/** A document, and what is generated and built from it. */
export interface Artifacts {
  readonly document: OpenApiDocument;
  readonly typesFile: string;
  /** The folder of the built docs. */
  readonly site: string;
  readonly modules: ClientModules;
}

/**
 * Reads the hand-written spec and all that is generated and built from it, or another document and what is made of it.
 *
 * @throws {SpecError} where the spec has a mistake.
 */
export async function collectEvidence(artifacts?: Artifacts, budget: Budget = createBudget()): Promise<Evidence> {
  const document = artifacts?.document ?? (await bundleSource());
  const types = readTypesFacts(artifacts?.typesFile ?? findTypesFile());
  const plan = createReadingPlan(document, budget);
  const [docs, results] = await Promise.all([readSite(artifacts?.site, plan), runCases(document, artifacts, budget)]);
  const upstream = artifacts === undefined ? judgePublishedFacts(document) : [];
  return { document, spec: listSpecFacts(document), types, docs, results, upstream };
}

/** What Microsoft publishes about the facts of a document; nothing where the repository has no snapshot of it. */
function judgePublishedFacts(document: OpenApiDocument): JudgedFact[] {
  if (!existsSync(upstreamFolder)) return [];
  return judgeFacts(document, compareUpstream(document, readSnapshot(upstreamFolder)));
}

/** The results of all contract cases of a document, the first ones first. */
export function runContractCases(
  document: OpenApiDocument,
  targets: Targets,
  budget: Budget = createBudget(),
): AsyncGenerator<Result> {
  const contract = createContract(document);
  return runChecks([...listRequestChecks(contract, budget), ...listStatelessChecks(contract, budget)], targets);
}

async function runCases(
  document: OpenApiDocument,
  artifacts: Artifacts | undefined,
  budget: Budget,
): Promise<Result[]> {
  const other = artifacts && { spec: document, strict: false, modules: artifacts.modules };
  const targets = await startTargets(other);
  try {
    return await Array.fromAsync(runContractCases(document, targets, budget));
  } finally {
    await targets.close();
  }
}

async function readSite(folder: string | undefined, plan: ReadingPlan): Promise<Fact[]> {
  const browser = await launchBrowser();
  try {
    return await readSiteFacts(await browser.newPage(), folder, plan);
  } finally {
    await browser.close();
  }
}

/** The facts of a built site, which is the project's own where no folder is given. */
export async function readSiteFacts(page: Page, folder?: string, plan?: ReadingPlan): Promise<Fact[]> {
  const docs = await serveDocs(folder === undefined ? {} : { folder });
  try {
    return await readDocsFacts(page, `${docs.url}/`, plan);
  } finally {
    await docs.close();
  }
}
