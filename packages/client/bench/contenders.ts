import { exec } from "node:child_process";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { measureBundleSize } from "./bundle-size.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const spec = join(root, "spec", "generated", "openapi.yaml");
const path = "/deviceManagement/deviceComplianceScripts/{deviceComplianceScriptId}/runSummary";

/** Sends a PATCH for a script with `issueDetectedDeviceCount: 8`, and resolves with what comes back. */
export type Send = (deviceComplianceScriptId: string) => Promise<unknown>;
export type Fetch = (request: Request) => Promise<Response>;

export interface Source {
  readonly name: string;
  /** A module whose default export creates a `Send` from a base URL and a fetch. */
  readonly source: string;
}

export const sources: readonly Source[] = [
  {
    name: "this client",
    source: `import { createOperationClient, createSender } from "@run-summary/client";
import { updateRunSummary } from "@run-summary/client/operations";
export default (baseUrl, fetch) => {
  const token = ({ claims }) => ({ token: claims ? "with-claims" : "token", expiresOnTimestamp: Infinity });
  const client = createOperationClient({ updateRunSummary }, createSender({ token, baseUrl, fetch }));
  return (deviceComplianceScriptId) => client.updateRunSummary({ deviceComplianceScriptId, body: { issueDetectedDeviceCount: 8 } });
};`,
  },
  {
    name: "`createPathClient`",
    source: `import { createPathClient } from "@run-summary/client";
export default (baseUrl, fetch) => {
  const client = createPathClient({ token: "token", baseUrl, fetch });
  return async (deviceComplianceScriptId) => {
    const { data, error } = await client.PATCH("${path}", { params: { path: { deviceComplianceScriptId } }, body: { issueDetectedDeviceCount: 8 } });
    if (error) throw error;
    return data;
  };
};`,
  },
  {
    name: "openapi-fetch",
    source: `import createClient from "openapi-fetch";
export default (baseUrl, fetch) => {
  const client = createClient({ baseUrl, fetch, headers: { Authorization: "Bearer token" } });
  return async (deviceComplianceScriptId) => {
    const { data, error } = await client.PATCH("${path}", { params: { path: { deviceComplianceScriptId } }, body: { issueDetectedDeviceCount: 8 } });
    if (error) throw error;
    return data;
  };
};`,
  },
  {
    name: "openapi-fetch and a layer",
    source: `import createClient from "openapi-fetch";
class ApiError extends Error {
  constructor(response, error) { super(error?.error?.message ?? response.statusText); Object.assign(this, { status: response.status, code: error?.error?.code }); }
}
async function retried(request, fetch, token) {
  for (let attempt = 1; ; attempt++) {
    const copy = request.clone();
    copy.headers.set("Authorization", "Bearer " + await token());
    let response, failure;
    try { response = await fetch(copy); } catch (error) { failure = error; }
    const isRetried = failure ? !request.signal.aborted : [429, 502, 503, 504].includes(response.status);
    if (!isRetried || attempt === 4) { if (failure) throw failure; return response; }
    const asked = response && Number(response.headers.get("retry-after") ?? Number.NaN);
    await new Promise((resolve) => setTimeout(resolve, Number.isFinite(asked) ? asked * 1000 : Math.random() * 1000 * 2 ** (attempt - 1)));
  }
}
export default (baseUrl, fetch) => {
  const client = createClient({ baseUrl, fetch: (request) => retried(request, fetch, async () => "token") });
  return async (deviceComplianceScriptId) => {
    const { data, error, response } = await client.PATCH("${path}", { params: { path: { deviceComplianceScriptId } }, body: { issueDetectedDeviceCount: 8 } });
    if (!response.ok) throw new ApiError(response, error);
    return data;
  };
};`,
  },
  {
    name: "hey-api",
    source: `import { createClient } from "./hey-api/client";
import { updateRunSummary } from "./hey-api/sdk.gen";
export default (baseUrl, fetch) => {
  const client = createClient({ baseUrl, fetch, auth: async () => "token", throwOnError: true });
  return async (deviceComplianceScriptId) => (await updateRunSummary({ client, path: { deviceComplianceScriptId }, body: { issueDetectedDeviceCount: 8 } })).data;
};`,
  },
  {
    name: "redocly generate-client",
    source: `import { configure, updateRunSummary } from "./redocly.ts";
export default (baseUrl, fetch) => {
  configure({ serverUrl: baseUrl, fetch: (url, init) => fetch(new Request(url, init)), auth: { bearer: async () => "token" } });
  return (deviceComplianceScriptId) => updateRunSummary({ path: { deviceComplianceScriptId }, body: { issueDetectedDeviceCount: 8 } });
};`,
  },
  {
    name: "bare fetch",
    source: `export default (baseUrl, fetch) => async (id) => {
  const headers = { Authorization: "Bearer token", "Content-Type": "application/json" };
  const url = baseUrl + "/deviceManagement/deviceComplianceScripts/" + id + "/runSummary";
  const response = await fetch(new Request(url, { method: "PATCH", headers, body: JSON.stringify({ issueDetectedDeviceCount: 8 }) }));
  if (!response.ok) throw new Error(response.status);
  return response.json();
};`,
  },
  {
    name: "ky",
    source: `import ky from "ky";
export default (baseUrl, fetch) => (id) => {
  const url = baseUrl + "/deviceManagement/deviceComplianceScripts/" + id + "/runSummary";
  return ky.patch(url, { fetch, json: { issueDetectedDeviceCount: 8 }, headers: { Authorization: "Bearer token" } }).json();
};`,
  },
  {
    name: "@octokit/request",
    source: `import { request } from "@octokit/request";
export default (baseUrl, fetch) => async (id) => {
  const headers = { authorization: "Bearer token" };
  const parameters = { baseUrl, id, issueDetectedDeviceCount: 8, headers, request: { fetch: (url, init) => fetch(new Request(url, init)) } };
  const { data } = await request("PATCH /deviceManagement/deviceComplianceScripts/{id}/runSummary", parameters);
  return data;
};`,
  },
  {
    name: "@microsoft/microsoft-graph-client",
    source: `import { Client } from "@microsoft/microsoft-graph-client";
export default (baseUrl, fetch) => {
  globalThis.fetch = (input, init) => fetch(new Request(input, init));
  const { origin, hostname } = new URL(baseUrl);
  const client = Client.init({ baseUrl: origin + "/", defaultVersion: baseUrl.slice(origin.length + 1) || "beta", customHosts: new Set([hostname]), authProvider: async (done) => done(null, "token") });
  return (id) => client.api("/deviceManagement/deviceComplianceScripts/" + id + "/runSummary").patch({ issueDetectedDeviceCount: 8 });
};`,
  },
];

