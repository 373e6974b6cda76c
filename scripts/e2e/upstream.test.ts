// `npm run upstream` in a copy of the repository: it holds the spec against a snapshot, and follows what a server publishes.
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from "vitest";
import type { RepositoryCopy } from "../shared/repository-copy.ts";
import { copyRepositoryWithFixture } from "./fixture-copy.ts";

const count = (name: string) =>
  `<Property Name="${name}" Type="Edm.Int32" Nullable="false"><Annotation Term="Org.OData.Core.V1.Description" String="Valid values -2147483648 to 2147483647" /></Property>`;
const counts = [
  "noIssueDetectedDeviceCount",
  "issueDetectedDeviceCount",
  "detectionScriptErrorDeviceCount",
  "detectionScriptPendingDeviceCount",
];
const metadata = `<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="entity" Abstract="true"><Key><PropertyRef Name="id" /></Key><Property Name="id" Type="Edm.String" Nullable="false" /></EntityType>
      <EntityType Name="deviceManagement" BaseType="graph.entity">
        <NavigationProperty Name="deviceComplianceScripts" Type="Collection(graph.deviceComplianceScript)" ContainsTarget="true" />
        <NavigationProperty Name="unheardOf" Type="graph.deviceComplianceScript" />
      </EntityType>
      <EntityType Name="deviceComplianceScript" BaseType="graph.entity">
        <NavigationProperty Name="runSummary" Type="graph.deviceComplianceScriptRunSummary" ContainsTarget="true" />
      </EntityType>
      <EntityType Name="deviceComplianceScriptRunSummary" BaseType="graph.entity">
        ${counts.map(count).join("\n        ")}
        <Property Name="lastScriptRunDateTime" Type="Edm.DateTimeOffset" />
      </EntityType>
      <EntityContainer Name="GraphService"><Singleton Name="deviceManagement" Type="graph.deviceManagement" /></EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
`;
const [configuration, devices, scripts] = ["Configuration", "ManagedDevices", "Scripts"].map(
  (name) => `DeviceManagement${name}`,
);
const path = "/deviceManagement/deviceComplianceScripts/{id}/runSummary";
const grant = (methods: string[], mark = "") => ({
  pathSets: [{ schemeKeys: ["DelegatedWork", "Application"], methods, paths: { [path]: mark, "/unheardOf": "" } }],
});
const least = "least=DelegatedWork,Application";
const permissions = JSON.stringify({
  permissions: {
    [`${configuration}.Read.All`]: grant(["GET"], least),
    [`${configuration}.ReadWrite.All`]: grant(["GET", "PATCH"], least),
    [`${devices}.Read.All`]: grant(["GET"]),
    [`${devices}.ReadWrite.All`]: grant(["GET", "PATCH"]),
    [`${scripts}.Read.All`]: grant(["GET"]),
    [`${scripts}.ReadWrite.All`]: grant(["GET", "PATCH"]),
  },
});

let copy: RepositoryCopy;
beforeAll(async () => {
  copy = await copyRepositoryWithFixture();
});
afterAll(() => copy.remove());
beforeEach(async () => {
  await copy.write("spec/upstream/metadata.xml", metadata);
  await copy.write("spec/upstream/permissions.json", permissions);
});

/** Runs the command in this process, which is faster than to start another one. */
async function run(...args: string[]): Promise<{ exitCode: number; output: string }> {
  const file = join(copy.folder, "scripts/upstream/main.ts");
  const { runUpstream }: typeof import("../upstream/main.ts") = await import(file);
  return runUpstream(args);
}

async function readSnapshot(): Promise<string[]> {
  return Promise.all(["metadata.xml", "permissions.json"].map((name) => copy.read(`spec/upstream/${name}`)));
}

/** Serves both files from this machine, and runs the command with their addresses. */
async function follow(
  files: { readonly metadata?: string; readonly permissions?: string },
  ...args: string[]
): ReturnType<typeof run> {
  return serve(
    (request, response) =>
      response.end(request.url === "/metadata" ? (files.metadata ?? metadata) : (files.permissions ?? permissions)),
    args,
  );
}

