// Browsers on a machine that has none: the Chromium from npm.
import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";

const program = `
  import { launchBrowser } from ${JSON.stringify(import.meta.resolve("../src/index.ts"))};
  const browser = await launchBrowser();
  const page = await browser.newPage();
  await page.setContent("<code>iiii</code><br><code>wwww</code><p><span>iiii</span><br><span>wwww</span>");
  const widths = await page.locator("code, span").evaluateAll((all) => all.map((one) => one.offsetWidth));
  console.log(JSON.stringify(widths));
  await browser.close();
`;

/** Runs the program in another process, which finds no command. Resolves with the widths of its four texts. */
async function runProgram(env: NodeJS.ProcessEnv): Promise<number[]> {
  const args = ["--input-type=module", "--eval", program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...env, PATH: "" } });
  return JSON.parse(stdout);
}

const isLinuxX64 = process.platform === "linux" && process.arch === "x64";

describe.runIf(isLinuxX64)("two processes that need it at the same time", () => {
  let folder: string;
  let widths: number[][];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "browser-"));
    widths = await Promise.all([runProgram({ TMPDIR: folder }), runProgram({ TMPDIR: folder })]);
    return () => rm(folder, { recursive: true });
  });

  it("unpack it, and leave one copy", async () => {
    expect(widths[1]).toEqual(widths[0]);
    expect((await readdir(folder)).filter((name) => name.startsWith("run-summary-chromium-"))).toHaveLength(1);
  });

  it("find proportional and monospaced fonts", () => {
    const [narrowCode = 0, wideCode = 0, narrow = 0, wide = 0] = widths[0] ?? [];

    expect(narrowCode).toBeGreaterThan(0);
    expect(wideCode).toBe(narrowCode);
    expect(wide).toBeGreaterThan(narrow);
  });
});

it("CHROME_PATH names another browser", async () => {
  await expect(runProgram({ CHROME_PATH: "no-such-browser" })).rejects.toThrow("no-such-browser");
});
