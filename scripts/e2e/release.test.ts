// The steps of a release, in a copy with a released version. `npm run release -- --dry-run` takes all of them, with a registry.
import { beforeAll, describe, expect, it } from "vitest";
import { createContractChangeset } from "../release/contract-changeset.ts";
import type { RepositoryCopy } from "../shared/repository-copy.ts";
import { copyRepositoryWithFixture } from "./fixture-copy.ts";

describe("the changeset of what breaks callers", () => {
  const change = { where: "list", what: "removed", direction: "request", why: "It is gone.", bump: "major" } as const;
  const [breaking, other] = [true, false].map((breaks) => ({
    ...{ ...change, breaks, where: breaks ? "list" : "search" },
    ...{ pointer: "", rule: "", source: "" },
  }));
  const createReport = (changes: readonly unknown[]) =>
    ({ base: "v1.0.0", changes, planned: undefined, needed: "major" }) as never;

  it("names it, and asks each package of the release for the step that is planned", () => {
    const packages = [
      { name: "a", type: "major" },
      { name: "b", type: "none" },
    ] as const;

    expect(createContractChangeset(createReport([breaking, other]), packages)).toBe(`---
"a": major
---

What has changed in the API since v1.0.0, and breaks its callers:

- list: \`removed\` breaks callers (requests): It is gone.
`);
  });

  it("is not written where nothing breaks them", () => {
    expect(createContractChangeset(createReport([other]), [{ name: "a", type: "minor" }])).toBeUndefined();
  });
});

let copy: RepositoryCopy;
let nextMajor: string;
beforeAll(async () => {
  copy = await copyRepositoryWithFixture();
  await copy.initializeGit();
  const { version } = JSON.parse(await copy.read("packages/client/package.json")) as { version: string };
  await copy.git("tag", `@run-summary/client@${version}`);
  nextMajor = `${Number.parseInt(version, 10) + 1}.0.0`;
  return () => copy.remove();
});

const schema = "spec/components/schemas/RunSummaryProperties.yaml";

function plan(step: string): Promise<void> {
  return copy.write(".changeset/no-negatives.md", `---\n"@run-summary/client": ${step}\n---\n\nNo negatives.\n`);
}

// Each test goes on where the one before it stopped.
describe("a release", () => {
  it("stops where a generated file is not what the spec gives", async () => {
    await plan("minor");
    await copy.replace(schema, "minimum: -2147483648", "minimum: 0");

    const { exitCode, output } = await copy.node("scripts/release/main.ts", "--version");

    expect(exitCode).toBe(1);
    expect(output).toMatch(/\nNo release: a generated file is not what the spec gives\. Run `npm run generate`.+\n$/);
  });

  it("stops where the planned version says less than the spec changes", async () => {
    await copy.node("scripts/generate/generate.ts");

    const { exitCode, output } = await copy.node("scripts/release/main.ts", "--version");

    expect(exitCode).toBe(1);
    expect(output).toMatch(/\nNo release: the planned versions say less than the spec changes\.\nSince /);
    expect(output).toContain("The packages need a major version bump; planned: minor (.changeset/no-negatives.md).");
  });

  it("writes the version and the changelog, and nothing is planned any more", async () => {
    await plan("major");

    const { exitCode } = await copy.node("scripts/release/main.ts", "--version");

    expect(exitCode).toBe(0);
    expect(JSON.parse(await copy.read("packages/client/package.json"))).toMatchObject({ version: nextMajor });
    expect(await copy.read("spec/generated/openapi.yaml")).toContain(`\n  version: ${nextMajor}\n`);
    expect(await copy.read("packages/client/CHANGELOG.md")).toMatch(
      /## \d+\.0\.0\n\n### Major Changes\n[\s\S]+`minimum: -2147483648 → 0` breaks callers[\s\S]+No negatives/,
    );
    expect(await copy.git("status", "--porcelain", ".changeset")).toBe("");
    expect(await copy.read("package-lock.json")).toContain(`"@run-summary/types": "${nextMajor}"`);
  });

  it("takes one step at a time", async () => {
    const { exitCode, output } = await copy.node("scripts/release/main.ts", "--version", "--publish");

    expect(exitCode).toBe(2);
    expect(output).toMatch(/^Name one step\.\n\nnpm run release -- --version/);
  });
});
