import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { launchBrowser } from "@run-summary/browser";
import {
  type ClientModules,
  createTable,
  type Evidence,
  findDisagreements,
  listSpecFacts,
  readSiteFacts,
  readTypesFacts,
  runContractCases,
  type Source,
  startTargets,
  type Targets,
} from "@run-summary/contract-tests/agreement";
import { compareUpstream, findMistakes, judgeFacts } from "@run-summary/contract-tests/upstream";
import { getValue, listOperations, type OpenApiDocument, resolveReference } from "@run-summary/openapi";
import type { Upstream } from "@run-summary/upstream";
import { compareDocuments, listChanges } from "../diff/compare/compare-documents.ts";
import { inlineReferences } from "../diff/compare/inline-references.ts";
import { isLargerBump } from "../diff/compare/version-bump.ts";
import { findDrifts } from "../generate/generate.ts";
import { type ArtifactMutant, createMutantText, formatArtifactName, readArtifact } from "./artifact-mutants.ts";
import type { ReferencePageFails } from "./reference-page.ts";
import type { Site } from "./site.ts";
import type { SpecMutant } from "./spec-mutants.ts";
import type { ReportMutant } from "./summary.ts";

function formatName({ operator, pointer }: SpecMutant): string {
  return `${operator}: ${pointer}`;
}

/** The spec is edited, and nothing is generated from it. */
export async function checkForgottenSpecs(
  mutants: readonly SpecMutant[],
  evidence: Evidence,
  report: ReportMutant,
): Promise<void> {
  for (const mutant of mutants) {
    // A document that nothing can be generated from is rejected with an error.
    const drift = await findDrifts(mutant.document).catch((error: Error) => [error.message]);
    const caughtBy = [
      ...(drift.length > 0 ? ["drift"] : []),
      ...((await differsFromOldArtifacts(mutant.document, evidence)) ? ["agreement"] : []),
    ];
    report({ family: "spec, not regenerated", mutant: formatName(mutant), caughtBy });
  }
}

// To read types and docs is cheap. The cases run where these do not differ.
async function differsFromOldArtifacts(document: OpenApiDocument, evidence: Evidence): Promise<boolean> {
  const spec = listSpecFacts(document);
  if (JSON.stringify(spec) === JSON.stringify(evidence.spec)) return false;
  if (findDisagreements(createTable({ ...evidence, spec, results: [] })).length > 0) return true;
  return failsCases(pickOperation(document, evidence.document), await startTargets(), ["client", "mock"]);
}

/** The document with one of the operations that are not the same in another document; the whole one where all are the same. */
function pickOperation(document: OpenApiDocument, other: OpenApiDocument): OpenApiDocument {
  const inlined = inlineReferences({ base: document, next: other });
  for (const { path, method } of listOperations(document)) {
    const [one, another] = [inlined.base, inlined.next].map(({ paths }) => {
      const pathItem = getValue(paths, [path]);
      return [getValue(pathItem, [method]), getValue(pathItem, ["parameters"])];
    });
    if (isDeepStrictEqual(one, another)) continue;
    const { [method]: operation, parameters } = resolveReference(document, document.paths?.[path] ?? {});
    const pathItem = { [method]: operation, ...(parameters === undefined ? {} : { parameters }) };
    return { ...document, paths: { [path]: pathItem } };
  }
  return document;
}

/**
 * The spec is edited, and everything follows it. What Microsoft publishes catches it where it says otherwise, and change control where it
 * asks for the right version bump. A mutant that is only a patch goes out with any planned release. So the reference page's facts are
 * checked for it too.
 */
