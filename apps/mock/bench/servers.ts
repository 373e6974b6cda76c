import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, get } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { bundleFile } from "@run-summary/spec";

const require = createRequire(import.meta.url);
const prismPackage = "@stoplight/prism-cli/package.json";
const { bin } = require(prismPackage) as { bin: { prism: string } };
const prismCommand = join(dirname(require.resolve(prismPackage)), bin.prism);

export type ServerName = "this mock, silent" | "prism mock, silent" | "prism mock";

/** The commands that start the servers, without the port. */
export const commands: Readonly<Record<ServerName, readonly string[]>> = {
  "this mock, silent": [fileURLToPath(new URL("../src/cli/main.ts", import.meta.url)), "--log", "silent"],
  "prism mock, silent": [prismCommand, "mock", bundleFile, "--verboseLevel", "silent"],
  "prism mock": [prismCommand, "mock", bundleFile],
};

export interface Server {
  readonly url: string;
  readonly child: ChildProcess;
  /** Milliseconds from the start to the first response. */
  readonly firstResponse: number;
  stop(): Promise<void>;
}

const maxStartTime = 30_000;

/** Starts a server in a process of its own; resolves when it has responded to a request with success. */
export async function startServer(command: readonly string[], path: string): Promise<Server> {
  const port = await findFreePort();
  const start = performance.now();
  const child = spawn(process.execPath, [...command, "--port", String(port)], { stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill); // even if this process fails
  child.once("exit", () => process.off("exit", kill));
  while (!isSuccess(await requestStatus(url + path))) {
    if (child.exitCode !== null) throw new Error(`${command.join(" ")} ended with ${child.exitCode}`);
    if (performance.now() - start > maxStartTime) {
      kill();
      throw new Error(`${command.join(" ")} does not respond to ${path} with success`);
    }
    await sleep(3);
  }
  const firstResponse = performance.now() - start;
  return {
    url,
    child,
    firstResponse,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGINT"); // Node writes its compile cache only in an orderly exit
      const timer = setTimeout(kill, 2000);
      await ended;
      clearTimeout(timer);
    },
  };
}

function isSuccess(status = 0): boolean {
  return status >= 200 && status < 300;
}

function requestStatus(url: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    get(url, { headers: { authorization: "Bearer token" }, agent: false }, (response) => {
      response.resume().once("end", () => resolve(response.statusCode));
    }).once("error", () => resolve(undefined));
  });
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
