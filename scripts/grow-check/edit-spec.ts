import { cp, glob, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { httpMethods } from "@run-summary/openapi";
import { parse, parseDocument } from "yaml";
import type { RepositoryCopy } from "../shared/repository-copy.ts";

const family = fileURLToPath(new URL("./family/", import.meta.url));
const root = "spec/openapi.yaml";

interface RootDocument {
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, { readonly $ref: string }>>;
}

/** Adds the family's operations to the spec of a copy. A copy that has them stays as it is. */
export async function addFamily(copy: RepositoryCopy): Promise<void> {
  const isOwnFile = (path: string) => path !== join(family, "openapi.yaml");
  await cp(family, join(copy.folder, "spec"), { recursive: true, filter: isOwnFile });
  const added = parse(await readFile(join(family, "openapi.yaml"), "utf8")) as RootDocument;
  const document = parseDocument(await copy.read(root));
  const { tags } = document.toJS() as RootDocument;
  for (const tag of added.tags) if (!tags.some(({ name }) => name === tag.name)) document.addIn(["tags"], tag);
  for (const [path, reference] of Object.entries(added.paths)) document.setIn(["paths", path], reference);
  await copy.write(root, document.toString({ lineWidth: 0 }));
}

/** Removes all operations but one from the spec of a copy, and the files that only the others use. */
export async function keepOperation(copy: RepositoryCopy, operationId: string): Promise<void> {
  const document = parseDocument(await copy.read(root));
  for (const [path, { $ref }] of Object.entries((document.toJS() as RootDocument).paths)) {
    const file = join("spec", $ref);
    const pathItem = parseDocument(await copy.read(file));
    const others = httpMethods.filter((method) => pathItem.getIn([method, "operationId"]) !== operationId);
    if (others.length === httpMethods.length) document.deleteIn(["paths", path]);
    for (const method of others) pathItem.delete(method);
    await copy.write(file, pathItem.toString({ lineWidth: 0 }));
  }
  await copy.write(root, document.toString({ lineWidth: 0 }));
  await removeUnusedFiles(copy);
}

async function removeUnusedFiles(copy: RepositoryCopy): Promise<void> {
  const used = new Set<string>();
  const follow = async (file: string): Promise<void> => {
    if (used.has(file)) return;
    used.add(file);
    const references = (await copy.read(file)).matchAll(/\$ref: "?([^#"\s]+)/g);
    for (const [, reference = ""] of references) await follow(join(dirname(file), reference));
  };
  await follow(root);
  for await (const file of glob("spec/{paths,components}/**/*.yaml", { cwd: copy.folder })) {
    if (!used.has(file)) await rm(join(copy.folder, file));
  }
}
