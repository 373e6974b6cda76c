// `npm run mutate` makes one mistake at a time and counts which checks catch it.
//
//   npm run mutate                  a sample: each operator at one location in requests, in responses, in both and elsewhere
//   npm run mutate -- --sites 10    at up to ten locations in each of these
//   npm run mutate -- --seed 7      the sample of another run
import { randomInt } from "node:crypto";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs, styleText } from "node:util";
import { parseWholeNumber, runMain } from "@run-summary/command-line";
import { collectEvidence } from "@run-summary/contract-tests/agreement";
import { upstreamFolder } from "@run-summary/spec";
import { readSnapshot } from "@run-summary/upstream";
import { repository } from "../shared/repository.ts";
import { copyRepository } from "../shared/repository-copy.ts";
import { listApplicableMutants } from "./artifact-mutants.ts";
import { checkArtifacts, checkDocs, checkFollowedSpecs, checkForgottenSpecs, checkMocks } from "./families.ts";
import { withReferencePage } from "./reference-page.ts";
import { createSpecMutants, type Sample } from "./spec-mutants.ts";
import { formatOutcome, formatScores, listSurvivors, type MutantOutcome } from "./summary.ts";

await runMain(main);

async function main(): Promise<void> {
  const sample = readSample();
  console.log(`The mutants are those of --seed ${sample.seed} --sites ${sample.sites}.`);

  const start = performance.now();
  const evidence = await collectEvidence();
  const artifactMutants = await listApplicableMutants();
  const upstream = readSnapshot(upstreamFolder);

  const outcomes: MutantOutcome[] = [];
  const overwrite = process.stdout.isTTY ? "\r\x1b[K" : "";
  function report(outcome: MutantOutcome): void {
    outcomes.push(outcome);
    if (outcome.caughtBy.length === 0) console.log(overwrite + styleText("red", formatOutcome(outcome)));
    else if (process.stdout.isTTY)
      process.stdout.write(`${overwrite}${outcomes.length} mutants, now ${outcome.family}`);
    else console.log(formatOutcome(outcome));
  }

  const mutants = createSpecMutants(evidence.document, sample);
  const copy = await copyRepository();
  const site = join(copy.folder, "apps/docs/dist");
  await cp(join(repository, "apps/docs/dist"), site, { recursive: true });
  try {
    // Three families at a time. Much of their work is done by other processes.
    await Promise.all([
      withReferencePage(copy.folder, async (referencePageFails) => {
        await checkForgottenSpecs(mutants, evidence, report);
        await checkFollowedSpecs(evidence.document, mutants, referencePageFails, upstream, report);
      }),
      checkMocks(mutants, evidence, report).then(() => checkArtifacts(artifactMutants, copy.folder, evidence, report)),
      checkDocs(site, evidence, sample, report),
    ]);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 2;
  } finally {
    await copy.remove();
  }
  if (process.exitCode === 2) process.exit();

  const survivors = listSurvivors(outcomes);
  const operators = new Set(mutants.map(({ operator }) => operator)).size;
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(
    [
      overwrite,
      ...formatScores(outcomes),
      ...survivors.map(formatOutcome),
      `${outcomes.length} mutants, ${operators} operators on the spec, ${survivors.length} survived, ${seconds} s`,
    ].join("\n"),
  );
  process.exitCode = survivors.length > 0 ? 1 : 0;
}

/** The sample that the arguments ask for. */
function readSample(): Sample {
  const { values } = parseArgs({ options: { sites: { type: "string" }, seed: { type: "string" } } });
  const { sites = "1", seed = String(randomInt(2 ** 31)) } = values;
  return {
    sites: parseWholeNumber("--sites", sites, 1000),
    seed: parseWholeNumber("--seed", seed, 2 ** 31),
  };
}
