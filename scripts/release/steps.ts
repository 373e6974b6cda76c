import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { getReleasePlan } from "@changesets/get-release-plan";
import { isScalar, parseDocument } from "yaml";
import { compareWithRelease } from "../diff/main.ts";
import { formats, isBumpTooSmall, type Report } from "../diff/report.ts";
import { findCommand } from "../shared/commands.ts";
import { createChildEnvironment } from "../shared/environment.ts";
import { readManifest } from "../shared/manifest.ts";
import { repository } from "../shared/repository.ts";
import { runTurbo } from "../shared/turbo.ts";
import { createContractChangeset } from "./contract-changeset.ts";

const changesets = findCommand("@changesets/cli", "changeset", repository);

/** A release must not go on; the message says why. */
export class ReleaseError extends Error {
  override readonly name = "ReleaseError";
}

/**
 * Writes the next versions, and the changelogs: what the changesets say, and what change control says that breaks callers.
 *
 * @throws {ReleaseError} where the spec does not allow a release.
 */
export async function writeVersions(): Promise<void> {
  const report = await checkContract();
  const { releases } = await getReleasePlan(repository);
  const changeset = report && createContractChangeset(report, releases);
  if (changeset !== undefined) await writeFile(join(repository, ".changeset", "contract.md"), changeset);
  await run(process.execPath, [changesets, "version"]);
  await writeDocumentVersion();
  // The lock file has the versions of the repository's own packages, too.
  await run("npm", ["install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"]);
}

/** Gives the document the version of its package, and generates what holds it. */
async function writeDocumentVersion(): Promise<void> {
  const { version } = await readManifest(join(repository, "spec"));
  const file = join(repository, "spec/openapi.yaml");
  const text = await readFile(file, "utf8");
  const node = parseDocument(text).getIn(["info", "version"], true);
  if (!isScalar(node) || !node.range) throw new ReleaseError("No release: spec/openapi.yaml has no info.version.");
  const [start, end] = node.range;
  await writeFile(file, `${text.slice(0, start)}${version}${text.slice(end)}`);
  await runTasks(["generate"], "the generated files cannot be written. Mend what is named above.");
}

/**
 * Builds the packages, publishes those whose version is not published yet, and tags the commit.
 *
 * @throws {ReleaseError} where the spec does not allow a release, or a step fails.
 */
export async function publishPackages(): Promise<void> {
  await checkContract();
  const { tasks } = JSON.parse(await readFile(join(repository, "turbo.json"), "utf8")) as { tasks: object };
  const builds = ["build", "package"].filter((name) => name in tasks);
  await runTasks(builds, "a package cannot be built. Mend what is named above.");
  await run(process.execPath, [changesets, "publish"]);
}

/** Compares the spec with the last release. */
async function checkContract(): Promise<Report | undefined> {
  await runTasks(
    ["drift"],
    "a generated file is not what the spec gives. Run `npm run generate`, and commit what it writes.",
  );
  const report = await compareWithRelease();
  if (report !== undefined && isBumpTooSmall(report)) {
    throw new ReleaseError(`No release: the planned versions say less than the spec changes.\n${formats.text(report)}`);
  }
  return report;
}

async function runTasks(names: readonly string[], problem: string): Promise<void> {
  const exitCode = await runTurbo(["run", ...names, "--output-logs=errors-only"]);
  if (exitCode !== 0) throw new ReleaseError(`No release: ${problem}`);
}

async function run(command: string, args: readonly string[]): Promise<void> {
  const options = { cwd: repository, env: createChildEnvironment(), stdio: "inherit" } as const;
  const child = spawn(command, args, { ...options, shell: command === "npm" && process.platform === "win32" });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new ReleaseError(`No release: \`${args.join(" ")}\` failed. Mend what it says above.`);
}
