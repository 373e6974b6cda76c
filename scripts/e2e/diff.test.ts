// `npm run diff`, as its users and CI run it, in a copy of the repository that has releases of its own.
import { chown, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { DiffOutcome } from "../diff/main.ts";
import { addFamily } from "../grow-check/edit-spec.ts";
import type { RepositoryCopy } from "../shared/repository-copy.ts";
import { copyRepositoryWithFixture } from "./fixture-copy.ts";
import { runDiffInCopy } from "./run-diff.ts";

const schema = "spec/components/schemas/RunSummaryProperties.yaml";
const bundle = "spec/generated/openapi.yaml";

let copy: RepositoryCopy;
beforeAll(async () => {
  copy = await copyRepositoryWithFixture();
  await writeVersion("0.1.0");
  await copy.initializeGit();
  return () => copy.remove();
});
afterEach(async () => {
  await copy.git("reset", "--quiet", "--hard");
  await copy.git("clean", "--quiet", "--force", "-d");
});

function diff(...args: string[]): Promise<DiffOutcome> {
  return runDiffInCopy(copy, ...args);
}

/** Requires more of requests: a counter that is not negative. */
function narrow(): Promise<void> {
  return copy.replace(schema, "minimum: -2147483648", "minimum: 0");
}

/** The packages have another version. */
async function writeVersion(version: string): Promise<void> {
  const manifest = JSON.parse(await copy.read("packages/client/package.json"));
  await copy.write("packages/client/package.json", JSON.stringify({ ...manifest, version }));
}

function plan(bump: string): Promise<void> {
  return copy.write(".changeset/no-negatives.md", `---\n"@run-summary/types": ${bump}\n---\n\nNo negative counts.\n`);
}

it("says that nothing is released, and how to name a base", async () => {
  const { exitCode, output } = await copy.node("scripts/diff/main.ts", "--check");

  expect(exitCode).toBe(0);
  expect(output).toContain("Nothing is released yet: there is no tag such as @run-summary/client@1.2.3 or v1.2.3.");
  expect(output).toContain("npm run diff -- --base main");
});

it("does not take a shallow checkout without tags for a project without releases", async () => {
  await copy.write(".git/shallow", await copy.git("rev-parse", "HEAD"));
  const { exitCode, output } = await diff();
  await rm(join(copy.folder, ".git/shallow"));

  expect(exitCode).toBe(2);
  expect(output).toBe("This checkout is shallow and may lack the release tags: run `git fetch --unshallow --tags`.");
});

it("ends with 2 where it cannot compare, and says why", async () => {
  const outcome = await copy.node("scripts/diff/main.ts", "--base", "nowhere");

  expect(outcome).toEqual({ exitCode: 2, output: expect.stringMatching(/^There is no revision "nowhere"\. .+\n$/) });
});

it("refuses what it does not know, in one line", async () => {
  const outcomes = await Promise.all([diff("--base", "nowhere"), diff("--format", "xml"), diff("--since", "HEAD")]);

  expect(outcomes).toEqual([
    { exitCode: 2, output: 'There is no revision "nowhere". Name a tag, a branch or a commit, such as --base main.' },
    { exitCode: 2, output: '--format takes text, json, markdown, not "xml".' },
    { exitCode: 2, output: "Unknown option '--since'. `npm run diff -- --help` lists the options." },
  ]);
});

it("refuses a base whose bundle is missing or half-written", async () => {
  await copy.write(bundle, "openapi: 3.1.1\npaths: {");
  await copy.git("commit", "--quiet", "--all", "--message=half");
  await copy.git("rm", "--quiet", bundle);
  await copy.git("commit", "--quiet", "--message=missing");
  const [half, missing] = await Promise.all([diff("--base", "HEAD~1"), diff("--base", "HEAD")]);
  await copy.git("reset", "--quiet", "--hard", "HEAD~2");

  expect(half).toEqual({ exitCode: 2, output: `HEAD~1 holds no OpenAPI document ${bundle}. Name another --base.` });
  expect(missing).toEqual({ exitCode: 2, output: `HEAD holds no OpenAPI document ${bundle}. Name another --base.` });
});

it("says what a mistake in the spec says", async () => {
  await copy.replace(schema, "type: integer", "type: intger");

  const { exitCode, output } = await diff("--base", "HEAD");

  expect(exitCode).toBe(2);
  expect(output).toMatch(/^spec\/components\/schemas\/RunSummaryProperties\.yaml:9:11\n/);
});

it("compares a spec with new operations", async () => {
  await addFamily(copy);

  const { output } = await diff("--base", "HEAD");

  expect(output).toContain("minor  listGadgetStates\n  added\n");
  expect(output).toMatch(/ 0 major, \d+ minor, \d+ patch\. The packages need a minor version bump; planned: none\./);
});

describe("with a document of another API", () => {
  const tasks = "scripts/test/diff/documents/tasks.yaml";

  it("compares it with another version, without git and without the lint", async () => {
    const changed = (await copy.read(tasks)).replace("explode: false", "explode: true");
    await copy.write("changed.yaml", changed);
    const args = ["--spec", join(copy.folder, "changed.yaml"), "--base", join(copy.folder, tasks)];
    await rename(join(copy.folder, ".git"), join(copy.folder, ".not-git"));
    const { exitCode, output } = await diff(...args);
    await rename(join(copy.folder, ".not-git"), join(copy.folder, ".git"));

    expect(exitCode).toBe(0);
    expect(output).toContain(`major  list · parameter $select
  explode: false → true
  breaks callers (requests, is refused): The value is written in another way. (serialization)
  changed.yaml:9
`);
    expect(output).toMatch(/\n1 change: 1 major, 0 minor, 0 patch\.$/);
  });

  it("compares it with the spec, where no other document is named", async () => {
    const { output } = await diff("--spec", join(copy.folder, bundle));

    expect(output).toMatch(/^Since spec\/generated\/openapi\.yaml:\n\n0 changes: /);
  });

  it("says in a line or two why a document cannot be compared", async () => {
    await copy.write("broken.yaml", "openapi: 3.1.1\npaths: {");
    await copy.write("self.yaml", "openapi: 3.1.1\ninfo: {}\npaths: { /a: { $ref: '#/paths/~1a' } }\n");
    const files = ["none.yaml", "broken.yaml", "self.yaml"].map((name) => join(copy.folder, name));

    for (const file of files) {
      const { exitCode, output } = await diff("--spec", file, "--base", join(copy.folder, tasks));

      expect(output).not.toMatch(/\n +at /);
      expect(exitCode, output).toBe(2);
    }
  });

  it("has no planned release to check", async () => {
    expect(await diff("--check", "--spec", tasks)).toEqual({
      exitCode: 2,
      output: "--check reads the planned release of the packages. Leave out --spec.",
    });
  });
});

describe("after a release", () => {
  const where =
    "schema RunSummaryProperties · noIssueDetectedDeviceCount " +
    "(responses of getRunSummary, updateRunSummary; request of updateRunSummary)";

  beforeAll(async () => {
    await copy.git("tag", "v0.0.9", "HEAD");
    await copy.git("commit", "--quiet", "--allow-empty", "--message=release");
    await copy.git("tag", "@run-summary/client@0.1.0");
    await copy.git("commit", "--quiet", "--allow-empty", "--message=prerelease");
    await copy.git("tag", "@run-summary/client@0.2.0-next.0");
  });

  it("fails where the pending changesets plan a smaller version bump than the changes need, and says what to do", async () => {
    await narrow();
    await plan("minor");

    const { exitCode, output } = await diff("--check");

    expect(exitCode).toBe(1);
    expect(output).toBe(`Since @run-summary/client@0.1.0:

major  ${where}
  minimum: -2147483648 → 0
  breaks callers (requests, is refused): A request that contains a number below 0 is refused now. (schema)
  ${schema}:11

1 change: 1 major, 0 minor, 0 patch. The packages need a major version bump; planned: minor (.changeset/no-negatives.md).
Run \`npx changeset\`, choose both packages and major, and commit the file that it writes.`);
  });

  it("passes where they plan enough, with a table for a pull request", async () => {
    await narrow();
    await plan("major");

    const { exitCode, output } = await diff("--check", "--format", "markdown");

    expect(exitCode).toBe(0);
    expect(output).toBe(`## Changes of the spec since @run-summary/client@0.1.0

| bump | where | what | effect | source |
| --- | --- | --- | --- | --- |
| major | ${where} | \`minimum: -2147483648 → 0\` | breaks callers (requests, is refused): A request that contains a number below 0 is refused now. | ${schema}:11 |

1 change: 1 major, 0 minor, 0 patch. The packages need a major version bump; planned: major (.changeset/no-negatives.md).`);
  });

  it("passes where the version is written and not tagged yet, with data for programs", async () => {
    await narrow();
    await writeVersion("1.0.0");

    const { exitCode, output } = await diff("--check", "--format", "json");

    expect(exitCode).toBe(0);
    expect(JSON.parse(output)).toMatchObject({
      base: "@run-summary/client@0.1.0",
      needed: "major",
      planned: { bump: "major", changesets: [] },
      changes: [
        {
          where,
          bump: "major",
          breaks: true,
          direction: "request",
          pointer: "#/components/schemas/RunSummaryProperties/properties/noIssueDetectedDeviceCount/minimum",
          source: `${schema}:11`,
        },
      ],
    });
  });

  it("refuses a changeset that cannot be read", async () => {
    await copy.write(".changeset/broken.md", "minor\n");

    expect(await diff()).toEqual({
      exitCode: 2,
      output: expect.stringMatching(/^The pending changesets cannot be read: could not parse changeset.*$/),
    });
  });
});

it("says what it needs in a folder without .git", async () => {
  await rename(join(copy.folder, ".git"), join(copy.folder, ".not-git"));
  const outcome = await diff();
  await rename(join(copy.folder, ".not-git"), join(copy.folder, ".git"));

  expect(outcome).toEqual({
    exitCode: 2,
    output: "`npm run diff` reads the last release from git. Run it in a clone of the repository.",
  });
});

// Only root may give the folder to another user.
it.runIf(process.getuid?.() === 0)("passes git's own words on in a checkout of another user", async () => {
  await chown(copy.folder, 65534, 65534);
  const outcome = await diff();
  await chown(copy.folder, 0, 0);

  expect(outcome).toEqual({
    exitCode: 2,
    output: expect.stringMatching(
      /^git cannot read the repository: fatal: detected dubious ownership.*safe\.directory/s,
    ),
  });
});
