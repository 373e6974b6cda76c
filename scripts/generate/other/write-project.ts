import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { OpenApiDocument } from "@run-summary/openapi";
import { repository } from "../../shared/repository.ts";
import { generateBundle } from "../bundle.ts";
import { generateClientOperations } from "../client-operations.ts";
import { type GeneratedFiles, writeGenerated } from "../generated-folder.ts";
import { generateTypes } from "../types.ts";

/**
 * Writes a workspace for a document into a folder: the document, the package of its types, and the client's own source with what
 * is generated for the document. `npm install && npm run build` compiles it.
 *
 * @throws {Error} where something cannot be generated from the document.
 */
export async function writeProject(document: OpenApiDocument, folder: string): Promise<void> {
  const present = await readdir(folder).catch((): string[] => []);
  if (present.length > 0 && !present.includes("openapi.yaml")) {
    throw new Error(`${folder} holds other files. Name an empty folder, or one that this command has written.`);
  }
  const files = {
    [folder]: generateBundle(document),
    [join(folder, "packages/types/generated")]: await generateTypes(document),
    [join(folder, "packages/client/src/generated")]: generateClientOperations(document),
  };
  const source = join(repository, "packages/client/src");
  await cp(source, join(folder, "packages/client/src"), {
    recursive: true,
    filter: (path) => path !== join(source, "generated"),
  });
  for (const [path, generated] of Object.entries(files).slice(1)) await writeGenerated(path, generated);
  await writeTexts(folder, { ...files[folder], ...(await createManifests()) });
}

async function writeTexts(folder: string, files: GeneratedFiles): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

/** The manifests of the workspace and its two packages, and the options of the compiler. */
async function createManifests(): Promise<GeneratedFiles> {
  const read = (path: string) => readFile(join(repository, path), "utf8");
  const readJson = async (path: string) => JSON.parse(await read(path)) as Record<string, Record<string, string>>;
  const [root, client, types] = await Promise.all(
    ["package.json", "packages/client/package.json", "packages/types/package.json"].map(readJson),
  );
  const write = (manifest: object) => `${JSON.stringify(manifest, undefined, 2)}\n`;
  const pick = (manifest: object = {}) => {
    const names = ["name", "version", "type", "sideEffects", "exports", "files", "engines", "dependencies"];
    return Object.fromEntries(Object.entries(manifest).filter(([name]) => names.includes(name)));
  };
  return {
    "package.json": write({
      private: true,
      type: "module",
      workspaces: ["packages/*"],
      scripts: { build: "npm run build --workspace packages/client" },
      devDependencies: {
        typescript: root?.devDependencies?.typescript,
        "@types/node": root?.devDependencies?.["@types/node"],
      },
    }),
    "tsconfig.base.json": await read("tsconfig.base.json"),
    "packages/types/package.json": write(pick(types)),
    "packages/client/package.json": write({ ...pick(client), scripts: { build: "tsc -p tsconfig.build.json" } }),
    "packages/client/tsconfig.build.json": await read("packages/client/tsconfig.build.json"),
  };
}
