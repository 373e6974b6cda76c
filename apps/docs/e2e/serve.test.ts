// The command line.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { fixtureFile } from "../test/fixture/fixture.ts";

const command = fileURLToPath(new URL("../src/serve/main.ts", import.meta.url));

function serve(...args: string[]): Promise<{ stdout: string }> {
  return promisify(execFile)(process.execPath, [command, ...args]);
}

/** Starts the command on any free port. Resolves with the address that it prints. */
async function start(...args: string[]): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = spawn(process.execPath, [command, "--port", "0", "--spec", fixtureFile, ...args]);
  onTestFinished(() => void child.kill());
  let printed = "";
  for await (const chunk of child.stdout) {
    printed += chunk;
    if (printed.includes("\n")) break;
  }
  const [, url = ""] = /^Docs: (\S+) /.exec(printed) ?? [];
  return { child, url };
}

it("--help lists the options", async () => {
  expect((await serve("--help")).stdout).toContain("--port PORT   port to listen on");
});

it.each([
  [["--port", "eighty"], '--port takes a whole number from 0 to 65535, not "eighty".\n--help lists the options.\n'],
  [["--prot", "1"], "Unknown option '--prot'\n--help lists the options.\n"],
  [
    ["--base", "docs"],
    '--base takes a path that begins and ends with a slash, such as /docs/, not "docs".\n--help lists the options.\n',
  ],
  [["--host", "192.0.2.1"], "Choose an address of this machine with --host, such as 127.0.0.1.\n"],
])("%j ends with a message that says what is wrong", async (args, says) => {
  await expect(serve(...args)).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining(says) });
});

it("--spec says why the site of a document cannot be built, without a stack", async () => {
  const file = fileURLToPath(new URL("./serve.test.ts", import.meta.url));

  const error: { code: number; stderr: string } = await serve("--port", "0", "--spec", file).then(
    () => expect.fail(),
    (reason) => reason,
  );

  expect(error.code).toBe(2);
  expect(error.stderr).toContain(`The docs of ${file} cannot be built: `);
  expect(error.stderr).not.toMatch(/^ {4}at /m);
});

it("--spec serves the site of a document, and removes it at the end", async () => {
  const { child, url } = await start();

  expect(await (await fetch(url)).text()).toContain("<title>Weather station</title>");

  child.kill("SIGTERM");
  const [code] = await once(child, "exit");
  expect(code).toBe(0);
});

it.each([
  [["--base", "/x/"], "/x/"],
  [["--host", "::1"], "/"],
  [["--host", "localhost"], "/"],
  [["--host", "0.0.0.0", "--base", "/x/y/"], "/x/y/"],
])("%j prints the address of the overview", async (args, path) => {
  const { url } = await start(...args);

  expect(new URL(url).pathname).toBe(path);
  const response = await fetch(url, { redirect: "error" });
  expect(await response.text()).toContain("<title>Weather station</title>");
  expect((await fetch(url.slice(0, -1))).url).toBe(url); // a reader may leave out the slash
});

it("names a taken port, and the option that changes the port", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;

  await expect(serve("--port", String(port))).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringMatching(new RegExp(`:${port}\\.\nChoose another port with --port, or 0 for any free one.`)),
  });
});
