import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { launchBrowser } from "@run-summary/browser";
import {
  type AllFacts,
  type ClientModules,
  differencesIn,
  type Fact,
  factsFromClient,
  factsFromMock,
  factsFromSite,
  factsFromSpec,
  factsFromTypes,
  type Source,
  tableOf,
  typesFile,
} from "@run-summary/contract-tests/agreement";
import type { OpenApiDocument } from "@run-summary/spec";
import { type Change, changesBetween, changesFrom } from "../diff/changes-between.ts";
import { isLarger } from "../diff/rules.ts";
import { driftFrom, generatedFrom } from "../generate/generate.ts";
import { repository } from "../turbo.ts";
import { type ArtifactMutant, mutated, nameOfArtifact } from "./artifact-mutants.ts";
import { type ContractFails, referencePage, suite } from "./contract-tests.ts";
import { inCopy, type Texts } from "./mutant-copy.ts";
import { type SpecMutant, specMutantsOf } from "./spec-mutants.ts";
import type { Report } from "./summary.ts";

function nameOf({ operator, pointer }: SpecMutant): string {
  return `${operator}: ${pointer}`;
}

/** The spec is edited, and nothing is generated anew: each gate is asked. */
export async function forgottenSpecs(mutants: readonly SpecMutant[], facts: AllFacts, report: Report): Promise<void> {
  for (const mutant of mutants) {
    // A document that nothing can be generated from is refused with an error.
    const drift = await driftFrom(mutant.document).catch((error: Error) => [error.message]);
    const differences = differencesIn(tableOf(factsFromSpec(mutant.document), facts.others));
    const caughtBy = [...(drift.length > 0 ? ["drift"] : []), ...(differences.length > 0 ? ["agreement"] : [])];
    report({ family: "spec, not regenerated", mutant: nameOf(mutant), caughtBy });
  }
}

/**
 * The spec is edited, and everything follows it. Change control catches it where it asks for a step that is large enough.
 * What is no more than a patch to it goes out with any release that is planned: there the facts of the reference page, on
 * all that is generated from the mutant, are asked too.
 */
export async function followedSpecs(
  base: OpenApiDocument,
  mutants: readonly SpecMutant[],
  contractFails: ContractFails,
  report: Report,
): Promise<void> {
  for (const mutant of mutants) {
    const isEnough = (changes: readonly Change[]) => changes.some(({ step }) => !isLarger(mutant.step, step));
    // Redocly's part of it takes half a second: it is asked where the project's own rules are not enough.
    const own = changesFrom(base, mutant.document, []);
    const changes = isEnough(own) ? own : await changesBetween(base, mutant.document);
    const isSmall = changes.every(({ step }) => step === "patch");
    const caughtBy = [
      ...(isEnough(changes) ? ["change control"] : []),
      ...(isSmall && (await contractFails(await generatedTexts(mutant), referencePage)) ? ["reference page"] : []),
    ];
    report({ family: "spec, regenerated", mutant: nameOf(mutant), caughtBy });
  }
}

// Without the types, which are gone when the tests run.
async function generatedTexts({ document }: SpecMutant): Promise<Texts> {
  const files = (await generatedFrom(document)).flatMap(([folder, texts]) =>
    Object.entries(texts).map(([name, text]) => [relative(repository, join(folder, name)), text]),
  );
  return Object.fromEntries(files.filter(([path]) => !path?.endsWith(".d.ts")));
}

/** By name: whether it sees that files have other texts. */
type Gates = Readonly<
  Record<string, (texts: Texts, facts: AllFacts, contractFails: ContractFails) => Promise<boolean>>
>;

const contract: Gates[string] = (texts, _facts, contractFails) => contractFails(texts, suite);
const load = (...path: string[]) => import(pathToFileURL(join(...path)).href);

// The cheapest first.
const gatesOf: Readonly<Record<ArtifactMutant["artifact"], Gates>> = {
  types: {
    agreement: (texts, facts) =>
      inCopy([], texts, async (copy) =>
        isOther("types", factsFromTypes(join(copy, relative(repository, typesFile()))), facts),
      ),
  },
  client: {
    agreement: (texts, facts) =>
      inCopy(["packages/client/src"], texts, async (copy) => {
        const files = ["index.ts", "validate.ts"].map((file) => load(copy, "packages/client/src", file));
        const modules: ClientModules = Object.assign({}, ...(await Promise.all(files)));
        return isOther("client", await factsFromClient(modules, facts.spec), facts);
      }),
    contract,
  },
  mock: {
    contract,
    agreement: (texts, facts) =>
      inCopy(["apps/mock/src"], texts, async (copy) =>
        isOther("mock", await factsFromMock(await load(copy, "apps/mock/src/index.ts"), facts.spec), facts),
      ),
  },
};

/** Types, client or mock are not what the spec says: the first gate that catches it counts. */
export async function wrongArtifacts(
  mutants: readonly ArtifactMutant[],
  facts: AllFacts,
  contractFails: ContractFails,
  report: Report,
): Promise<void> {
  for (const mutant of mutants) {
    const texts = { [mutant.file]: await textOf(mutant) };
    const caughtBy: string[] = [];
    for (const [gate, sees] of Object.entries(gatesOf[mutant.artifact])) {
      if (caughtBy.length > 0) break;
      // A gate that cannot go on has caught it too.
      if (await sees(texts, facts, contractFails).catch(() => true)) caughtBy.push(gate);
    }
    report({ family: mutant.artifact, mutant: nameOfArtifact(mutant), caughtBy });
  }
}

/** The built site says something else than the spec: one mutant for each kind of fact, at each kind of place, that it shows. */
export async function wrongDocs(site: string, facts: AllFacts, report: Report): Promise<void> {
  const name = (await readdir(site)).find((file) => file.startsWith("definition."));
  const file = join(site, name ?? "definition.js");
  const text = await readFile(file, "utf8");
  const [, json = ""] = /^const __redoc_definition = (.*);$/m.exec(text) ?? [];
  const shown = new Map<string, SpecMutant>();
  for (const mutant of specMutantsOf(JSON.parse(json))) {
    const differences = differencesIn(tableOf(factsFromSpec(mutant.document), facts.others));
    const difference = differences.find(({ source }) => source === "docs");
    if (difference) shown.set(`${difference.subject[0]?.split(" ")[0]} ${difference.attribute}`, mutant);
  }
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    for (const mutant of shown.values()) {
      await writeFile(
        file,
        text.replace(json, () => JSON.stringify(mutant.document)),
      );
      const said = await factsFromSite(page, site).catch(() => []); // what shows nothing is caught too
      report({ family: "docs", mutant: nameOf(mutant), caughtBy: isOther("docs", said, facts) ? ["agreement"] : [] });
    }
  } finally {
    await browser.close();
  }
}

function isOther(source: Source, said: readonly Fact[], { spec, others }: AllFacts): boolean {
  return differencesIn(tableOf(spec, { ...others, [source]: said })).some((difference) => difference.source === source);
}

/** The text of the mutant's file with its edit. */
export async function textOf(mutant: ArtifactMutant): Promise<string> {
  return mutated(mutant, await readFile(join(repository, mutant.file), "utf8"));
}
