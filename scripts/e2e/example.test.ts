// The client's example runs as its users run it, against a mock with many scripts that throttles.
import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { startMock } from "@run-summary/mock";
import { readDocument } from "@run-summary/openapi";
import { expect, it, onTestFinished } from "vitest";
import { createChildEnvironment } from "../shared/environment.ts";
import { repository } from "../shared/repository.ts";

const scripts = "/deviceManagement/deviceComplianceScripts";
/** The one that the caller may not read. */
const forbidden = "script-007";
const detectionStates = ["success", "fail", "scriptError", "pending", "notApplicable"];

/** Three hundred scripts, each with ten devices. */
function createSeed(): Record<string, object> {
  const names = Array.from({ length: 300 }, (_, index) => `script-${String(index).padStart(3, "0")}`);
  const lists = names.map((id, index): [string, object] => {
    const states = Array.from({ length: 10 }, (_, device) => ({
      id: `${id}-device-${device}`,
      detectionState: detectionStates[(index + device) % detectionStates.length],
      lastStateUpdateDateTime: `2026-11-${10 + device}T06:30:00.0000000Z`,
    }));
    return [`${scripts}/${id}/deviceRunStates`, { value: states }];
  });
  const value = names.map((id) => ({ id, displayName: `Script ${id.slice(-3)}` }));
  return { [scripts]: { value }, ...Object.fromEntries(lists) };
}

/** Starts a server that lets everything through to another one, except one path, which is 403. */
async function startGate(target: string, closed: string): Promise<string> {
  const server = createServer(async ({ url = "", headers }, response) => {
    if (url.endsWith(closed)) return response.writeHead(403).end();
    const { host = "", authorization = "" } = headers;
    const request = get(target + url, { headers: { host, authorization } });
    const [received] = (await once(request, "response")) as [IncomingMessage];
    response.writeHead(received.statusCode ?? 502, received.headers);
    return received.pipe(response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => server[Symbol.asyncDispose]());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it("prints the counters of each script, and no zeros where a summary cannot be read", async () => {
  const document = readDocument(join(repository, "spec", "generated", "openapi.yaml"));
  const spec = { ...document, "x-throttling": { windowSeconds: 6, requests: 160, writes: 1 } };
  const mock = await startMock({ spec, stateful: true, throttle: true, seed: createSeed() });
  onTestFinished(() => mock.close());
  const gate = await startGate(mock.url, `/${forbidden}/runSummary`);

  const example = join(repository, "packages", "client", "examples", "print-run-summaries.ts");
  const env = { ...createChildEnvironment(), TOKEN: "any", BASE_URL: mock.apiUrl.replace(mock.url, gate) };
  const { stdout } = await promisify(execFile)(process.execPath, [example], { env });

  const [head, ...rows] = stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.split(/ {2,}/));
  expect(head).toEqual(["script", "no issue", "issue", "error", "pending", "last run (UTC)"]);
  expect(rows).toHaveLength(300);
  expect(rows[6]).toEqual(["Script 006", "2", "2", "2", "2", "2026-11-19T06:30"]);
  expect(rows[7]).toEqual(["Script 007", "?", "?", "?", "?", expect.stringMatching(/^unreadable: .*403/)]);
  expect(mock.requests.some(({ status }) => status === 429)).toBe(true);
});