async function serve(listener: RequestListener, args: readonly string[] = []): ReturnType<typeof run> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise((resolve) => server.once("listening", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return run("--metadata", `${origin}/metadata`, "--permissions", `${origin}/permissions`, ...args);
}

it("passes where the spec says what the snapshot says", async () => {
  const { exitCode, output } = await run();

  expect(output).toMatch(/^\d+ facts compared, 0 differ with a reason, 0 to correct\.$/);
  expect(exitCode).toBe(0);
});

it("fails with the spec's file and line, what both say, and what to write", async () => {
  await copy.write(
    "spec/upstream/metadata.xml",
    metadata.replace('"lastScriptRunDateTime" Type="Edm.DateTimeOffset"', '$& Nullable="false"'),
  );

  const { exitCode, output } = await run();

  expect(output).toMatch(
    /^spec\/components\/schemas\/RunSummaryProperties\.yaml:41\n {2}\w+ · .*lastScriptRunDateTime · nullable: Microsoft says: no\. The spec says: yes\. Correct the spec, or write beside it: x-upstream: \{ differs: \{ nullable: "no" \}, reason: … \}\n/,
  );
  expect(output).toContain("1 to correct.");
  expect(exitCode).toBe(1);
});

it.each([
  [
    "no snapshot",
    "metadata.xml",
    undefined,
    "cannot be read. A file is missing. Restore it, or write a new one: npm run upstream -- --fetch",
  ],
  ["something else", "metadata.xml", "<html>", "metadata.xml: It is no OData metadata"],
  ["something else", "permissions.json", "[]", "permissions.json: It is no permissions file"],
])("names %s in the place of %s", async (_what, file, text, message) => {
  if (text === undefined) await copy.node("--eval", `fs.rmSync("spec/upstream/${file}")`);
  else await copy.write(`spec/upstream/${file}`, text);

  const { exitCode, output } = await run();

  expect(output).toContain(message);
  expect(exitCode).toBe(2);
});

it("says what has changed at Microsoft and whom it breaks, and writes what is about the spec's paths", async () => {
  const { exitCode, output } = await follow({
    metadata: metadata
      .replace(
        count("issueDetectedDeviceCount"),
        count("issueDetectedDeviceCount").replace("Int32", "Int64").replace("-2147483648", "0"),
      )
      .replace(count("noIssueDetectedDeviceCount"), count("newDeviceCount")),
    permissions: permissions.replace('["GET","PATCH"]', '["GET","PATCH","DELETE"]'),
  });

  expect(output).toMatch(/: renamed from noIssueDetectedDeviceCount to newDeviceCount\n {2}major, breaks callers/);
  expect(output).toMatch(/DELETE .*runSummary: added\n {2}minor, breaks no caller/);
  expect(output).toMatch(/issueDetectedDeviceCount.*: format: int32 → int64\n/);
  expect(output).toMatch(/issueDetectedDeviceCount.*: minimum: -2147483648 → 0\n/);
  expect(output).toMatch(/\nwrote spec\/upstream\. `npm run upstream` says what the spec has to follow\.$/);
  expect(exitCode).toBe(0);
  const [written = "", granted = ""] = await readSnapshot();
  expect(written).toMatch(
    /^<\?xml .*\n<!-- From http:\/\/127\.0\.0\.1:\d+\/metadata on [\d-]+, what is about the paths of the spec\. -->\n/,
  );
  expect(written).toContain("newDeviceCount");
  expect(written + granted).not.toContain("unheardOf");
  expect((await run()).output).toMatch(/newDeviceCount · type: Microsoft says: integer\. The spec says: missing\./);
});

it("leaves the snapshot as it is where nothing has changed for the spec", async () => {
  const before = await readSnapshot();

  const { exitCode, output } = await follow({ metadata: metadata.replace("unheardOf", "other") });

  expect(output).toBe("Nothing has changed at Microsoft since the snapshot.");
  expect(exitCode).toBe(0);
  expect(await readSnapshot()).toEqual(before);
});

it("reads one downloaded file, and keeps the other and its note", async () => {
  await copy.write(
    "spec/upstream/permissions.json",
    JSON.stringify({ $comment: "A note.", ...JSON.parse(permissions) }),
  );
  await copy.write("downloaded.xml", metadata.replace("Edm.DateTimeOffset", "Edm.String"));

  const { exitCode, output } = await run("--metadata", join(copy.folder, "downloaded.xml"));

  expect(output).toMatch(/lastScriptRunDateTime.*: format: removed date-time\n/);
  expect(exitCode).toBe(0);
  const [written, granted] = await readSnapshot();
  expect(written).toContain("<!-- From downloaded.xml on ");
  expect(granted).toContain('"$comment": "A note."');
});

it("writes a first snapshot", async () => {
  await copy.node("--eval", 'fs.rmSync("spec/upstream", { recursive: true })');

  const { exitCode, output } = await follow({});

  expect(output).toContain("There was no snapshot to compare with.");
  expect(exitCode).toBe(0);
  expect((await run()).output).toContain("0 to correct.");
});

const wrongFiles: [what: string, files: { metadata?: string; permissions?: string }, message: RegExp][] = [
  [
    "an HTML page in place of the metadata",
    { metadata: "<!DOCTYPE html>\n<html></html>" },
    /metadata: It is no OData metadata: it begins with "<!DOCTYPE html>"/,
  ],
  [
    "an HTML page in place of the permissions",
    { permissions: "<html></html>" },
    /permissions: It is no permissions file: it begins with "<html><\/html>"/,
  ],
  [
    "half of the metadata",
    { metadata: metadata.slice(0, -100) },
    /metadata: The XML ends before <\/Schema>\. Get the whole file\./,
  ],
  [
    "an entity that was renamed",
    { metadata: metadata.replaceAll("ScriptRunSummary", "ScriptOverview") },
    /has no type microsoft\.graph\.deviceComplianceScriptRunSummary.* If Microsoft has renamed or removed it, do the same in spec\//,
  ],
  [
    "an entity that is gone",
    { metadata: metadata.replace(/<EntityType Name="deviceComplianceScriptRunSummary"[\s\S]*?<\/EntityType>/, "") },
    /\/runSummary: the new metadata has no type microsoft\.graph\.deviceComplianceScriptRunSummary\. The snapshot stays/,
  ],
  [
    "a path that is gone",
    { metadata: metadata.replace('Name="runSummary"', 'Name="overview"') },
    /\/runSummary: the new metadata has no runSummary in microsoft\.graph\.deviceComplianceScript\. The snapshot stays/,
  ],
];

it.each(wrongFiles)("refuses %s in one line, and leaves the snapshot as it is", async (_what, files, message) => {
  const before = await readSnapshot();

  const { exitCode, output } = await follow(files);

  expect(output).toMatch(message);
  expect(output.trim().split("\n")).toHaveLength(1);
  expect(exitCode).toBe(2);
  expect(await readSnapshot()).toEqual(before);
});

it.each<[what: string, listener: RequestListener, message: RegExp]>([
  [
    "responds with an error",
    (_, response) => response.writeHead(503).end(),
    /metadata cannot be read: the response is 503 Service Unavailable\. The snapshot stays/,
  ],
  ["never responds", () => {}, /metadata cannot be read: no response within 1 s\. The snapshot stays/],
  [
    "never ends its response",
    (_, response) => response.write("<edmx:Edmx "),
    /metadata cannot be read: no response within 1 s\. The snapshot stays/,
  ],
  ["hangs up", (request) => request.socket.destroy(), /metadata cannot be read: .*\. The snapshot stays/],
])("names a server that %s in one line, and leaves the snapshot as it is", async (_what, listener, message) => {
  const before = await readSnapshot();

  const { exitCode, output } = await serve(listener, ["--timeout", "1"]);

  expect(output).toMatch(message);
  expect(output.trim().split("\n")).toHaveLength(1);
  expect(exitCode).toBe(2);
  expect(await readSnapshot()).toEqual(before);
});

it("explains its options, and refuses others", async () => {
  expect((await run("--help")).output).toContain("--fetch");
  expect(await run("--timeout", "x")).toMatchObject({
    exitCode: 2,
    output: expect.stringContaining("--timeout takes"),
  });
  expect((await run("--fetsh")).exitCode).toBe(2);
});