export interface Contender {
  readonly name: string;
  /** The size in bytes of a browser bundle that sends one PATCH, minified and with gzip. */
  readonly size: number;
  create(baseUrl: string, fetch: Fetch): Send;
}

/** Runs work with this client and its peers, which it installs into a temporary folder. */
export async function useContenders(work: (contenders: readonly Contender[]) => Promise<void>): Promise<void> {
  const temporary = await mkdtemp(join(tmpdir(), "client-bench-"));
  try {
    await copyFile(fileURLToPath(new URL("peers/package.json", import.meta.url)), join(temporary, "package.json"));
    const run = (command: string) => promisify(exec)(command, { cwd: temporary });
    await run("npm install --no-audit --no-fund --ignore-scripts");
    await run(`npx openapi-ts --no-log-file -i "${spec}" -o hey-api`);
    await run(`redocly generate-client "${spec}" -o redocly.ts --import-ext ts`);
    const contenders: Contender[] = [];
    for (const source of sources) contenders.push(await createContender(source, temporary));
    await work(contenders);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function createContender({ name, source }: Source, temporary: string): Promise<Contender> {
  const common = { bundle: true, format: "esm", target: "es2022", write: false, logLevel: "error" } as const;
  const nodePaths = [join(temporary, "node_modules"), join(root, "node_modules")];
  const stdin = { contents: source, resolveDir: temporary };
  const size = await measureBundleSize(source, temporary, nodePaths);
  const { outputFiles } = await build({ ...common, stdin, nodePaths, platform: "node" });
  const file = join(temporary, `${name.replace(/\W/g, "-")}.mjs`);
  await writeFile(file, outputFiles[0]?.text ?? "");
  const { default: create } = (await import(file)) as { default: Contender["create"] };
  return { name, size, create };
}
