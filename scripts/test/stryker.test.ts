import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const script = fileURLToPath(new URL("../stryker.ts", import.meta.url));

it("names the packages where it does not know one", async () => {
  const result = promisify(execFile)(process.execPath, [script, "--package", "docs"]);

  await expect(result).rejects.toMatchObject({
    code: 2,
    stderr: 'Stryker does not know the package "docs". Use client or mock.\n',
  });
});
