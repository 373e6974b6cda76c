// `npm run mutate` makes one mistake at a time and counts which checks catch it.
//
//   npm run mutate                  a sample: each operator at one location in requests, in responses, in both and elsewhere
//   npm run mutate -- --sites 10    at up to ten locations in each of these
//   npm run mutate -- --seed 7      the sample of another run
//   npm run mutate -- --shard 1/4   a quarter of the sample of --seed 1, or of another seed: all shards need the same one
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
import { parseShard, type Shard } from "../shared/shard.ts";
import { listApplicableMutants } from "./artifact-mutants.ts";
import { checkArtifacts, checkDocs, checkFollowedSpecs, checkForgottenSpecs, checkMocks } from "./families.ts";
import { planMutants, takePlanShard } from "./plan.ts";
import { withReferencePage } from "./reference-page.ts";
import { openSite } from "./site.ts";
import type { Sample } from "./spec-mutants.ts";
import { formatOutcome, formatScores, listSurvivors, type MutantOutcome } from "./summary.ts";

await runMain(main);

async function main(): Promise<void> {
  const { sample, shard } = readArguments();
  const part = shard === undefined ? "" : ` --shard ${shard.index}/${shard.count}`;
  console.log(`The mutants are those of --seed ${sample.seed} --sites ${sample.sites}${part}.`);

  const start = performance.now();
  const evidence = await collectEvidence();
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

  const copy = await copyRepository();
  const folder = join(copy.folder, "apps/docs/dist");
  await cp(join(repository, "apps/docs/dist"), folder, { recursive: true });
  const site = await openSite(folder);
  const plan = planMutants(evidence, site.document, await listApplicableMutants(), sample);
  const mutants = shard === undefined ? plan : takePlanShard(plan, shard);
  try {
    // Three families at a time. Much of their work is done by other processes.
    await Promise.all([
      withReferencePage(copy.folder, async (referencePageFails) => {
        await checkForgottenSpecs(mutants.spec, evidence, report);
        await checkFollowedSpecs(evidence.document, mutants.spec, referencePageFails, upstream, report);
      }),
      checkMocks(mutants.mock, evidence, report).then(() =>
        checkArtifacts(mutants.artifacts, copy.folder, evidence, report),
      ),
      checkDocs(site, mutants.docs, evidence, report),
    ]);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 2;
  } finally {
    await copy.remove();
  }
  if (process.exitCode === 2) process.exit();

  const survivors = listSurvivors(outcomes);
  const operators = new Set(mutants.spec.map(({ operator }) => operator)).size;
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

/** The sample that the arguments ask for, and which part of it. */
function readArguments(): { readonly sample: Sample; readonly shard: Shard | undefined } {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ options: { sites: text, seed: text, shard: text } });
  const shard = values.shard === undefined ? undefined : parseShard(values.shard);
  const { sites = "1", seed = shard === undefined ? String(randomInt(2 ** 31)) : "1" } = values;
  const sample = {
    sites: parseWholeNumber("--sites", sites, 1000),
    seed: parseWholeNumber("--seed", seed, 2 ** 31),
  };
  return { sample, shard };
}
