// The packed package, installed in an empty project, passes the same suite on every runtime and compiles with every compiler.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { type SuiteServer, startServer } from "./server.ts";

const run = promisify(execFile);
const here = fileURLToPath(new URL("./", import.meta.url));
const packages = ["types", "client"].map((name) => fileURLToPath(new URL(`../../${name}/`, import.meta.url)));
const { platform, arch } = process;
const timeLimit = 60_000;

interface Outcome {
  readonly what: string;
  readonly outcome: "passed" | "failed" | "skipped";
  readonly detail: string;
}

interface Runtime {
  readonly name: string;
  /** The npm package that holds the binary, and the binary in it; missing for a browser. */
  readonly binary?: readonly [spec: string, file: string];
  /** What the suite prints as JSON. */
  readonly results: (binary: string, project: string, server: SuiteServer, signal: AbortSignal) => Promise<string>;
}

const linux = platform === "linux" ? "-glibc" : "";
const bunArch = arch === "arm64" ? "aarch64" : arch;
const runtimes: readonly Runtime[] = [
  ...["20", "22", "24", "26"].map(
    (version): Runtime => ({
      name: `Node ${version}`,
      binary: [`node-${platform}-${arch}@${version}`, "bin/node"],
      results: async (binary, project, { url }, signal) =>
        (await run(binary, ["main.mjs", url], { cwd: project, signal })).stdout,
    }),
  ),
  {
    name: "Bun",
    binary: [`@oven/bun-${platform}-${bunArch}`, "bin/bun"],
    results: async (binary, project, { url }, signal) =>
      (await run(binary, ["main.mjs", url], { cwd: project, signal })).stdout,
  },
  {
    name: "Deno",
    binary: [`@deno/${platform}-${arch}${linux}`, "deno"],
    results: async (binary, project, { url }, signal) =>
      (await run(binary, ["run", "--allow-all", "--no-lock", "main.mjs", url], { cwd: project, signal })).stdout,
  },
  {
    name: "workerd",
    binary: [`@cloudflare/workerd-${platform}-${arch === "x64" ? "64" : arch}`, "bin/workerd"],
    results: workerdResults,
  },
  { name: "Browser", results: browserResults },
];

const compilers = ["5.5", "5.9", "6", "7"];
const modules = { nodenext: { module: "nodenext" }, bundler: { module: "esnext", moduleResolution: "bundler" } };

const npm = (command: string, cwd: string) => run(`npm ${command}`, { cwd, shell: true } as object);

/** An empty project with the packed package. */
async function createProject(): Promise<string> {
  const project = await mkdtemp(join(tmpdir(), "client-compatibility-"));
  await writeFile(join(project, "package.json"), '{ "private": true, "type": "module" }');
  const tarballs: string[] = [];
  for (const folder of packages) {
    const { stdout } = await npm(`pack --json --pack-destination "${project}"`, folder);
    const [{ filename }] = JSON.parse(String(stdout)) as [{ filename: string }];
    tarballs.push(`./${filename}`);
  }
  await npm(`install --no-audit --no-fund ${tarballs.join(" ")}`, project);
  await cp(join(here, "suite.js"), join(project, "suite.mjs"));
  await writeFile(join(project, "main.mjs"), mainOf("globalThis.Deno?.args[0] ?? process.argv[2]", "console.log"));
  return project;
}

function mainOf(url: string, print: string): string {
  return `import * as client from "@run-summary/client";
import { runSuite } from "./suite.mjs";
${print}(JSON.stringify(await runSuite(client, ${url})));
`;
}

async function install(name: string, spec: string): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), `${name.replace(/\W/g, "-")}-`));
  try {
    await writeFile(join(folder, "package.json"), '{ "private": true }');
    await npm(`install --no-audit --no-fund --ignore-scripts --loglevel=error ${spec}`, folder);
    return folder;
  } catch {
    await rm(folder, { recursive: true, force: true });
    return undefined;
  }
}

async function bundled(project: string, text: string): Promise<string> {
  const stdin = { contents: text, resolveDir: project, loader: "js" as const };
  const { outputFiles } = await build({ stdin, bundle: true, format: "esm", target: "es2022", write: false });
  return outputFiles[0]?.text ?? "";
}

