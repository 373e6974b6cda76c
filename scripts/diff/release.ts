import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { bundleFile, displayPath, type OpenApiDocument } from "@run-summary/spec";
import { isMap, parseDocument } from "yaml";
import { createChildEnvironment } from "../shared/environment.ts";
import { repository } from "../shared/repository.ts";

/** The spec cannot be compared; the message says why, and what to do, in one line. */
export class ComparisonError extends Error {
  override readonly name = "ComparisonError";
}

/** What the spec is compared with. */
export interface Release {
  /** Its tag, or the revision that was named. */
  readonly name: string;
  readonly document: OpenApiDocument;
  /** The version of the packages there; `undefined` where there are none. */
  readonly version: string | undefined;
  /** The day of the commit, as `2026-11-23`. */
  readonly date: string;
}

// As changesets writes them, `@run-summary/client@1.2.3`, or `v1.2.3`; no prereleases.
const releaseTags = ["--match=*@[0-9]*.[0-9]*.[0-9]*", "--match=v[0-9]*.[0-9]*.[0-9]*", "--exclude=*[0-9]-*"];

/**
 * What is released at a revision: without one, at the newest release tag that the checkout descends from; `undefined`
 * where it descends from none.
 *
 * @throws {ComparisonError} where the revision or its bundle of the spec does not exist, and where the tags cannot be known.
 */
export async function releaseAt(revision?: string): Promise<Release | undefined> {
  const name = revision ?? (await newestTag("HEAD"));
  if (name === undefined) return undefined;
  const commit = await git("rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
  if (commit === undefined) {
    throw new ComparisonError(`There is no revision "${name}". Name a tag, a branch or a commit, such as --base main.`);
  }
  const show = (path: string) => git("show", `${commit.trim()}:${path}`);
  const bundle = displayPath(bundleFile);
  const document = documentFrom(await show(bundle));
  if (document === undefined)
    throw new ComparisonError(`${name} holds no OpenAPI document ${bundle}. Name another --base.`);
  const manifest = await show("packages/client/package.json");
  return {
    ...{ name, document, version: manifest && (JSON.parse(manifest) as { version: string }).version },
    date: (await git("show", "--no-patch", "--format=%cs", commit.trim()))?.trim() ?? "",
  };
}

/**
 * All releases that the checkout descends from, the newest first. The tags of one commit, one for each package, are one.
 *
 * @throws {ComparisonError} as `releaseAt` does.
 */
export async function allReleases(): Promise<Release[]> {
  const releases: Release[] = [];
  for (let tag = await newestTag("HEAD"); tag !== undefined; tag = await newestTag(`${tag}^`)) {
    releases.push((await releaseAt(tag)) as Release);
  }
  return releases;
}

async function newestTag(from: string): Promise<string | undefined> {
  const isShallow = await runGit("rev-parse", "--is-shallow-repository").catch((error: { stderr?: string }) => {
    const words = error.stderr?.trim() || "git is not installed.";
    throw new ComparisonError(`\`npm run diff\` needs a git checkout with the release tags. ${words}`);
  });
  const tag = (await git("describe", "--tags", "--abbrev=0", ...releaseTags, from))?.trim();
  if (tag !== undefined || isShallow.trim() === "false") return tag;
  throw new ComparisonError(
    "This checkout is shallow and may lack the release tags: run `git fetch --unshallow --tags`.",
  );
}

function documentFrom(text = ""): OpenApiDocument | undefined {
  const { contents, errors } = parseDocument(text);
  return errors.length === 0 && isMap(contents) && contents.has("openapi") ? contents.toJSON() : undefined;
}

// What git prints; `undefined` where it fails.
async function git(...args: string[]): Promise<string | undefined> {
  return runGit(...args).catch(() => undefined);
}

async function runGit(...args: string[]): Promise<string> {
  const options = { cwd: repository, env: createChildEnvironment(), maxBuffer: Number.POSITIVE_INFINITY };
  return (await promisify(execFile)("git", args, options)).stdout;
}
