// The site's page of changes, in a repository with releases.
import { listOperations } from "@run-summary/openapi";
import { bundleFixture } from "@run-summary/spec/source";
import { beforeAll, describe, expect, it } from "vitest";
import type { RepositoryCopy } from "../shared/repository-copy.ts";
import { copyRepositoryWithFixture } from "./fixture-copy.ts";
import { runDiffInCopy } from "./run-diff.ts";

const schema = "spec/components/schemas/RunSummaryProperties.yaml";

let copy: RepositoryCopy;
beforeAll(async () => {
  copy = await copyRepositoryWithFixture();
  await copy.initializeGit();
  await release("0.1.0");
  return () => copy.remove();
});

/** Releases what is committed and edited; what is generated from the spec has to be so already. */
async function release(version: string, ...tags: string[]): Promise<void> {
  const manifest = JSON.parse(await copy.read("packages/client/package.json"));
  await copy.write("packages/client/package.json", JSON.stringify({ ...manifest, version }));
  await copy.git("commit", "--quiet", "--all", `--message=${version}`);
  for (const tag of tags) await copy.git("tag", tag);
}

/** The page's headings and cells in a line each, without tags. */
async function page(): Promise<string[]> {
  expect(await runDiffInCopy(copy, "--page")).toEqual({ exitCode: 0, output: "" });
  const [, main = ""] = /<main>([\s\S]*)<\/main>/.exec(await copy.read("apps/docs/dist/changes.html")) ?? [];
  return main
    .replaceAll("\n", " ")
    .split(/<\/(?:h\d|p|li|tr)>/)
    .map((line) =>
      line
        .replaceAll("</td>", " | ")
        .replace(/<[^>]*>/g, "")
        .trim(),
    );
}

it("says before the first release what it will be", async () => {
  const names = listOperations(await bundleFixture()).map(({ summary }) => summary);

  expect(await page()).toContain(`There is no release yet. The first one will be 0.1.0, with ${names.join(", ")}.`);
});

describe("with two releases and changes since", () => {
  let lines: string[];
  const below = (heading: string) => lines.slice(lines.indexOf(heading));

  beforeAll(async () => {
    await release("0.9.0", "v0.9.0");
    await copy.replace(schema, "did not find an issue", "found <nothing>");
    await copy.replace("spec/components/parameters/deviceComplianceScriptId.yaml", "minLength: 1", "minLength: 2");
    expect((await copy.node("scripts/generate/generate.ts")).exitCode).toBe(0);
    await release("1.0.0", "@run-summary/client@1.0.0", "@run-summary/types@1.0.0");
    await copy.replace(schema, "minimum: -2147483648", "minimum: 0");
    await copy.write(".changeset/no-negatives.md", '---\n"@run-summary/types": major\n---\n\nNo negative counts.\n');
    lines = await page();
  });

  it("has what is not released yet on top, with the version that it will be", () => {
    expect(lines.filter((line) => /^(Not released|\d+\.\d+\.\d+$)/.test(line))).toEqual([
      "Not released yet",
      "1.0.0",
      "0.9.0",
    ]);
    expect(below("Not released yet")).toEqual(
      expect.arrayContaining([
        "Since 1.0.0. The next release will be 2.0.0.",
        "No negative counts.",
        expect.stringContaining(
          "minimum: -2147483648 → 0 | breaks callers (requests, is refused): A request that contains a number below 0 is refused now.",
        ),
      ]),
    );
  });

  it("has the breaking changes of a release before the others, and says why they break", () => {
    const [breaking, other] = ["Breaking", "Without effect on callers"].map((name) => below("1.0.0").indexOf(name));

    expect(breaking).toBeGreaterThan(0);
    expect(other).toBeGreaterThan(breaking ?? 0);
    const rows = below("1.0.0").slice(breaking, other);
    expect(rows).toContainEqual(expect.stringMatching(/parameter deviceComplianceScriptId .*\| minLength: 1 → 2 \| /));
    expect(below("1.0.0").slice(other)).toContainEqual(expect.stringContaining("found &lt;nothing&gt;"));
  });

  it("says that the oldest release is the first", () => {
    expect(below("0.9.0")).toContainEqual(expect.stringMatching(/^The first release, with /));
  });
});
