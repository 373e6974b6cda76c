import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { identifyBrowser } from "../src/index.ts";

it("another version of the machine's browser is another browser", async () => {
  const folder = await mkdtemp(join(tmpdir(), "browser-"));
  vi.stubEnv("CHROME_PATH", join(folder, "chrome"));
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });
  await writeFile(join(folder, "chrome"), "1");

  const before = [identifyBrowser(), identifyBrowser()];
  await writeFile(join(folder, "chrome"), "22");

  expect(before[1]).toBe(before[0]);
  expect(identifyBrowser()).not.toBe(before[0]);
});
