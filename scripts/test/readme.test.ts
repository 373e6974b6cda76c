// The README's sample runs as it is printed.
import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startMock } from "@run-summary/mock";
import { expect, it, onTestFinished } from "vitest";
import { compile } from "../shared/compile.ts";
import { createChildEnvironment } from "../shared/environment.ts";
import { repository } from "../shared/repository.ts";

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

  const compiled = await compile("--project", folder);
  const options = { env: createChildEnvironment() };
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, "sample.ts")], options);

  expect(compiled.stdout).toBe("");
  expect(stdout).toBe("8\n");
});
