import { once } from "node:events";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { isCommandPublic, runCommand, startCommand, startOrdinaryCommand } from "../helpers/command.ts";
import { fixtureFile } from "../helpers/documents.ts";
import { referencePage, scriptPath, send } from "../helpers/requests.ts";

async function temporaryFile(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "mock-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "seed.json"), text);
  return join(folder, "seed.json");
}

describe("as a process", () => {
  it("serves, logs, and ends on SIGINT and SIGTERM, whatever connections are open", async () => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      const { until, kill, ended } = startCommand("--port", "0");
      const [, url = ""] = await until(/Mock: (http:\S+)/);
      expect(await send(url + scriptPath)).toMatchObject({ status: 200, body: referencePage });
      await until(/^GET .* 200 /m);
      const stalled = expect(send(url + scriptPath, { headers: { "mock-fault": "stall" } })).rejects.toThrow(
        "fetch failed",
      );
      await new Promise((resolve) => setTimeout(resolve, 50));

      kill(signal);

      await stalled;
      const { exitCode } = await ended;
      if (process.platform !== "win32") expect(exitCode).toBe(0);
    }
  });

  it("goes on where nobody reads its output any more", async () => {
    const { until, closeOutput } = startCommand("--port", "0");
    const [, url = ""] = await until(/Mock: (http:\S+)/);

    closeOutput();

    for (let request = 0; request < 3; request++) expect(await send(url + scriptPath)).toMatchObject({ status: 200 });
  });

  it("ends with 2 where it cannot start, and with 0 after --help", async () => {
    const [wrong, help] = await Promise.all([startCommand("--prot", "1").ended, startCommand("--help").ended]);

    expect(wrong).toEqual({ exitCode: 2, output: "Unknown option '--prot'\n--help lists the options.\n" });
    expect(help).toMatchObject({ exitCode: 0, output: expect.stringContaining("run-summary-mock [options]") });
  });
});

describe("watching what cannot be read, as a process", () => {
  const document =
    'openapi: 3.1.0\ninfo: {title: a, version: "1"}\npaths: {/a: {get: {responses: {"200": {description: a}}}}}\n';

  async function createFolder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "mock-"));
    onTestFinished(async () => {
      await chmod(folder, 0o755); // a folder that cannot be read cannot be removed
      await rm(folder, { recursive: true });
    });
    await writeFile(join(folder, "openapi.yaml"), document);
    await chmod(folder, 0o755);
    return folder;
  }

  it.runIf(process.platform !== "win32" && isCommandPublic())("names the document's folder, and ends", async () => {
    const folder = await createFolder();
    await chmod(folder, 0o311);

    const command = startOrdinaryCommand("--port", "0", "--watch", "--spec", join(folder, "openapi.yaml"));

    const { exitCode, output } = await command.ended;
    expect(exitCode).toBe(2);
    expect(output).toContain(`The folder ${folder} cannot be watched: EACCES: permission denied`);
    expect(output).not.toMatch(/port/i);
  });

  it.runIf(process.platform !== "win32" && isCommandPublic())("names another folder, and serves", async () => {
    const folder = await createFolder();
    await mkdir(join(folder, "closed"), { mode: 0o000 });

    const command = startOrdinaryCommand("--port", "0", "--watch", "--spec", join(folder, "openapi.yaml"));

    const [, url = ""] = await command.until(/Mock: (http:\S+)/);
    expect((await send(`${url}/a`)).status).toBe(200);
    command.kill("SIGINT");
    const { exitCode, output } = await command.ended;
    expect(exitCode).toBe(0);
    expect(output).toContain(
      `What is saved there is not noticed: EACCES: permission denied, watch '${folder}/closed'.`,
    );
  });

  it("ends at once on a signal, also while a document loads at the start or after a save", async () => {
    const silent = createServer(() => {});
    silent.listen(0, "127.0.0.1");
    await once(silent, "listening");
    onTestFinished(() => {
      silent.closeAllConnections();
      silent.close();
    });
    const address = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/a.yaml`;
    const folder = await createFolder();
    const file = join(folder, "openapi.yaml");
    const endless = `${document.slice(0, document.indexOf("paths"))}paths: {/a: {$ref: "${address}"}}\n`;

    const reloading = startCommand("--port", "0", "--watch", "--spec", file);
    await reloading.until(/Mock: http/);
    const asked = once(silent, "request");
    await writeFile(file, endless);
    await asked;
    const askedAgain = once(silent, "request");
    const starting = startCommand("--port", "0", "--spec", file);
    await askedAgain;
    for (const command of [reloading, starting]) command.kill("SIGINT");

    await Promise.all([reloading.ended, starting.ended]); // where they wait for the address, the test's time is over first
  });
});

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
