// The command as a process of its own. test/cli/command.test.ts runs it in the test's process.
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { referencePage, scriptPath, send } from "../test/helpers/requests.ts";
import { isCommandPublic, startCommand, startOrdinaryCommand } from "./start-command.ts";

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

describe("watching what cannot be read", () => {
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
