// `npm start`, as somebody meets it who edits the spec.
import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import type { Copy, Started } from "../copy-of-repository.ts";
import { repository } from "../turbo.ts";
import { temporaryCopy } from "./temporary-copy.ts";

const anyPorts = ["--mock-port", "0", "--docs-port", "0"];
const properties = "spec/components/schemas/RunSummaryProperties.yaml";
const path = "/deviceManagement/deviceComplianceScripts/1/runSummary";

async function started(copy: Copy): Promise<Started & { mock: string; docs: string }> {
  const start = copy.start(...anyPorts);
  const output = await start.waitFor("Ctrl-C ends.");
  const [, mock = ""] = /^Mock {2}(\S+)$/m.exec(output) ?? [];
  const [, docs = ""] = /^Docs {2}(\S+)$/m.exec(output) ?? [];
  return { ...start, mock, docs };
}

/** The mock's answer to a PATCH. */
function patch(mock: string, body: object): Promise<Response> {
  return fetch(mock + path, {
    method: "PATCH",
    headers: { authorization: "Bearer token", "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

it("--once shows the reference page's request and response, and ends", async () => {
  const copy = await temporaryCopy();

  const { exitCode, output } = await copy.node("scripts/start.ts", "--once", ...anyPorts);

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

it("a saved spec reaches types, mock and docs; a broken one is reported, and the next good one heals it", async () => {
  const copy = await temporaryCopy();
  const { mock, docs, waitFor } = await started(copy);
  expect((await patch(mock, { issueDetectedDeviceCount: -1 })).status).toBe(200);
  const whole = await copy.read(properties);

  await copy.write(
    properties,
    whole.replaceAll("minimum: -2147483648", "minimum: 0").replace("found an issue", "met trouble"),
  );
  await waitFor("Types, client, mock and docs follow the spec");

  expect(await copy.read("packages/types/generated/index.d.ts")).toContain("met trouble");
  expect((await patch(mock, { issueDetectedDeviceCount: -1 })).status).toBe(400);
  expect(await (await fetch(docs)).text()).toContain("met trouble");

  await copy.write(properties, whole.slice(0, whole.indexOf("issueDetectedDeviceCount:") + 20));
  const report = await waitFor("stay up until the spec is mended.");

  expect(report).toMatch(/spec\/components\/schemas\/RunSummaryProperties\.yaml:\d+:\d+/);
  expect((await patch(mock, { issueDetectedDeviceCount: -1 })).status).toBe(400);
  expect(await (await fetch(docs)).text()).toContain("met trouble");

  await copy.write(properties, whole);
  await waitFor("Types, client, mock and docs follow the spec");

  expect(await copy.read("packages/types/generated/index.d.ts")).not.toContain("met trouble");
  expect((await patch(mock, { issueDetectedDeviceCount: -1 })).status).toBe(200);
  expect(await (await fetch(docs)).text()).not.toContain("met trouble");
});

it("tells of hand-written code that does not compile with the saved spec", async () => {
  const copy = await temporaryCopy();
  const { waitFor } = await started(copy);

  const file = "spec/components/parameters/deviceComplianceScriptId.yaml";
  const text = await copy.read(file);
  await copy.write(
    file,
    text.replace("type: string\n  minLength: 1", "type: integer").replace(/^example: .*/m, "example: 1"),
  );
  const report = await waitFor("follow the spec");

  expect(report).toContain("Hand-written code does not compile any more:");
  expect(report).toMatch(/packages\/client\/test\/types\.test-d\.ts\(\d+,\d+\): error TS/);
});

it("a taken port is named, with the option that changes it", async () => {
  const copy = await temporaryCopy();
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;

  const taken = await copy.node("scripts/start.ts", "--once", "--mock-port", "0", "--docs-port", String(port));

  expect(taken.exitCode).toBe(1);
  expect(taken.output).toContain(
    `Port ${port} is taken. Choose another for the docs: npm start -- --docs-port ${port + 1}`,
  );
});

it.each([
  [["--mock-port", "eighty"], '--mock-port takes a number from 0 to 65535, not "eighty".'],
  [["--prot", "1"], "Unknown option '--prot'\n`npm start -- --help` lists the options."],
])("%j is answered with what is wrong", async (args, says) => {
  const run = promisify(execFile)(process.execPath, ["scripts/start.ts", ...args], { cwd: repository });

  await expect(run).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(says) });
});

it("Ctrl-C ends it, and leaves no process behind", async () => {
  const copy = await temporaryCopy();
  const { process: child, mock } = await started(copy);

  child.kill("SIGINT");
  await once(child, "exit");

  await expect(fetch(mock)).rejects.toThrow();
  if (process.platform !== "win32") {
    expect(child.exitCode).toBe(0);
    expect(() => process.kill(-(child.pid ?? 0), 0)).toThrow("ESRCH");
  }
});
