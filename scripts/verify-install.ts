// `npm run verify-install`: the README's commands, in a folder without .git, in a path with a space and an é, on the
// machine's own Node and, where root runs this, for a user who is not root. It prints a line for each thing that it verifies. A second
// machine, which is another folder without anything that was built, gets all results from the first one by a remote cache.
import { cp, glob, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CacheServer, startCacheServer } from "./shared/cache-server.ts";
import { createShellEnvironment } from "./shared/environment.ts";
import { repository } from "./shared/repository.ts";
import { isCopied } from "./shared/repository-copy.ts";
import { type CommandOutcome, runCommand } from "./shared/run-command.ts";

/** Milliseconds for one command. */
const timeLimit = 600_000;
const ordinaryUser = 65_534; // "nobody"
const isRoot = process.getuid?.() === 0;

const parent = await mkdtemp(join(tmpdir(), "run summary é-"));
let folder = join(parent, "repository");
let cacheServer: CacheServer | undefined;

function run(command: string, user?: number): Promise<CommandOutcome> {
  const owner = user === undefined ? {} : { uid: user, gid: user };
  const env = createShellEnvironment({ HOME: parent, CI: "1", ...cacheServer?.clientEnvironment });
  return runCommand({ cwd: folder, env, timeout: timeLimit, ...owner }, command);
}

/** Fails with what the command printed where the outcome is not what it should be. */
function verify(what: string, { exitCode, output }: CommandOutcome, isRight: boolean): void {
  if (!isRight) throw new Error(`${what}: not so. The command ended with ${exitCode}:\n${output}`);
  console.log(`verified: ${what}`);
}

/** Resolves with what the command printed. */
async function verifySuccess(command: string, user?: number): Promise<string> {
  const start = performance.now();
  const outcome = await run(command, user);
  const lastLine = outcome.output.trim().split("\n").at(-1);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  verify(`${command} (${seconds} s, ${lastLine})`, outcome, outcome.exitCode === 0);
  return outcome.output;
}

/** `npm test` on two machines. Both count the same, and the second one runs no task. */
async function verifyTests(user?: number): Promise<void> {
  const first = await verifySuccess("npm test", user);
  await moveToSecondMachine();
  const second = await run("npm test", user);
  const [one, other] = [first, second.output].map((output) => output.trim().split("\n").at(-1));
  const [, time] = /Time: +(\S+)/.exec(second.output) ?? [];
  const isRight = one === other && / (\d+) cached, \1 total\n/.test(second.output);
  verify(`npm test restores all results on a second machine (${time}, ${other})`, second, isRight);
}

/** The second machine has the same files and the same packages in another folder. Nothing is built there, and no result is known. */
async function moveToSecondMachine(): Promise<void> {
  const next = join(parent, "second machine");
  await rename(folder, next);
  folder = next;
  const built = glob("**/{.turbo,dist,reports}", { cwd: folder, exclude: ["**/node_modules"] });
  for await (const path of built) await rm(join(folder, path), { recursive: true });
}

/** Installs without the scripts of packages, as `ignore-scripts` in a user's npm configuration makes npm do. */
async function verifyMissingNode(): Promise<void> {
  await verifySuccess("npm ci --ignore-scripts --no-audit --no-fund");
  const { output: version } = await run("node --version");
  for (const command of ["npm test", "npm start", "npm run check"]) {
    const outcome = await run(`${command} --silent`);
    const isRight = outcome.exitCode === 1 && /^Node .+: run `npm rebuild node`\.\n$/.test(outcome.output);
    verify(`${command} asks for \`npm rebuild node\` on Node ${version.trim()}`, outcome, isRight);
  }
  await verifySuccess("npm rebuild node");
}

try {
  await cp(repository, folder, { recursive: true, filter: isCopied });
  const { output } = await run("node --version");
  if (Number.parseInt(output.slice(1), 10) < 24) await verifyMissingNode();
  else await verifySuccess("npm ci --no-audit --no-fund");
  const user = isRoot ? ordinaryUser : undefined;
  if (user !== undefined) await verifySuccess(`chown -R ${user}:${user} ..`);
  cacheServer = await startCacheServer();
  await verifyTests(user);
  await verifySuccess("npm start -- --once --mock-port 0 --docs-port 0", user);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await cacheServer?.close();
  await rm(parent, { recursive: true, force: true });
}
