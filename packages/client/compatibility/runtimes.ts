import { execFile } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { launchBrowser } from "@run-summary/browser";
import { useInstalledPackage } from "@run-summary/command-line";
import { build } from "esbuild";
import type { Outcome } from "./outcome.ts";
import { type SuiteServer, startServer } from "./server.ts";

const { platform, arch } = process;
const timeLimit = 60_000;

interface SuiteRun {
  /** The path of the runtime's program. */
  readonly program: string;
  /** The folder of the project that has the client and the suite. */
  readonly project: string;
  readonly server: SuiteServer;
  readonly signal: AbortSignal;
}

interface Runtime {
  readonly name: string;
  /** The npm package that holds the runtime, and the path of the program in it. */
  readonly package: string;
  readonly program: string;
  /** Runs the suite, and resolves with its results as JSON. */
  run(suiteRun: SuiteRun): Promise<string>;
}

const runtimes: readonly Runtime[] = [
  ...["20", "22", "24", "26"].map((version) => ({
    name: `Node ${version}`,
    package: `node-${platform}-${arch}@${version}`,
    program: "bin/node",
    run: (suiteRun: SuiteRun) => runScript([], suiteRun),
  })),
  {
    name: "Bun",
    package: `@oven/bun-${platform}-${arch === "arm64" ? "aarch64" : arch}`,
    program: "bin/bun",
    run: (suiteRun) => runScript([], suiteRun),
  },
  {
    name: "Deno",
    package: `@deno/${platform}-${arch}${platform === "linux" ? "-glibc" : ""}`,
    program: "deno",
    run: (suiteRun) => runScript(["run", "--allow-all", "--no-lock"], suiteRun),
  },
  {
    name: "workerd",
    package: `@cloudflare/workerd-${platform}-${arch === "x64" ? "64" : arch}`,
    program: "bin/workerd",
    run: runWorker,
  },
];

/** Runs the suite on each runtime of npm and in a browser. */
export async function* checkRuntimes(project: string): AsyncGenerator<Outcome> {
  for (const runtime of runtimes) yield await checkRuntime(runtime, project);
  yield await checkBrowser(project);
}

function checkRuntime(runtime: Runtime, project: string): Promise<Outcome> {
  return useInstalledPackage(runtime.package, async (folder) => {
    if (folder === undefined) return createSkipped(runtime.name, `npm cannot install ${runtime.package}`);
    const program = join(folder, runtime.program);
    return checkSuite(runtime.name, (server, signal) => runtime.run({ program, project, server, signal }));
  });
}

async function checkBrowser(project: string): Promise<Outcome> {
  const browser = await launchBrowser().catch((error: Error) => error);
  if (browser instanceof Error) return createSkipped("Browser", browser.message);
  try {
    return await checkSuite("Browser", async (server) => {
      const script = createSuiteScript(server.url, `(results) => ${createPostExpression(server.url, "results")}`);
      server.serve("/suite.js", "text/javascript", await bundleModule(project, script));
      server.serve("/", "text/html", '<!doctype html><script type="module" src="/suite.js"></script>');
      const page = await browser.newPage();
      await page.goto(server.url);
      return server.results;
    });
  } finally {
    await browser.close();
  }
}

function createSkipped(subject: string, detail: string): Outcome {
  return { subject, outcome: "skipped", detail };
}

async function checkSuite(
  subject: string,
  run: (server: SuiteServer, signal: AbortSignal) => Promise<string>,
): Promise<Outcome> {
  const server = await startServer();
  const signal = AbortSignal.timeout(timeLimit);
  try {
    const aborted = once(signal, "abort").then(() => Promise.reject(signal.reason));
    const results = JSON.parse(await Promise.race([run(server, signal), aborted])) as {
      name: string;
      failure?: string;
    }[];
    const failures = results.filter(({ failure }) => failure !== undefined);
    if (failures.length === 0) return { subject, outcome: "passed", detail: `${results.length} behaviours` };
    const detail = failures.map(({ name, failure }) => `\n    ${name}: ${failure}`).join("");
    return { subject, outcome: "failed", detail };
  } catch (error) {
    const detail = signal.aborted ? `no results within ${timeLimit / 1000} s` : (error as Error).message;
    return { subject, outcome: "failed", detail };
  } finally {
    server.close();
  }
}

/** Runs the suite as a script that prints its results. */
async function runScript(args: readonly string[], { program, project, server, signal }: SuiteRun): Promise<string> {
  await writeFile(join(project, "main.mjs"), createSuiteScript(server.url, "console.log"));
  const { stdout } = await promisify(execFile)(program, [...args, "main.mjs"], { cwd: project, signal });
  return stdout;
}

/** Runs the suite in a worker that sends its results to the server. */
async function runWorker({ program, project, server, signal }: SuiteRun): Promise<string> {
  const worker = `import * as client from "@run-summary/client";
import { runSuite } from "./suite.mjs";
export default {
  async test() {
    const results = JSON.stringify(await runSuite(client, "${server.url}"));
    await ${createPostExpression(server.url, "results")};
  },
};
`;
  await writeFile(join(project, "worker.mjs"), await bundleModule(project, worker));
  await writeFile(join(project, "config.capnp"), workerdConfiguration);
  await promisify(execFile)(program, ["test", "config.capnp"], { cwd: project, signal });
  return server.results;
}

const workerdConfiguration = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [
  (name = "main", worker = (modules = [(name = "worker", esModule = embed "worker.mjs")], compatibilityDate = "2026-01-01", compatibilityFlags = ["nodejs_compat_v2"], globalOutbound = "net")),
  (name = "net", network = (allow = ["local", "private", "public"])),
]);
`;

function createPostExpression(url: string, body: string): string {
  return `fetch("${url}/results", { method: "POST", body: ${body} })`;
}

/** A module that runs the suite, and passes the results as JSON to a function. */
function createSuiteScript(url: string, report: string): string {
  return `import * as client from "@run-summary/client";
import { runSuite } from "./suite.mjs";
(${report})(JSON.stringify(await runSuite(client, "${url}")));
`;
}

async function bundleModule(project: string, contents: string): Promise<string> {
  const stdin = { contents, resolveDir: project, loader: "js" as const };
  const { outputFiles } = await build({ stdin, bundle: true, format: "esm", target: "es2022", write: false });
  return outputFiles[0]?.text ?? "";
}
