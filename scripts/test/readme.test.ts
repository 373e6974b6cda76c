// The README's sample runs as it is printed.
import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startMock } from "@run-summary/mock";
import { expect, it, onTestFinished } from "vitest";
import { repository } from "../turbo.ts";

const run = promisify(execFile);
const folder = fileURLToPath(new URL("../reports/readme/", import.meta.url));

it("the client's sample compiles, and runs against the mock", async () => {
  const mock = await startMock();
  onTestFinished(() => mock.close());
  const readme = await readFile(join(repository, "README.md"), "utf8");
  const [, sample = ""] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  expect(sample).toContain("http://127.0.0.1:4010/beta");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "sample.ts"), sample.replace("http://127.0.0.1:4010/beta", mock.apiUrl));
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ extends: "../../../tsconfig.base.json" }));
  const tsc = join(
    dirname(createRequire(join(repository, "package.json")).resolve("typescript/package.json")),
    "bin",
    "tsc",
  );

  const compiled = await run(process.execPath, [tsc, "-p", folder]);
  const { stdout } = await run(process.execPath, [join(folder, "sample.ts")]);

  expect(compiled.stdout).toBe("");
  expect(stdout).toBe("8\n");
});
