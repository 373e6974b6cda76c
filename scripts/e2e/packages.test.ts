// The packages as they are published. `npm test` builds them first.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { checkPackage, createPackageFromTarballData, type Package } from "@arethetypeswrong/core";
import { publint } from "publint";
import { describe, expect, it } from "vitest";
import { createChildEnvironment } from "../shared/environment.ts";
import { listPublishedPackages, type PublishedPackage } from "../shared/published-packages.ts";
import { repository } from "../shared/repository.ts";

interface Packed extends PublishedPackage {
  readonly tarball: Buffer;
  readonly content: Package;
}

interface Manifest {
  readonly engines?: { readonly node: string };
  readonly repository: object;
  readonly publishConfig: object;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const compiled = ["*.d.ts", "*.js", "*.js.map"];
const texts = ["CHANGELOG.md", "LICENSE", "README.md", "package.json"];
const bundled = [...compiled, "*.d.ts.map"].map((name) => `lib/${name}`);
const contents: Readonly<Record<string, readonly string[]>> = {
  "@run-summary/client": [...texts, ...compiled.map((name) => `dist/${name}`)],
  "@run-summary/contract": [...texts, ...bundled, "bin/run-summary-contract.js", "generated/openapi.yaml"],
  "@run-summary/mock": [...texts, ...bundled, "bin/run-summary-mock.js", "generated/openapi.yaml"],
  "@run-summary/spec": [...texts, "openapi.json", "openapi.yaml"],
  "@run-summary/types": [...texts, "generated/index.d.ts"],
};

/** The packages as npm packs them, without what npm runs before: other tests read the builds at the same time. */
async function packAll(): Promise<Packed[]> {
  const packages = await listPublishedPackages();
  const target = await mkdtemp(join(tmpdir(), "packed-"));
  try {
    const folders = packages.map(({ folder }) => `"${folder}"`).join(" ");
    const command = `npm pack ${folders} --ignore-scripts --json --pack-destination "${target}"`;
    const options = { cwd: repository, env: createChildEnvironment(), shell: true };
    const { stdout } = await promisify(execFile)(command, [], options);
    const packed = Object.values(JSON.parse(stdout)) as { name: string; filename: string }[];
    return await Promise.all(
      packages.map(async (one) => {
        const { filename = "" } = packed.find(({ name }) => name === one.name) ?? {};
        const tarball = await readFile(join(target, filename));
        return { ...one, tarball, content: createPackageFromTarballData(tarball) };
      }),
    );
  } finally {
    await rm(target, { recursive: true });
  }
}

function listFiles({ name, content }: Packed): string[] {
  return content.listFiles().map((path) => path.slice(`/node_modules/${name}/`.length));
}

function readText({ name, content }: Packed, path: string): string {
  return content.readFile(`/node_modules/${name}/${path}`);
}

const packed = await packAll();

describe.each(packed.map((one) => [one.name, one] as const))("%s", (name, one) => {
  const manifest = JSON.parse(readText(one, "package.json")) as Manifest;

  it("holds what its users need, and nothing else", () => {
    const kinds = listFiles(one).map((path) =>
      path.replace(/^(dist|lib)\/.*?(\.d\.ts\.map|\.d\.ts|\.\w+(\.map)?)$/, "$1/*$2"),
    );

    expect([...new Set(kinds)].toSorted()).toEqual(contents[name]?.toSorted());
  });

  it("has the source of each module in its source map, and no path of this machine", () => {
    for (const path of listFiles(one)) {
      const text = readText(one, path);
      expect(text, path).not.toContain(repository);
      if (!path.endsWith(".js.map")) continue;
      const { sourcesContent = [] } = JSON.parse(text) as { sourcesContent?: unknown[] };
      expect(sourcesContent.length, path).toBeGreaterThan(0);
      expect(sourcesContent, path).not.toContain(null);
    }
  });

  it("names its repository for its provenance, and dependencies that a registry has", () => {
    expect(manifest.publishConfig).toEqual({ access: "public", provenance: true });
    expect(manifest.repository).toMatchObject({ type: "git", directory: one.source });
    const published = packed.map(({ name, version }) => [name, version]);
    for (const [dependency, version] of Object.entries(manifest.dependencies ?? {})) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
      if (dependency.startsWith("@run-summary/")) expect(published).toContainEqual([dependency, version]);
    }
  });

  it("passes publint", async () => {
    const { messages } = await publint({ level: "suggestion", pack: { tarball: Uint8Array.from(one.tarball).buffer } });

    expect(messages).toEqual([]);
  });

  it("has types that each kind of module resolution finds at each entry point", async () => {
    const result = await checkPackage(one.content);

    const modules = Object.keys(manifest.exports).filter((path) => !/\.(json|yaml)$/.test(path));
    if (!result.types) return expect(modules).toEqual([]);
    const found = result.problems.map((problem) =>
      "entrypoint" in problem ? [problem.entrypoint, problem.resolutionKind, problem.kind].join(" ") : problem.kind,
    );
    // CommonJS must import an ESM package dynamically. Node 10 does not know export maps.
    const known = modules.flatMap((path) => [`${path} node10 NoResolution`, `${path} node16-cjs CJSResolvesToESM`]);
    expect(found.filter((problem) => !known.includes(problem))).toEqual([]);
    expect(Object.keys(result.entrypoints)).toEqual(expect.arrayContaining(modules));
  });
});