export async function checkFollowedSpecs(
  base: OpenApiDocument,
  mutants: readonly SpecMutant[],
  referencePageFails: ReferencePageFails,
  upstream: Upstream,
  report: ReportMutant,
): Promise<void> {
  const listMistakes = (document: OpenApiDocument) =>
    findMistakes(document, judgeFacts(document, compareUpstream(document, upstream))).map(({ location }) => location);
  const known = listMistakes(base);
  for (const mutant of mutants) {
    // The compiler takes a second. It runs where the rules and the schemas are not enough.
    const [own] = listChanges(base, mutant.document);
    const isEnough = own !== undefined && !isLargerBump(mutant.bump, own.bump);
    const [largest] = isEnough ? [own] : await compareDocuments(base, mutant.document);
    const isSmall = largest === undefined || largest.bump === "patch";
    const caughtBy = [
      ...(listMistakes(mutant.document).some((location) => !known.includes(location)) ? ["upstream"] : []),
      ...(largest?.bump === mutant.bump ? ["change control"] : []),
      ...(isSmall && (await referencePageFails(mutant.document)) ? ["reference page"] : []),
    ];
    report({ family: "spec, regenerated", mutant: formatName(mutant), caughtBy });
  }
}

/**
 * The generated types or the client's generated files differ from the spec.
 *
 * @param copy the folder of a copy of the repository
 */
export async function checkArtifacts(
  mutants: readonly ArtifactMutant[],
  copy: string,
  evidence: Evidence,
  report: ReportMutant,
): Promise<void> {
  for (const [index, mutant] of mutants.entries()) {
    const source = join(copy, mutant.folder);
    // Node loads a module once. So each mutant is in a folder of its own, beside the folder of which it is a copy.
    const folder = join(source, "..", `mutant-${index}`);
    await cp(source, folder, { recursive: true });
    await writeFile(join(folder, mutant.file), createMutantText(mutant, await readArtifact(mutant)));
    // A gate that cannot go on has caught the mutant too.
    const isCaught = await checkers[mutant.artifact](folder, mutant, evidence).catch(() => true);
    report({ family: mutant.artifact, mutant: formatArtifactName(mutant), caughtBy: isCaught ? ["agreement"] : [] });
  }
}

type Checker = (folder: string, mutant: ArtifactMutant, evidence: Evidence) => Promise<boolean>;

const checkers: Readonly<Record<ArtifactMutant["artifact"], Checker>> = {
  async types(folder, { file }, evidence) {
    return differs({ ...evidence, types: readTypesFacts(join(folder, file)) }, "types");
  },
  async client(folder, _mutant, { document }) {
    const load = (file: string) => import(pathToFileURL(join(folder, file)).href);
    const modules: ClientModules = Object.assign({}, await load("index.ts"), await load("validate.ts"));
    return failsCases(document, await startTargets({ modules }), ["client"]);
  },
};

/** The mock serves another document than the spec. */
export async function checkMocks(
  mutants: readonly SpecMutant[],
  evidence: Evidence,
  report: ReportMutant,
): Promise<void> {
  for (const mutant of mutants) {
    const isCaught = await startTargets({ spec: mutant.document }).then(
      (targets) => failsCases(pickOperation(evidence.document, mutant.document), targets, ["mock"]),
      () => true,
    );
    report({ family: "mock", mutant: formatName(mutant), caughtBy: isCaught ? ["agreement"] : [] });
  }
}

function differs(evidence: Evidence, source: Source): boolean {
  return findDisagreements(createTable(evidence)).some((difference) => difference.source === source);
}

/** Whether client or mock disagree with a document in one of its cases. Closes the targets. */
async function failsCases(
  document: OpenApiDocument,
  targets: Targets,
  sources: readonly ("client" | "mock")[],
): Promise<boolean> {
  try {
    for await (const result of runContractCases(document, targets)) {
      if (sources.includes(result.source) && result.problem !== undefined) return true;
    }
    return false;
  } finally {
    await targets.close();
  }
}

/** The built site is of another document than the spec. */
export async function checkDocs(
  site: Site,
  mutants: readonly SpecMutant[],
  evidence: Evidence,
  report: ReportMutant,
): Promise<void> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    for (const mutant of mutants) {
      await site.replace(mutant.document);
      const docs = await readSiteFacts(page, site.folder).catch(() => []); // a site that shows nothing is caught too
      const isCaught = differs({ ...evidence, docs }, "docs");
      report({ family: "docs", mutant: formatName(mutant), caughtBy: isCaught ? ["agreement"] : [] });
    }
  } finally {
    await browser.close();
  }
}
