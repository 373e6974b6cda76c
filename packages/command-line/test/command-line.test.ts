import { once } from "node:events";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import {
  explainListenError,
  formatServerAddress,
  isUsageError,
  parsePort,
  runMain,
  UsageError,
  watchFiles,
} from "../src/index.ts";

it.each(["0", "4010", "65535"])("takes the port %s", (text) => {
  expect(parsePort("--port", text)).toBe(Number(text));
});

it.each(["", " ", "-1", "1.5", "0x10", "1e3", "65536", "port"])(
  'refuses the port "%s" and names the option',
  (text) => {
    expect(() => parsePort("--port", text)).toThrow(
      new UsageError(`--port takes a whole number from 0 to 65535, not "${text}".`),
    );
  },
);

it.each([
  ["127.0.0.1", /^http:\/\/127\.0\.0\.1:\d+$/],
  ["::1", /^http:\/\/\[::1\]:\d+$/],
  ["0.0.0.0", /^http:\/\/127\.0\.0\.1:\d+$/],
  ["::", /^http:\/\/\[::1\]:\d+$/],
])("formats the address of a server that listens on %s", async (host, address) => {
  const server = createServer().listen(0, host);
  onTestFinished(() => void server.close());
  await once(server, "listening");

  expect(formatServerAddress(server)).toMatch(address);
});

it("tells wrong arguments from other errors", () => {
  expect(isUsageError(new UsageError("wrong"))).toBe(true);
  expect(isUsageError(Object.assign(new TypeError("Unknown option"), { code: "ERR_PARSE_ARGS_UNKNOWN_OPTION" }))).toBe(
    true,
  );
  expect(isUsageError(new Error("broken"))).toBe(false);
});

it("ends a command with wrong arguments with the message, the usage and the exit code 2", async () => {
  const print = vi.spyOn(console, "error").mockImplementation(() => {});
  onTestFinished(() => {
    print.mockRestore();
    process.exitCode = undefined;
  });

  await runMain(async () => fail(new UsageError("--count takes 1 or more.")), "npm run fuzz -- [options]");

  expect(print).toHaveBeenCalledExactlyOnceWith("--count takes 1 or more.\n\nnpm run fuzz -- [options]");
  expect(process.exitCode).toBe(2);
});

it("throws what is wrong with a command itself", async () => {
  await expect(runMain(async () => fail(new Error("broken")))).rejects.toThrow("broken");
});

it("names the port that is taken and the option that mends it", async () => {
  const first = createServer().listen(0, "127.0.0.1");
  await once(first, "listening");
  onTestFinished(() => void first.close());
  const { port } = first.address() as AddressInfo;

  const [error] = await once(createServer().listen(port, "127.0.0.1"), "error").catch((reason: unknown) => [reason]);

  expect(explainListenError(error, { port: "--mock-port" })).toMatch(
    new RegExp(`^Port ${port} is taken: .*\\nChoose another port with --mock-port, or 0 for any free one\\.$`),
  );
});

it("does not speak of ports where a file cannot be read", () => {
  const error = Object.assign(new Error("EACCES: permission denied, watch '/a'"), { code: "EACCES", syscall: "watch" });

  expect(explainListenError(error, { port: "--port" })).toBe("EACCES: permission denied, watch '/a'");
});

function fail(error: Error): never {
  throw error;
}

it("calls the function once for a save in several steps, and again for one during the call", async () => {
  const folder = await mkdtemp(join(tmpdir(), "watch-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "openapi.yaml");
  await writeFile(file, "1");
  const calls = vi.fn(async () => {
    if (calls.mock.calls.length === 1) await writeFile(file, "3");
  });
  const watcher = await watchFiles([folder], (path) => path.endsWith("~"), calls, fail);
  onTestFinished(() => watcher.close());

  await writeFile(join(folder, "openapi.yaml~"), "2");
  await rename(join(folder, "openapi.yaml~"), file);

  await expect.poll(() => calls.mock.calls.length, { timeout: 5000 }).toBe(2);
});

it("ignores files that are added after it was closed", async () => {
  const folder = await mkdtemp(join(tmpdir(), "watch-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const watcher = await watchFiles(
    [folder],
    () => false,
    async () => {},
    fail,
  );

  await watcher.close();

  expect(() => watcher.add([join(folder, "openapi.yaml")])).not.toThrow();
});
