import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import { repository } from "./turbo.ts";

const run = promisify(execFile);

export interface Outcome {
  readonly exitCode: number;
  /** Both streams, without colours. */
  readonly output: string;
}

export interface Copy {
  readonly folder: string;
  read(path: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
  /** Replaces a text that must be there. */
  replace(path: string, from: string, to: string): Promise<void>;
  /** Runs git in the copy; resolves with what it prints. */
  git(...args: string[]): Promise<string>;
  /** Runs Node in the copy. */
  node(...args: string[]): Promise<Outcome>;
  /** Runs an npm script of the copy. */
  npm(script: string): Promise<Outcome>;
  /** Starts `npm start`'s command, which goes on until it is ended, or the copy is removed. */
  start(...args: string[]): Started;
  /** Ends what was started in the copy, and deletes it. */
  remove(): Promise<void>;
}

export interface Started {
  readonly process: ChildProcess;
  /** Waits until the output, from where the last wait has ended, holds the text; resolves with that part of it. */
  waitFor(text: string): Promise<string>;
}

/**
 * The working tree as git would commit it, in a temporary folder with the packages that are installed here. It shares
 * turbo's cache, so that only what is changed in it runs.
 */
export async function copyOfRepository(): Promise<Copy> {
  const parent = await mkdtemp(join(tmpdir(), "run-summary-"));
  const folder = join(parent, "repository");
  const { stdout } = await run("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: repository });
  // Git also lists a file that was deleted.
  const paths = stdout.split("\n").filter((path) => path !== "" && existsSync(join(repository, path)));
  for (const inside of new Set(paths.map(dirname))) await mkdir(join(folder, inside), { recursive: true });
  for (const path of paths) await copyFile(join(repository, path), join(folder, path));
  await linkPackages(parent, folder);
  const git = async (...args: string[]): Promise<string> => {
    const author = ["-c", "user.name=test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false"];
    return (await run("git", [...author, ...args], { cwd: folder })).stdout;
  };
  // Turbo hashes the files of a commit quickly, and without one those that git ignores too.
  await git("init", "--quiet");
  // What the repository's git holds need not be written again.
  const objects = ["rev-parse", "--path-format=absolute", "--git-path", "objects"];
  await writeFile(
    join(folder, ".git/objects/info/alternates"),
    (await run("git", objects, { cwd: repository })).stdout,
  );
  await git("add", "--all");
  await git("commit", "--quiet", "--message=copy");

  const env = { ...process.env, TURBO_CACHE_DIR: join(repository, ".turbo", "cache"), NO_COLOR: "1" };
  const outcomeOf = async (command: string, args?: readonly string[]): Promise<Outcome> => {
    try {
      const { stdout, stderr } = await run(command, args, { cwd: folder, env, shell: args === undefined });
      return { exitCode: 0, output: stripVTControlCharacters(stdout + stderr) };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { exitCode: code, output: stripVTControlCharacters(stdout + stderr) };
    }
  };
  const started: ChildProcess[] = [];
  const copy: Copy = {
    folder,
    git,
    read: (path) => readFile(join(folder, path), "utf8"),
    async write(path, text) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    },
    async replace(path, from, to) {
      const text = await copy.read(path);
      if (!text.includes(from)) throw new Error(`${path} does not hold ${JSON.stringify(from)}`);
      await copy.write(
        path,
        text.replace(from, () => to),
      );
    },
    node: (...args) => outcomeOf(process.execPath, args),
    npm: (script) => outcomeOf(`npm run --silent ${script}`),
    start(...args) {
      // In a process group of its own where there are groups, so that a test sees whether anything is left of it.
      const options = { cwd: folder, env, detached: process.platform !== "win32" };
      const child = spawn(process.execPath, ["scripts/start.ts", ...args], options);
      started.push(child);
      return { process: child, waitFor: outputWaiter(child) };
    },
    async remove() {
      for (const child of started) child.kill("SIGKILL");
      await rm(parent, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return copy;
}

function outputWaiter(child: ChildProcess): Started["waitFor"] {
  let output = "";
  let onOutput = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += stripVTControlCharacters(text);
      onOutput();
    });
  }
  child.once("exit", () => onOutput());
  return (text) =>
    new Promise((resolve, reject) => {
      onOutput = () => {
        const index = output.indexOf(text);
        if (index !== -1) {
          const part = output.slice(0, index + text.length);
          output = output.slice(index + text.length);
          resolve(part);
        } else if (child.exitCode !== null) {
          reject(new Error(`ended with ${child.exitCode} without "${text}":\n${output}`));
        }
      };
      onOutput();
    });
}

// The workspace's packages lead to the copy's own folders. All others are found where Node looks next, in its parent.
async function linkPackages(parent: string, folder: string): Promise<void> {
  const link = (target: string, path: string) => symlink(target, path, "junction");
  await link(join(repository, "node_modules"), join(parent, "node_modules"));
  await mkdir(join(folder, "node_modules", "@run-summary"), { recursive: true });
  const { workspaces } = JSON.parse(await readFile(join(repository, "package.json"), "utf8")) as {
    workspaces: string[];
  };
  const folders = await Promise.all(workspaces.map((pattern) => foldersOf(pattern)));
  for (const workspace of folders.flat()) {
    const { name } = JSON.parse(await readFile(join(folder, workspace, "package.json"), "utf8")) as { name: string };
    await link(join(folder, workspace), join(folder, "node_modules", name));
    const own = join(repository, workspace, "node_modules");
    const installed = await readdir(own).catch(() => []);
    if (installed.length > 0) await link(own, join(folder, workspace, "node_modules"));
  }
}

async function foldersOf(pattern: string): Promise<string[]> {
  if (!pattern.endsWith("/*")) return [pattern];
  const parent = pattern.slice(0, -2);
  return (await readdir(join(repository, parent))).map((name) => `${parent}/${name}`);
}
