import { join } from "node:path";
import { getReleasePlan } from "@changesets/get-release-plan";
import { readManifest } from "../shared/manifest.ts";
import { repository } from "../shared/repository.ts";
import { ComparisonError } from "./compare/comparison-error.ts";
import { type VersionBump, versionBumps } from "./compare/version-bump.ts";

/** The next release of the packages, which all have the same version. */
export interface PlannedRelease {
  readonly bump: VersionBump | "none";
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
 * The release that the packages' version, if it has no tag yet, and the pending changesets plan.
 *
 * @param released the version of the last release; `undefined` where there is none
 * @throws {ComparisonError} where a changeset or `.changeset/config.json` is wrong.
 */
export async function readPlannedRelease(released: string | undefined): Promise<PlannedRelease> {
  const { name, version } = await readManifest(join(repository, "packages/client"));
  const { releases, changesets } = await getReleasePlan(repository).catch((error: Error) => {
    throw new ComparisonError(`The pending changesets cannot be read: ${error.message.split("\n")[0]}`);
  });
  const next = releases.find((release) => release.name === name)?.newVersion ?? version;
  return {
    bump: getBump(released ?? version, next),
    version: next,
    changesets: changesets.map(({ id, summary }) => ({ file: `.changeset/${id}.md`, summary })),
  };
}

function getBump(from: string, to: string): VersionBump | "none" {
  const [before, after] = [from.split("."), to.split(".")];
  return versionBumps.find((_bump, index) => before[index] !== after[index]) ?? "none";
}
