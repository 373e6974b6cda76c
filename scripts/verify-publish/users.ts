// What the users of the packages type.
import { lstat, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startMock } from "@run-summary/mock";
import { compile } from "../shared/compile.ts";
import type { PackageInRegistry, Registry } from "../shared/registry.ts";
import { repository } from "../shared/repository.ts";
import { createSamples } from "./samples.ts";
import { type Shell, type, typeAndLeave } from "./shell.ts";

const callers = ["@run-summary/client", "@run-summary/types"];

/** All packages, first in an empty folder, and then in a project. */
export async function verifyAll(
  shell: Shell,
  registry: Registry,
  packages: readonly PackageInRegistry[],
): Promise<void> {
  const others = packages.map(({ name }) => name).filter((name) => !callers.includes(name));
  await typeAndLeave(shell, "npx @run-summary/mock --stateful --port 0", "(Ctrl-C ends it)", async (output) => {
    const [url = ""] = /http:\S+/.exec(output) ?? [];
    const check = `npx @run-summary/contract --target ${url} --token-env TOKEN`;
    await type(shell, `${check} --junit report.xml`, { output: /^\d+ requests, 0 mismatches$/m });
    await type(shell, "npm install @run-summary/client @run-summary/types", { output: /added \d+ packages/ });
    await type(shell, `npm install --save-dev ${others.join(" ")}`, { output: /added \d+ packages/ });
    await verifyInstalled(shell.folder, registry, packages);
    for (const [name, text] of Object.entries(await createSamples(url)))
      await writeFile(join(shell.folder, name), text);
    await type(shell, "node client.mjs", { output: /^received \{/ });
    await type(shell, "node mock.mjs", { output: /^recorded 1 request$/ });
    await type(shell, "node check.mts", { output: /^GET \S+ · with a token \[\]$/m });
    const spec = "--spec node_modules/@run-summary/spec/openapi.yaml";
    await type(shell, `${check} ${spec} --allow-writes`, { output: /^\d+ requests, 0 mismatches$/m });
  });
  const watched = { output: /^--watch waits for the files of a document/, exitCode: 2 };
  await type(shell, "npx @run-summary/mock --watch", watched);
  const { length } = await readFile(join(shell.folder, "report.xml"), "utf8");
  console.log(`  report.xml has ${length} characters.`);
  await compile("-p", shell.folder).catch(({ stdout }) => {
    throw new Error(`The types do not compile:\n${stdout}`);
  });
  console.log("  types.mts and check.mts compile.");
}

/** The packages of those who call the API, which run on older versions of Node, too. */
export async function verifyCallers(
  shell: Shell,
  registry: Registry,
  packages: readonly PackageInRegistry[],
): Promise<void> {
  const installed = packages.filter(({ name }) => callers.includes(name));
  await type(shell, `npm install ${callers.join(" ")}`, { output: /added \d+ packages/ });
  await verifyInstalled(shell.folder, registry, installed);
  const mock = await startMock();
  try {
    const { "client.mjs": program = "" } = await createSamples(mock.apiUrl);
    await writeFile(join(shell.folder, "client.mjs"), program);
    await type(shell, "node client.mjs", { output: /^received \{/ });
  } finally {
    await mock.close();
  }
}

/** Where the commands do not run, one sentence says so. */
export async function verifyOldNode(shell: Shell, packages: readonly PackageInRegistry[]): Promise<void> {
  for (const { name } of packages.filter(({ name }) => /mock|contract/.test(name))) {
    const output = new RegExp(`^${name} needs Node [\\d.]+ or newer, and this is Node 20\\.[\\d.]+\\.$`);
    await type(shell, `npx ${name}`, { output, exitCode: 1 });
  }
}

/** @throws {Error} where a package is a link, or comes from somewhere else than the registry. */
async function verifyInstalled(
  folder: string,
  { url }: Registry,
  packages: readonly PackageInRegistry[],
): Promise<void> {
  const lock = await readFile(join(folder, "package-lock.json"), "utf8");
  const installed = JSON.parse(lock).packages as Record<string, { resolved?: string; link?: boolean }>;
  for (const { name } of packages) {
    const path = `node_modules/${name}`;
    const isFolder = (await lstat(join(folder, path))).isDirectory();
    if (!isFolder || installed[path]?.resolved?.startsWith(url) !== true)
      throw new Error(`${name} does not come from the registry.`);
  }
  const strangers = Object.entries(installed).filter(
    ([path, { resolved }]) => path !== "" && !resolved?.startsWith(url),
  );
  if (strangers.length > 0 || lock.includes(repository)) throw new Error(`package-lock.json leads elsewhere:\n${lock}`);
  console.log(`  ${Object.keys(installed).length - 1} packages come from ${url}, and none is a link.`);
}
