// `npm run release`: the steps of a release, as release.yml takes them, or all of them in a copy of the repository.
import { parseArgs } from "node:util";
import { runMain, UsageError } from "@run-summary/command-line";
import { ComparisonError } from "../diff/compare/comparison-error.ts";
import { publishPackages, ReleaseError, writeVersions } from "./steps.ts";

const usage = `npm run release -- --version   writes the versions and changelogs of the next release
npm run release -- --publish   builds, publishes and tags what is not published yet
npm run release -- --dry-run   does both in a copy of the repository, with a registry on this machine`;

async function main(): Promise<void> {
  const flag = { type: "boolean" } as const;
  const { values } = parseArgs({ options: { version: flag, publish: flag, "dry-run": flag } });
  const [step, ...others] = Object.keys(values);
  if (step === undefined || others.length > 0) throw new UsageError("Name one step.");
  try {
    if (step === "version") await writeVersions();
    else if (step === "publish") await publishPackages();
    else await (await import("./dry-run.ts")).rehearseReleases(); // it loads a registry
  } catch (error) {
    if (!(error instanceof ReleaseError || error instanceof ComparisonError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

await runMain(main, usage);
