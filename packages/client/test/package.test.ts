// Tests the package as it is built. `npm test` builds it first.
import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { measureBundleSize } from "../bench/bundle-size.ts";
import { type Compared, extractTable, formatTable } from "../bench/comparison.ts";
import { sources } from "../bench/contenders.ts";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }); // the tests start other processes

const run = promisify(execFile);
const folder = fileURLToPath(new URL("../", import.meta.url));

it.each([
  ["this client", 6000],
  ["`createPathClient`", 4200],
])("a browser bundle of %s has at most %i bytes, minified and with gzip", async (name, limit) => {
  const source = sources.find((one) => one.name === name)?.source ?? "";

  expect(await measureBundleSize(source, folder, [join(folder, "../../node_modules")])).toBeLessThanOrEqual(limit);
});

it("a browser bundle of one imported operation has at most 6,000 bytes, minified", async () => {
  const source = `import { createOperationClient } from "@run-summary/client";
import { getRunSummary } from "@run-summary/client/operations";
console.log(await createOperationClient({ getRunSummary }, { token: "token" }).getRunSummary({ deviceComplianceScriptId: "1" }));`;
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: folder },
    ...{ bundle: true, minify: true, format: "esm", platform: "browser", target: "es2022", write: false },
    tsconfigRaw: {}, // what is published, not the sources that the repository's own configuration leads to
  });

  expect(outputFiles[0]?.contents.length).toBeLessThanOrEqual(6000);
});

it("the README's comparison has the results of the bench", async () => {
  const clients = JSON.parse(await readFile(join(folder, "bench", "comparison.json"), "utf8")) as Compared[];

  expect(extractTable(await readFile(join(folder, "README.md"), "utf8"))).toBe(formatTable(clients));
});

describe("the README's samples", async () => {
  const readme = await readFile(join(folder, "README.md"), "utf8");
  const samples = [...readme.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, text = ""], index) => ({
    name: `sample ${index + 1}`,
    text,
  }));
  const at = join(folder, "reports", "readme");
  const getPath = (name: string) => join(at, `${name.replace(" ", "-")}.ts`);

  beforeAll(async () => {
    await rm(at, { recursive: true, force: true });
    await mkdir(at, { recursive: true });
    await writeFile(join(at, "azure-identity.ts"), azureIdentity);
    await writeFile(join(at, "graph.ts"), graph);
    for (const { name, text } of samples)
      await writeFile(getPath(name), text.replace('"@azure/identity"', '"./azure-identity.ts"'));
    await writeFile(
      join(at, "tsconfig.json"),
      JSON.stringify({
        extends: "../../../../tsconfig.base.json",
        include: ["."],
        compilerOptions: { noUnusedLocals: false },
      }),
    );
  });

  it("compile", async () => {
    const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");

    await expect(run(process.execPath, [tsc, "-p", at])).resolves.toMatchObject({ stdout: "" });
  });

  it.each(samples)("$name runs and prints the lines of its comments", async ({ name, text }) => {
    const { stdout, stderr } = await run(process.execPath, ["--import", join(at, "graph.ts"), getPath(name)]);

    const printed = [...text.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map(([, line]) => line);
    expect(stdout.split("\n")).toEqual(expect.arrayContaining(printed));
    expect(stderr).toBe("");
  });
});

const azureIdentity = `export class DefaultAzureCredential {
  async getToken(): Promise<{ token: string; expiresOnTimestamp: number }> {
    return { token: "token", expiresOnTimestamp: Date.now() + 3_600_000 };
  }
}
`;

// Replaces the service, and the token server of a sample.
const graph = `const summary = {
  id: "1",
  noIssueDetectedDeviceCount: 10,
  issueDetectedDeviceCount: 8,
  detectionScriptErrorDeviceCount: 15,
  detectionScriptPendingDeviceCount: 1,
  lastScriptRunDateTime: null,
};
globalThis.fetch = async (input) => {
  const url = input instanceof Request ? input.url : String(input);
  if (url.startsWith("https://example.com/")) return Response.json({ token: "token", expiresOnTimestamp: Date.now() });
  if (!url.startsWith("https://graph.microsoft.com/beta/")) throw new TypeError(url);
  const error = { error: { code: "NotFound", message: "No such script." } };
  return url.includes("no-such-script") ? Response.json(error, { status: 404 }) : Response.json(summary);
};
`;
