import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, glob, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { createChildEnvironment } from "./environment.ts";
import { listWorkspaces, readManifest } from "./manifest.ts";
import { type OutputWaiter, watchOutput } from "./output-waiter.ts";
import { findInstalledPackages, repository } from "./repository.ts";
import { type CommandOutcome, runCommand } from "./run-command.ts";

export interface StartedCommand {
  readonly process: ChildProcess;
  readonly waitFor: OutputWaiter;
}

const leftOut = new Set([".git", ".turbo", "dist", "node_modules", "reports"]);

/** Whether a copy of the repository has the file or folder: all but what git keeps, and what is installed or built. */
export function isCopied(path: string): boolean {
  return !leftOut.has(basename(path));
}

/**
 * Copies the repository's hand-written and generated files into a temporary folder, and links the installed packages. The copy
 * has no pending changesets: a test plans its own.
 */
export async function copyRepository(): Promise<RepositoryCopy> {
  const parent = await mkdtemp(join(tmpdir(), "run summary é-")); // a path that a person may choose
  const folder = join(parent, "repository");
  await cp(repository, folder, { recursive: true, filter: isCopied });
  for await (const changeset of glob("[!R]*.md", { cwd: join(folder, ".changeset") }))
    await rm(join(folder, ".changeset", changeset));
  await linkPackages(parent, folder);
  return new RepositoryCopy(folder);
}

export class RepositoryCopy {
  readonly folder: string;
  readonly #started: ChildProcess[] = [];
  readonly #added: NodeJS.ProcessEnv;

  /** @param environment what commands in the copy have in their environment beside that of this process */
  constructor(folder: string, environment: NodeJS.ProcessEnv = {}) {
    this.folder = folder;
    this.#added = environment;
  }

  read(path: string): Promise<string> {
    return readFile(join(this.folder, path), "utf8");
  }

  async write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.folder, path)), { recursive: true });
    await writeFile(join(this.folder, path), text);
  }

  /** Replaces a text that must be there. */
  async replace(path: string, from: string, to: string): Promise<void> {
    const text = await this.read(path);
    if (!text.includes(from)) throw new Error(`${path} does not hold ${JSON.stringify(from)}`);
    await this.write(
      path,
      text.replace(from, () => to),
    );
  }

  /** Runs Node in the copy. */
  node(...args: string[]): Promise<CommandOutcome> {
    return this.#run(process.execPath, args);
  }

  /** Runs an npm script of the copy. */
  npm(script: string): Promise<CommandOutcome> {
    return this.#run(`npm run --silent ${script}`);
  }

  /** Runs another command of npm in the copy. */
  npmCommand(command: string): Promise<CommandOutcome> {
    return this.#run(`npm ${command}`);
  }

  /** Makes the copy a git repository with one commit of all files. */
  async initializeGit(): Promise<void> {
    await this.git("init", "--quiet");
    await this.git("add", "--all");
    await this.git("commit", "--quiet", "--message=copy");
  }

  /** Runs git in the copy. Resolves with what it prints. */
  async git(...args: string[]): Promise<string> {
    const author = ["-c", "user.name=test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false"];
    const options = { cwd: this.folder, env: createChildEnvironment() };
    return (await promisify(execFile)("git", [...author, ...args], options)).stdout;
  }

  /** Starts the command of `npm start`, which runs until it is ended, or until the copy is removed. */
  start(...args: string[]): StartedCommand {
    // In a process group of its own where there are groups, so that a test sees whether anything is left of it.
    const options = { cwd: this.folder, env: this.#environment, detached: process.platform !== "win32" };
    const child = spawn(process.execPath, ["scripts/start/start.ts", ...args], options);
    this.#started.push(child);
    return { process: child, waitFor: watchOutput(child) };
  }

  /** Ends what was started in the copy, and deletes it. */
  async remove(): Promise<void> {
    for (const child of this.#started) child.kill("SIGKILL");
    await rm(dirname(this.folder), { recursive: true, force: true, maxRetries: 5 });
  }

  // The copies share turbo's cache with the repository, so that only what is changed in them runs. What a person asks of turbo,
  // such as with `TURBO_FORCE`, is meant for the repository alone.
  get #environment(): NodeJS.ProcessEnv {
    const inherited = Object.entries(createChildEnvironment()).filter(([name]) => !/^TURBO_/i.test(name));
    return {
      ...Object.fromEntries(inherited),
      TURBO_CACHE_DIR: join(repository, ".turbo", "cache"),
      NO_COLOR: "1",
      ...this.#added,
    };
  }

  #run(command: string, args?: readonly string[]): Promise<CommandOutcome> {
    return runCommand({ cwd: this.folder, env: this.#environment }, command, args);
  }
}

// The workspace's packages lead to the copy's own folders. Node finds all others where it looks next: in the parent folder.
async function linkPackages(parent: string, folder: string): Promise<void> {
  const link = (target: string, path: string) => symlink(target, path, "junction");
  await link(findInstalledPackages(), join(parent, "node_modules"));
  await mkdir(join(folder, "node_modules", "@run-summary"), { recursive: true });
  for (const workspace of await listWorkspaces(folder)) {
    const { name } = await readManifest(join(folder, workspace));
    await link(join(folder, workspace), join(folder, "node_modules", name));
    const installed = join(repository, workspace, "node_modules");
    if (existsSync(installed)) await link(installed, join(folder, workspace, "node_modules"));
  }
}
