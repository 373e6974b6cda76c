import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { compile } from "../shared/compile.ts";
import { repository } from "../shared/repository.ts";
import type { ClientCopy } from "./client-copy.ts";

/** Compiles the copies of a workspace in one run. Returns the first error of each copy that does not compile, by its folder's name. */
export async function findTypeErrors(workspace: string, copies: readonly ClientCopy[]): Promise<Map<string, string>> {
  const names = copies.map(({ folder }) => basename(folder));
  const config = {
    extends: join(repository, "tsconfig.base.json"),
    compilerOptions: { lib: ["es2022", "dom", "dom.iterable"], types: [] },
    include: names.flatMap((name) => [`${name}/src`, `${name}/node_modules/@run-summary/types/generated`]),
    exclude: [],
  };
  const file = join(workspace, `tsconfig-${names[0]}.json`); // other copies may be compiled at the same time
  await writeFile(file, JSON.stringify(config));
  const output = await compile("--project", file, "--pretty", "false").then(
    () => "",
    (error: { stdout?: string; message: string }) => error.stdout || error.message,
  );
  const lines = output.split("\n").filter((line) => line.includes("error TS"));
  const errors = new Map<string, string>();
  for (const line of lines) {
    const name = names.find((one) => line.includes(`${basename(workspace)}/${one}/`) || line.startsWith(`${one}/`));
    const key = name ?? "";
    if (!errors.has(key)) errors.set(key, line);
  }
  if (output !== "" && errors.size === 0) throw new Error(output);
  return errors;
}
