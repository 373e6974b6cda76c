import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import {
  type AllFacts,
  differencesIn,
  type Fact,
  factsFromSite,
  factsFromSpec,
  factsFromTypes,
  type Source,
  tableOf,
} from "@run-summary/contract-tests/agreement";
import { buildDocs, launchBrowser } from "@run-summary/docs";
import type { OpenApiDocument } from "@run-summary/spec";
import { stringify } from "yaml";
import { type Change, changesBetween, changesFrom } from "../diff/changes-between.ts";
import { isLarger } from "../diff/rules.ts";
import { driftFrom, generatedFrom } from "../generate/generate.ts";
import { repository } from "../turbo.ts";
import { type ArtifactMutant, artifactMutants, mutated } from "./artifact-mutants.ts";
import { copyWithArtifacts } from "./copied-artifacts.ts";
import type { SpecMutant } from "./spec-mutants.ts";

/** What became of a mutant. */
export interface Outcome {
  readonly family: string;
  readonly mutant: string;
  /** The gates that caught it; none for a survivor. */
  readonly caughtBy: readonly string[];
}

export type Report = (outcome: Outcome) => void;

function nameOf({ operator, pointer }: SpecMutant): string {
  return `${operator}: ${pointer}`;
}

/** The spec is edited, and nothing is generated anew: each gate is asked. */
export async function forgottenSpecs(
  mutants: readonly SpecMutant[],
  { others }: AllFacts,
  report: Report,
): Promise<void> {
  for (const mutant of mutants) {
    const gates = {
      drift: () => driftFrom(mutant.document),
      agreement: async () => differencesIn(tableOf(factsFromSpec(mutant.document), others)),
    };
    const caughtBy: string[] = [];
    for (const [gate, findings] of Object.entries(gates)) {
      // A document that nothing can be generated from is refused with an error.
      const found = await findings().catch((error: Error) => [error]);
      if (found.length > 0) caughtBy.push(gate);
    }
    report({ family: "spec, not regenerated", mutant: nameOf(mutant), caughtBy });
  }
}

/**
 * The spec is edited, and everything follows it. Change control has caught it where it asks for a step that is large enough;
 * where it has not, the facts of the reference page, on all that is generated from the mutant, are the last gate.
 */
export async function followedSpecs(
  base: OpenApiDocument,
  mutants: readonly SpecMutant[],
  report: Report,
): Promise<void> {
  const missed: SpecMutant[] = [];
  for (const mutant of mutants) {
    // Redocly's part of it takes a third of a second: it is asked where the project's own rules are not enough.
    const isEnough = (changes: readonly Change[]) => changes.some(({ step }) => !isLarger(mutant.step, step));
    if (isEnough(changesFrom(base, mutant.document, [])) || isEnough(await changesBetween(base, mutant.document))) {
      report({ family: "spec, regenerated", mutant: nameOf(mutant), caughtBy: ["change control"] });
    } else {
      missed.push(mutant);
    }
  }
  if (missed.length === 0) return;
  await using copy = await copyWithArtifacts();
  for (const mutant of missed) {
    const folders = await generatedFrom(mutant.document).catch(() => undefined);
    if (folders === undefined) {
      report({ family: "spec, regenerated", mutant: nameOf(mutant), caughtBy: ["generation"] });
      continue;
    }
    const texts = folders.flatMap(([folder, files]) =>
      Object.entries(files).map(([name, text]) => [relative(repository, join(folder, name)), text]),
    );
    const failed = await copy.firstFailure(Object.fromEntries(texts), {
      "reference page": vitest("test/reference-page.test.ts"),
    });
    report({ family: "spec, regenerated", mutant: nameOf(mutant), caughtBy: failed === undefined ? [] : [failed] });
  }
}

// From the folder of the contract tests.
function vitest(...files: string[]): string[] {
  return [
    join(repository, "node_modules/vitest/vitest.mjs"),
    "run",
    "--bail=1",
    "--root=apps/contract-tests",
    "--testTimeout=20000",
    ...files,
  ];
}

/** Types, client, mock or docs are not what the spec says. */
export async function wrongArtifacts(mutants: readonly SpecMutant[], facts: AllFacts, report: Report): Promise<void> {
  const isCaught = (source: Source, said: readonly Fact[]) => {
    const table = tableOf(facts.spec, { ...facts.others, [source]: said });
    return differencesIn(table).length > 0 ? ["agreement"] : [];
  };
  const folder = await mkdtemp(join(tmpdir(), "mutants-"));
  const spec = join(folder, "openapi.yaml");
  const textOf = (file: string) => readFile(join(repository, file), "utf8");
  const running = artifactMutants.filter(({ artifact }) => artifact !== "types");

  const types = async () => {
    for (const mutant of artifactMutants.filter(({ artifact }) => artifact === "types")) {
      const file = join(folder, "index.d.ts");
      await writeFile(file, mutated(mutant, await textOf(mutant.file)));
      report({ family: "types", mutant: mutant.name, caughtBy: isCaught("types", factsFromTypes(file)) });
    }
  };
  const code = async () => {
    await using copy = await copyWithArtifacts();
    for (const mutant of running) {
      const failed = await copy.firstFailure(
        { [mutant.file]: mutated(mutant, await textOf(mutant.file)) },
        {
          agreement: ["scripts/mutate/artifact-agreement.ts", mutant.artifact],
          contract: vitest("test/operations.test.ts", "test/requests.test.ts"),
        },
      );
      report({ family: mutant.artifact, mutant: codeName(mutant), caughtBy: failed === undefined ? [] : [failed] });
    }
  };
  const docs = async () => {
    const browser = await launchBrowser();
    try {
      for (const mutant of docsMutantsOf(mutants, facts)) {
        await writeFile(spec, stringify(mutant.document));
        await buildDocs(spec, folder);
        const caughtBy = isCaught("docs", await factsFromSite(browser, folder));
        report({ family: "docs", mutant: nameOf(mutant), caughtBy });
      }
    } finally {
      await browser.close();
    }
  };
  await Promise.all([code(), types().then(docs)]);
  await rm(folder, { recursive: true });
}

// One of each operator that changes what the docs show as a fact.
function docsMutantsOf(mutants: readonly SpecMutant[], { others }: AllFacts): SpecMutant[] {
  const shown = mutants.filter(({ document }) =>
    differencesIn(tableOf(factsFromSpec(document), others)).some(({ source }) => source === "docs"),
  );
  return [...Map.groupBy(shown, ({ operator }) => operator).values()].flatMap(([first]) => first ?? []);
}

function codeName({ name, file }: ArtifactMutant): string {
  return `${name}: ${file.split("/").slice(-1)}`;
}
