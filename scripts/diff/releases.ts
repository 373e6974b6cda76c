import { type OpenApiDocument, parseDocument } from "@run-summary/openapi";
import { bundleFile, displayPath } from "@run-summary/spec";
import { runGit } from "../shared/git.ts";
import { ComparisonError } from "./compare/comparison-error.ts";

/** A released description of the API. */
export interface Release {
  /** Its tag, or the revision that the user named. */
  readonly name: string;
  readonly document: OpenApiDocument;
  /** The version of the packages in it; `undefined` where it has no packages. */
  readonly version: string | undefined;
  /** The day of the commit, such as `2026-11-23`. */
  readonly date: string;
}

// The tags that changesets writes, such as `@run-summary/client@1.2.3`, and `v1.2.3`; no prereleases.
const releaseTags = ["--match=*@[0-9]*.[0-9]*.[0-9]*", "--match=v[0-9]*.[0-9]*.[0-9]*", "--exclude=*[0-9]-*"];

/**
 * The release at a revision, by default at the newest release tag among the ancestors of the checkout's commit; `undefined`
 * where none of them has such a tag.
 *
 * @throws {ComparisonError} where git cannot read the repository, and where the revision or its bundle does not exist.
 */
export async function readRelease(revision?: string): Promise<Release | undefined> {
  await checkRepository();
  const name = revision ?? (await findNewestTag("HEAD"));
  if (name === undefined) return undefined;
  const commit = await git("rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
  if (commit === undefined) {
    throw new ComparisonError(`There is no revision "${name}". Name a tag, a branch or a commit, such as --base main.`);
  }
  const bundle = displayPath(bundleFile);
  const document = readOpenApiDocument(await git("show", `${commit}:${bundle}`));
  if (document === undefined) {
    throw new ComparisonError(`${name} holds no OpenAPI document ${bundle}. Name another --base.`);
  }
  const manifest = await git("show", `${commit}:packages/client/package.json`);
  const version = manifest && (JSON.parse(manifest) as { version: string }).version;
  return { name, document, version, date: (await git("show", "--no-patch", "--format=%cs", commit)) ?? "" };
}

/**
 * The releases at all release tags among the ancestors of the checkout's commit, the newest first. Tags of the same commit
 * are one release.
 *
 * @throws {ComparisonError} as `readRelease` does.
 */
export async function listReleases(): Promise<Release[]> {
  await checkRepository();
  const releases: Release[] = [];
  for (let tag = await findNewestTag("HEAD"); tag !== undefined; tag = await findNewestTag(`${tag}^`)) {
    releases.push((await readRelease(tag)) as Release);
  }
  return releases;
}

async function findNewestTag(revision: string): Promise<string | undefined> {
  const tag = await git("describe", "--tags", "--abbrev=0", ...releaseTags, revision);
  if (tag !== undefined || (await git("rev-parse", "--is-shallow-repository")) === "false") return tag;
  throw new ComparisonError(
    "This checkout is shallow and may lack the release tags: run `git fetch --unshallow --tags`.",
  );
}

function readOpenApiDocument(text = ""): OpenApiDocument | undefined {
  try {
    const document = parseDocument(text);
    return document?.openapi === undefined ? undefined : document;
  } catch {
    return undefined;
  }
}

async function checkRepository(): Promise<void> {
  await runGit("rev-parse", "--git-dir").catch(({ stderr = "", message }: Error & { stderr?: string }) => {
    throw new ComparisonError(
      stderr.includes("not a git repository")
        ? "`npm run diff` reads the last release from git. Run it in a clone of the repository."
        : `git cannot read the repository: ${stderr.trim() || message}`,
    );
  });
}

// What git prints; `undefined` where it fails, for a revision or a file that does not exist.
async function git(...args: string[]): Promise<string | undefined> {
  return runGit(...args).catch(() => undefined);
}
