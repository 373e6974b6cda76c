import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { getReleasePlan } from "@changesets/get-release-plan";
import { repository } from "../shared/repository.ts";
import { ComparisonError } from "./release.ts";
import type { Step } from "./rules.ts";

/** The step that the packages are about to take. */
export interface PlannedStep {
  readonly step: Step | "none";
  /** The version that they will have. */
  readonly version: string;
  readonly changesets: readonly Changeset[];
}

/** A pending changeset. */
interface Changeset {
  readonly file: string;
  /** What it adds to the changelog. */
  readonly summary: string;
}

/**
 * The step of the packages, which have one version, since they had the given one: by a version that is written but not
 * tagged yet, and by the pending changesets.
 *
 * @throws {ComparisonError} where a changeset or `.changeset/config.json` is wrong.
 */
export async function plannedStep(since: string | undefined): Promise<PlannedStep> {
  const { name, version } = JSON.parse(await readFile(join(repository, "packages/client/package.json"), "utf8"));
  const { releases, changesets } = await getReleasePlan(repository).catch((error: Error) => {
    throw new ComparisonError(`The pending changesets cannot be read: ${error.message.split("\n")[0]}`);
  });
  const next = releases.find((candidate) => candidate.name === name)?.newVersion ?? version;
  return {
    step: stepBetween(since ?? version, next),
    version: next,
    changesets: changesets.map(({ id, summary }) => ({ file: `.changeset/${id}.md`, summary })),
  };
}

function stepBetween(from: string, to: string): Step | "none" {
  const [before, after] = [from.split("."), to.split(".")];
  const index = before.findIndex((part, place) => part !== after[place]);
  return (["major", "minor", "patch"] as const)[index] ?? "none";
}
