import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { startCommand } from "./command.ts";
import { referencePage, scriptPath, send } from "./requests.ts";

async function ended(...args: string[]): Promise<{ code: number; output: string }> {
  const { child, output } = startCommand(args);
  const [code] = await once(child, "close");
  return { code, output: output() };
}

async function temporaryFile(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "mock-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "seed.json"), text);
  return join(folder, "seed.json");
}

it("serves, logs, and ends on SIGINT and SIGTERM, whatever connections are open", async () => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    const { child, until } = startCommand(["--port", "0"]);
    const [, url = ""] = await until(/Mock: (http:\S+)/);
    expect(await send(url + scriptPath)).toMatchObject({ status: 200, body: referencePage });
    await until(/^GET .* 200 /m);
    const stalled = expect(send(url + scriptPath, { headers: { "mock-fault": "stall" } })).rejects.toThrow(
      "fetch failed",
    );
    await new Promise((resolve) => setTimeout(resolve, 50));

    child.kill(signal);
    const [code] = await once(child, "exit");

    await stalled;
    if (process.platform !== "win32") expect(code).toBe(0);
  }
});

it("takes all its options together", async () => {
  const seed = await temporaryFile(
    JSON.stringify({ [scriptPath]: { ...referencePage, issueDetectedDeviceCount: 42 } }),
  );
  const { until } = startCommand([
    ...["--port", "0", "--seed", seed, "--latency", "1-2", "--throttle", "--log", "json", "--body-limit", "100"],
    ...["--chaos", "503,429-bare", "--chaos-probability", "0", "--chaos-seed", "3", "--watch", "--host", "127.0.0.1"],
  ]);
  const [, url = ""] = await until(/"listening":"(http:[^"]+)"/);

  const answer = await send(url + scriptPath);

  expect(answer.body).toMatchObject({ issueDetectedDeviceCount: 42 });
});

describe("what is wrong is said, and the exit code is 2", () => {
  it.each([
    [["--prot", "1"], "Unknown option '--prot'\n--help lists the options."],
    [["--port", "eighty"], '--port takes a whole number from 0 to 65535, not "eighty".\n--help lists the options.'],
    [["--port", "70000"], "--port takes a whole number from 0 to 65535"],
    [["--latency", "9-1"], '--latency takes milliseconds up to 60000, such as 200 or 50-500, not "9-1".'],
    [["--chaos", "429,flood"], "--chaos takes all or some of 429, 429-bare"],
    [["--chaos", "all", "--chaos-probability", "2"], '--chaos-probability takes a number from 0 to 1, not "2".'],
    [["--upstream", "graph.microsoft.com"], "--upstream takes an http or https address"],
    [["--latency", "60001"], "--latency takes milliseconds up to 60000"],
    [["--body-limit", "-1"], "--body-limit"],
    [["--chaos", "all", "--chaos-seed", "x"], "--chaos-seed takes a whole number from 0 to 4294967295"],
    [["--upstream-time-limit", "0"], "--upstream-time-limit takes a whole number from 1 to"],
    [["--host", "no.such.host.invalid"], "getaddrinfo ENOTFOUND no.such.host.invalid"],
    [["--upstream", "http://a.example", "--stateful"], "--stateful has no effect with --upstream"],
    [["--log", "loud"], '--log takes pretty, json or silent, not "loud".'],
    [["--spec", "none.yaml"], "none.yaml cannot be read"],
    [["--seed", "none.json"], "no such file or directory, open 'none.json'"],
  ])("%j", async (args, says) => {
    const { code, output } = await ended("--port", "0", ...args);

    expect(output).toContain(says);
    expect(output).not.toContain("    at ");
    expect(code).toBe(2);
  });

  it("a seed that is no JSON, or no object of entities", async () => {
    const bad = await temporaryFile("{");
    const list = await temporaryFile("[]");

    expect((await ended("--port", "0", "--seed", bad)).output).toContain(`${bad} is not valid JSON: `);
    expect((await ended("--port", "0", "--seed", list)).output).toContain(
      "does not hold an object of entities by their paths",
    );
  });

  it("a port that is taken", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;

    const { code, output } = await ended("--port", String(port));

    expect(output).toContain(`address already in use 127.0.0.1:${port}`);
    expect(output).toContain("Choose another port with --port, or 0 for any free one.");
    expect(code).toBe(2);
  });
});

it("--help names every option and every fault", async () => {
  const { code, output } = await ended("--help");

  expect(code).toBe(0);
  for (const option of [
    "port",
    "host",
    "spec",
    "watch",
    "log",
    "stateful",
    "seed",
    "throttle",
    "latency",
    "chaos",
    "upstream",
  ]) {
    expect(output).toContain(`--${option}`);
  }
  expect(output).toContain("429-fractional  429 with a fractional Retry-After");
});
