// `npm start`, as somebody meets it who edits the spec.
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import type { RepositoryCopy, StartedCommand } from "../shared/repository-copy.ts";
import { copyRepositoryWithFixture } from "./fixture-copy.ts";

const anyPorts = ["--mock-port", "0", "--docs-port", "0"];
const properties = "spec/components/schemas/RunSummaryProperties.yaml";
// With the seconds that it took: where nothing has changed, they are not said.
const following = "Types, client, mock and docs follow the spec (";
const path = "/deviceManagement/deviceComplianceScripts/1/runSummary";

/** The mock's response to a PATCH. */
function patch(mock: string, body: object): Promise<Response> {
  return fetch(mock + path, {
    method: "PATCH",
    headers: { authorization: "Bearer token", "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** The docs' page of schemas. */
async function readSchemas(docs: string): Promise<string> {
  return (await fetch(new URL("schemas.html", docs))).text();
}

let copy: RepositoryCopy;
beforeAll(async () => {
  copy = await copyRepositoryWithFixture();
  return () => copy.remove();
});

describe("that ends by itself", () => {
  it("--once shows the reference page's request and response, and ends", async () => {
    const { exitCode, output } = await copy.node("scripts/start/start.ts", "--once", ...anyPorts);

    expect(exitCode).toBe(0);
    expect(output).toMatch(
      /→ PATCH http:\/\/127\.0\.0\.1:\d+\/beta\/deviceManagement\/deviceComplianceScripts\/\S+\/runSummary/,
    );
    expect(output).toMatch(/→ GET http:/);
    expect(output).toMatch(/← 200 OK/);
    expect(output).toContain('"lastScriptRunDateTime": "2017-01-01T00:01:17.4310553-08:00"');
    expect(output).toContain('"id": "dad42f14-2f14-dad4-142f-d4da142fd4da"');
    expect(output).toMatch(/Mock {2}http:\S+\nDocs {2}http:/);
  });

  it("a taken port is named, with the option that changes it", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;

    const taken = await copy.node("scripts/start/start.ts", "--once", "--mock-port", "0", "--docs-port", String(port));

    expect(taken.exitCode).toBe(1);
    expect(taken.output).toContain(`Port ${port} is taken`);
    expect(taken.output).toContain("Choose another port with --docs-port");
  });
});

// One start for these tests, in this order: what somebody does in the course of a session.
describe("while it runs", () => {
  let start: StartedCommand;
  let mock: string;
  let docs: string;
  let whole: string;

  beforeAll(async () => {
    whole = await copy.read(properties);
    start = copy.start(...anyPorts);
    const output = await start.waitFor("Ctrl-C ends.");
    [, mock = ""] = /^Mock {2}(\S+)$/m.exec(output) ?? [];
    [, docs = ""] = /^Docs {2}(\S+)$/m.exec(output) ?? [];
  });

  it("a saved spec reaches types, mock and docs", async () => {
    expect((await patch(mock, { issueDetectedDeviceCount: -1 })).status).toBe(200);

    const edited = whole.replaceAll("minimum: -2147483648", "minimum: 0").replace("found an issue", "met trouble");
    await copy.write(properties, edited);
    await start.waitFor(following);

    expect(await copy.read("packages/types/generated/index.d.ts")).toContain("met trouble");
    expect((await patch(mock, { issueDetectedDeviceCount: -1 })).status).toBe(400);
    expect(await readSchemas(docs)).toContain("met trouble");
  });

  it("a spec that is saved half-written is reported, and the last good mock and docs stay", async () => {
    await copy.write(properties, whole.slice(0, whole.indexOf("issueDetectedDeviceCount:") + 20));
    const report = await start.waitFor("until the mistake is corrected.");

    expect(report).toMatch(/spec\/components\/schemas\/RunSummaryProperties\.yaml:\d+:\d+/);
    expect((await patch(mock, { issueDetectedDeviceCount: -1 })).status).toBe(400);
    expect(await readSchemas(docs)).toContain("met trouble");
  });

  it("the next good one heals it", async () => {
    await copy.write(properties, whole);
    await start.waitFor(following);

    expect(await copy.read("packages/types/generated/index.d.ts")).not.toContain("met trouble");
    expect((await patch(mock, { issueDetectedDeviceCount: -1 })).status).toBe(200);
    expect(await readSchemas(docs)).not.toContain("met trouble");
  });

  it("a spec that the client cannot follow changes nothing, and the next good one heals it", async () => {
    await copy.write(properties, whole.replaceAll("minimum: -2147483648", "minimum: 0\n    not: { const: 7 }"));
    const report = await start.waitFor("until the mistake is corrected.");

    expect(report).toContain("`not`");
    expect((await patch(mock, { issueDetectedDeviceCount: -1 })).status).toBe(200);
    expect(await copy.read("spec/generated/openapi.yaml")).not.toContain("const: 7");

    await copy.write(properties, whole);
    await start.waitFor("follow the spec as it is");
  });

  it("a new file anywhere in spec/ is followed", async () => {
    await copy.write("spec/shared/version.yaml", "title: Shared\n");
    const report = await start.waitFor("until the mistake is corrected.");

    expect(report).toContain("spec/shared/version.yaml:1:1");

    await rm(join(copy.folder, "spec/shared"), { recursive: true });
    await start.waitFor("follow the spec as it is");
  });

  it("hand-written code that does not compile with the saved spec is named", async () => {
    const code = "packages/client/test/script-id.test-d.ts";
    await copy.write(
      code,
      `import type { RunSummaryClient } from "../src/index.ts";\nexport const id: Parameters<RunSummaryClient["getRunSummary"]>[0]["deviceComplianceScriptId"] = "1";\n`,
    );
    const file = "spec/components/parameters/deviceComplianceScriptId.yaml";
    const text = await copy.read(file);
    const integer = text
      .replace("type: string\n  minLength: 1", "type: integer")
      .replace(/^example: .*/m, "example: 1");
    await copy.write(file, integer);
    const report = await start.waitFor(following);

    expect(report).toContain("This code does not compile with the spec. Change the code, or the spec:");
    expect(report).toContain(`${code}(2,14): error TS`);
  });

  it("Ctrl-C ends it, and leaves no process behind", async () => {
    start.process.kill("SIGINT");
    await once(start.process, "exit");

    await expect(fetch(mock)).rejects.toThrow();
    if (process.platform !== "win32") {
      expect(start.process.exitCode).toBe(0);
      // The compiler of the docs' scripts ends when it sees that it is alone.
      await vi.waitFor(() => expect(() => process.kill(-(start.process.pid ?? 0), 0)).toThrow("ESRCH"), {
        timeout: 20_000,
      });
    }
  });
});

it.each<[args: string[], message: string]>([
  [["--mock-port", "eighty"], '--mock-port takes a whole number from 0 to 65535, not "eighty".'],
  [["--prot", "1"], "Unknown option '--prot'\n`npm start -- --help` lists the options."],
])("%j is refused with what is wrong", async (args, message) => {
  const { exitCode, output } = await copy.node("scripts/start/start.ts", ...args);

  expect(exitCode).toBe(1);
  expect(output).toContain(message);
});