async function workerdResults(
  binary: string,
  project: string,
  { url }: SuiteServer,
  signal: AbortSignal,
): Promise<string> {
  const worker = `import * as client from "@run-summary/client";
import { runSuite } from "./suite.mjs";
export default { async test() { await fetch("${url}/results", { method: "POST", body: JSON.stringify(await runSuite(client, "${url}")) }); } };
`;
  await writeFile(join(project, "worker.mjs"), await bundled(project, worker));
  await writeFile(
    join(project, "config.capnp"),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [
  (name = "main", worker = (modules = [(name = "worker", esModule = embed "worker.mjs")], compatibilityDate = "2026-01-01", compatibilityFlags = ["nodejs_compat_v2"], globalOutbound = "net")),
  (name = "net", network = (allow = ["local", "private", "public"])),
]);
`,
  );
  await run(binary, ["test", "config.capnp"], { cwd: project, signal });
  return "";
}

async function browserResults(
  binary: string,
  project: string,
  server: SuiteServer,
  signal: AbortSignal,
): Promise<string> {
  const print = (url: string) => `(text) => fetch("${url}/results", { method: "POST", body: text })`;
  server.serve(
    "/main.js",
    "text/javascript",
    await bundled(project, mainOf(JSON.stringify(server.url), `(${print(server.url)})`)),
  );
  server.serve("/", "text/html", '<!doctype html><script type="module" src="/main.js"></script>');
  const profile = await mkdtemp(join(tmpdir(), "client-browser-"));
  const args = [
    "--headless",
    "--no-sandbox",
    "--disable-background-networking",
    `--user-data-dir=${profile}`,
    server.url,
  ];
  // In a process group of its own where there are groups: the command may be a script that starts the browser.
  const browser = spawn(binary, args, { stdio: "ignore", detached: platform !== "win32" });
  const end = () => (platform === "win32" ? browser.kill() : process.kill(-(browser.pid ?? 0), "SIGKILL"));
  const ended = once(browser, "exit");
  signal.addEventListener("abort", end);
  const noResults = ended.then(() => Promise.reject(new Error("the browser ended without results")));
  try {
    return await Promise.race([server.results, noResults]);
  } finally {
    signal.removeEventListener("abort", end);
    if (browser.exitCode === null && browser.signalCode === null) end();
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function findBrowser(): Promise<string | undefined> {
  const names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const found = await Promise.all(
    names.map((name) =>
      run(platform === "win32" ? "where" : "which", [name]).then(
        ({ stdout }) => stdout.trim(),
        () => undefined,
      ),
    ),
  );
  const programs = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  ];
  return process.env.CHROME_PATH ?? found.find(Boolean) ?? programs.find(existsSync);
}

async function checkRuntime({ name, binary, results }: Runtime, project: string): Promise<Outcome> {
  const folder = binary && (await install(name, binary[0]));
  const [spec = "", file = ""] = binary ?? [];
  const program = folder ? join(folder, "node_modules", spec.replace(/(?<=.)@.*$/, ""), file) : await findBrowser();
  if (program === undefined || (binary && folder === undefined)) {
    return { what: name, outcome: "skipped", detail: binary ? `${spec} cannot be had` : "no browser was found" };
  }
  const server = await startServer();
  const signal = AbortSignal.timeout(timeLimit); // ends the program too
  try {
    const printed = await Promise.race([
      results(program, project, server, signal).then((text) => text || server.results),
      once(signal, "abort").then(() => Promise.reject(signal.reason)),
    ]);
    const outcomes = JSON.parse(printed) as { name: string; failure?: string }[];
    const failures = outcomes.filter(({ failure }) => failure !== undefined);
    const detail = failures.map((failed) => `\n    ${failed.name}: ${failed.failure}`).join("");
    return failures.length === 0
      ? { what: name, outcome: "passed", detail: `${outcomes.length} behaviours` }
      : { what: name, outcome: "failed", detail };
  } catch (error) {
    const detail = signal.aborted ? `no results within ${timeLimit / 1000} s` : (error as Error).message;
    return { what: name, outcome: "failed", detail };
  } finally {
    server.close();
    if (folder) await rm(folder, { recursive: true, force: true });
  }
}

async function checkCompiler(version: string, project: string): Promise<Outcome[]> {
  const what = `TypeScript ${version}`;
  const folder = await install(what, `typescript@${version}`);
  if (folder === undefined) return [{ what, outcome: "skipped", detail: "it cannot be had" }];
  const outcomes: Outcome[] = [];
  for (const [name, options] of Object.entries(modules)) {
    const compilerOptions = {
      ...options,
      ...{ target: "es2022", lib: ["es2022", "dom", "dom.iterable"], types: [], noEmit: true, skipLibCheck: false },
      ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, verbatimModuleSyntax: true },
    };
    await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["samples/*.ts"] }));
    const tsc = join(folder, "node_modules", "typescript", "bin", "tsc");
    const detail = await run(process.execPath, [tsc, "-p", project]).then(
      () => "",
      (error: { stdout: string }) => error.stdout,
    );
    outcomes.push({ what: `${what}, ${name}`, outcome: detail === "" ? "passed" : "failed", detail });
  }
  await rm(folder, { recursive: true, force: true });
  return outcomes;
}

/** The README's samples, which use all that the package exports. */
async function writeSamples(project: string): Promise<void> {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  await mkdir(join(project, "samples"));
  const samples = [...readme.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, text = ""]) => text);
  const credential =
    "declare class DefaultAzureCredential { getToken(): Promise<{ token: string; expiresOnTimestamp: number }>; }";
  for (const [index, text] of samples.entries()) {
    const alone = text.replace(/^import .* from "@azure\/identity";$/m, credential);
    await writeFile(join(project, "samples", `sample-${index}.ts`), alone);
  }
}

const project = await createProject();
const outcomes: Outcome[] = [];
const report = (outcome: Outcome) => {
  outcomes.push(outcome);
  console.log(`${outcome.what.padEnd(28)}${outcome.outcome.padEnd(10)}${outcome.detail}`);
};
try {
  for (const runtime of runtimes) report(await checkRuntime(runtime, project));
  await writeSamples(project);
  for (const version of compilers) for (const outcome of await checkCompiler(version, project)) report(outcome);
} finally {
  await rm(project, { recursive: true, force: true });
}
const count = (wanted: Outcome["outcome"]) => outcomes.filter(({ outcome }) => outcome === wanted).length;
console.log(`\n${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped`);
process.exitCode = count("failed") === 0 ? 0 : 1;
