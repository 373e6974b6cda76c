import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { runCommand } from "../helpers/command.ts";
import { fixtureFile } from "../helpers/documents.ts";
import { referencePage, scriptPath, send } from "../helpers/requests.ts";

async function temporaryFile(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "mock-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "seed.json"), text);
  return join(folder, "seed.json");
}

it("takes all its options together", async () => {
  const seed = await temporaryFile(
    JSON.stringify({ [scriptPath]: { ...referencePage, issueDetectedDeviceCount: 42 } }),
  );

  const { mock, output } = await runCommand(
    ...[
      "--port",
      "0",
      "--spec",
      fixtureFile,
      "--seed",
      seed,
      "--latency",
      "1",
      "--throttle",
      "--log",
      "json",
      "--body-limit",
      "100",
    ],
    ...["--chaos", "503,429-bare", "--chaos-probability", "0", "--chaos-seed", "3", "--watch", "--host", "127.0.0.1"],
  );

  expect(JSON.parse(output())).toEqual({ time: expect.any(String), listening: mock?.apiUrl, chaosSeed: 3 });
  expect((await send(mock?.apiUrl + scriptPath)).body).toMatchObject({ issueDetectedDeviceCount: 42 });
});

it.each([
  ["0", []],
  ["0.0", []],
  ["1", ["429-bare", "429-bare", "429-bare"]],
  ["1.0", ["429-bare", "429-bare", "429-bare"]],
])("takes --chaos-probability %s, and spaces between faults", async (probability, faults) => {
  const chaos = ["--chaos", "429-bare, 429-bare", "--chaos-probability", probability];
  const { mock } = await runCommand("--port", "0", "--log", "silent", ...chaos);

  for (let index = 0; index < 3; index++) await send(mock?.apiUrl + scriptPath);

  expect(mock?.requests.flatMap(({ fault }) => fault ?? [])).toEqual(faults);
});

it("says whether it is a mock or a proxy", async () => {
  const proxy = await runCommand("--port", "0", "--upstream", "http://127.0.0.1:1/beta");
  const mock = await runCommand("--port", "0");

  expect(proxy.output()).toMatch(/^Validating proxy for http:\/\/127\.0\.0\.1:1\/beta: http:\S+ \(Ctrl-C ends it\)$/);
  expect(mock.output()).toMatch(/^Mock: http:\S+\/beta \(Ctrl-C ends it\)$/);
});

it("says at the start which seed replays its chaos", async () => {
  const given = await runCommand("--port", "0", "--chaos", "all", "--chaos-seed", "3");
  const random = await runCommand("--port", "0", "--chaos", "all", "--log", "json");

  expect(given.output()).toMatch(/^Mock: \S+ \(Ctrl-C ends it\)\nChaos: --chaos-seed 3 replays this run\.$/);
  expect(JSON.parse(random.output())).toMatchObject({
    listening: random.mock?.apiUrl,
    chaosSeed: expect.any(Number),
  });
});

it.each(["pretty", "json"])("never shows the user and password in an upstream's address, --log %s", async (log) => {
  const upstream = "http://someone:secret@127.0.0.1:1/beta";
  const { mock, output } = await runCommand("--port", "0", "--upstream", upstream, "--log", log);

  const response = await send(mock?.apiUrl + scriptPath);

  expect(response.status).toBe(502);
  expect(output()).toContain("The upstream http://127.0.0.1:1 cannot be reached");
  for (const text of [output(), JSON.stringify(response.body), JSON.stringify([...response.headers])])
    expect(text).not.toMatch(/someone|secret/);
});

