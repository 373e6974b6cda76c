import { execFile } from "node:child_process";
import { cp, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const packages = ["types", "client"].map((name) => fileURLToPath(new URL(`../../${name}/`, import.meta.url)));
const suite = fileURLToPath(new URL("suite.js", import.meta.url));
const runNpm = (command: string, cwd: string) => promisify(execFile)(`npm ${command}`, { cwd, shell: true } as object);

/** Creates a project in a temporary folder, and installs the packed client. Returns the folder. */
export async function createProject(): Promise<string> {
  const project = await mkdtemp(join(tmpdir(), "client-compatibility-"));
  await writeFile(join(project, "package.json"), '{ "private": true, "type": "module" }');
  const tarballs: string[] = [];
  for (const folder of packages) {
    const { stdout } = await runNpm(`pack --ignore-scripts --json --pack-destination "${project}"`, folder);
    const [{ filename }] = JSON.parse(String(stdout)) as [{ filename: string }];
    tarballs.push(`./${filename}`);
  }
  await runNpm(`install --no-audit --no-fund ${tarballs.join(" ")}`, project);
  await cp(suite, join(project, "suite.mjs"));
  return project;
}