describe("says what is wrong, and exits with 2", () => {
  it.each([
    [["--prot", "1"], "Unknown option '--prot'\n--help lists the options."],
    [["--port", "eighty"], '--port takes a whole number from 0 to 65535, not "eighty".\n--help lists the options.'],
    [["--port", "70000"], "--port takes a whole number from 0 to 65535"],
    [["--latency", "1s"], '--latency takes a whole number from 0 to 60000, not "1s".'],
    [["--chaos", "429,flood"], "--chaos takes all or some of 429, 429-bare"],
    [["--chaos", "all", "--chaos-probability", "2"], '--chaos-probability takes a number from 0 to 1, not "2".'],
    [["--upstream", "graph.microsoft.com"], "--upstream takes an http or https address"],
    [["--upstream", "https://a.example/?key=1"], "--upstream takes an http or https address without a query"],
    [["--latency", "60001"], "--latency takes a whole number from 0 to 60000"],
    [["--body-limit", "-1"], "--body-limit"],
    [["--chaos", "all", "--chaos-seed", "x"], "--chaos-seed takes a whole number from 0 to 4294967295"],
    [
      ["--host", "no.such.host.invalid"],
      "ENOTFOUND no.such.host.invalid.\nChoose an address of this machine with --host",
    ],
    [["--upstream", "http://a.example", "--stateful"], "--stateful has no effect with --upstream"],
    [["--watch", "--spec", "http://a.example/b"], "--watch waits for files to change, and http://a.example/b is a URL"],
    [["--chaos-seed", "3"], "--chaos-seed has no effect without --chaos.\n--help lists the options."],
    [["--chaos-probability", "0.5"], "--chaos-probability has no effect without --chaos."],
    [["--upstream", "ftp://a.example"], "--upstream takes an http or https address"],
    [["--upstream", "http://a.example", "--chaos", "all"], "--chaos has no effect with --upstream"],
    [["--upstream", "http://a.example", "--throttle"], "--throttle has no effect with --upstream"],
    [["--upstream", "http://a.example", "--seed", "a.json"], "--seed has no effect with --upstream"],
    [["--chaos", "all", "--chaos-probability", "1.5"], "--chaos-probability takes a number from 0 to 1"],
    [["--chaos", "all", "--chaos-probability", ".5"], "--chaos-probability takes a number from 0 to 1"],
    [["--chaos", "all", "--chaos-probability", "0.5x"], "--chaos-probability takes a number from 0 to 1"],
    [["--chaos", "all", "--chaos-probability", "2.0"], "--chaos-probability takes a number from 0 to 1"],
    [["--body-limit", "1073741825"], "--body-limit takes a whole number from 0 to 1073741824"],
    [["--log", "loud"], '--log takes pretty, json or silent, not "loud".'],
    [["--spec", "none.yaml"], "none.yaml cannot be read"],
    [["--seed", "none.json"], "no such file or directory, open 'none.json'"],
  ])("%j", async (args, says) => {
    const { exitCode, output } = await runCommand("--port", "0", ...args);

    expect(output()).toContain(says);
    expect(output()).not.toContain("    at ");
    expect(exitCode).toBe(2);
  });

  it("names --help for wrong options alone", async () => {
    const { output } = await runCommand("--port", "0", "--seed", "none.json");

    expect(output()).toBe("ENOENT: no such file or directory, open 'none.json'");
  });

  it.each([
    ["{", "seed.json is not valid JSON: "],
    ["[]", "seed.json must contain an object of entities by their paths"],
    ["null", "seed.json must contain an object of entities by their paths"],
    ["1", "seed.json must contain an object of entities by their paths"],
  ])("a seed that is %s", async (text, says) => {
    const { output } = await runCommand("--port", "0", "--seed", await temporaryFile(text));

    expect(output()).toContain(says);
  });

  it("a port that is taken", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;

    const { exitCode, output } = await runCommand("--port", String(port));

    expect(output()).toContain(`address already in use 127.0.0.1:${port}`);
    expect(output()).toContain("Choose another port with --port, or 0 for any free one.");
    expect(exitCode).toBe(2);
  });
});

it("--help names every option and every fault", async () => {
  const { exitCode, output } = await runCommand("--help");

  expect(exitCode).toBe(0);
  const options = [
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
  ];
  for (const option of options) expect(output()).toContain(`--${option}`);
  expect(output()).toContain("429-fractional  429 with a fractional Retry-After");
});
