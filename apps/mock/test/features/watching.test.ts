import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startMock } from "../../src/index.ts";
import { copySpec, editFile, fixture, propertiesFile } from "../helpers/documents.ts";
import { get, patch, scriptPath, send, temporaryMock } from "../helpers/requests.ts";

describe("watch", () => {
  async function startWatchedMock() {
    const folder = await copySpec();
    const lines: string[] = [];
    const mock = await temporaryMock({
      spec: join(folder, "openapi.yaml"),
      watch: true,
      writeLog: (line) => lines.push(line),
    });
    return { folder, mock, lines };
  }

  /** Starts a watched mock whose document's folder has packages, and a folder with nearly their name. */
  async function startMockWithFolders() {
    const folder = await copySpec();
    const lines: string[] = [];
    for (const name of ["node_modules", "node_modules-old"]) await mkdir(join(folder, name));
    await temporaryMock({ spec: join(folder, "openapi.yaml"), watch: true, writeLog: (line) => lines.push(line) });
    return { folder, lines };
  }

  async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  it("serves any file that is saved, and drops no connection", async () => {
    const { folder, mock } = await startWatchedMock();
    const stalled = send(mock.apiUrl + scriptPath, { headers: { "mock-fault": "slow" } });
    expect((await patch(mock, { issueDetectedDeviceCount: -1 })).status).toBe(200);

    await editFile(folder, propertiesFile, "minimum: -2147483648", "minimum: 0");
    await until(async () => (await patch(mock, { issueDetectedDeviceCount: -1 })).status === 400);

    expect((await stalled).status).toBe(200);
  });

  it("reports a document that is saved half-written, serves the last good one, and the next good one", async () => {
    const { folder, mock, lines } = await startWatchedMock();
    const whole = await readFile(join(folder, propertiesFile), "utf8");

    await writeFile(join(folder, propertiesFile), whole.slice(0, whole.indexOf("issueDetectedDeviceCount:") + 20));
    await until(() => lines.length > 0);
    expect(lines[0]).toMatch(/openapi\.yaml[\s\S]*The mock serves the last good document until this is corrected\.$/);
    expect((await get(mock)).status).toBe(200);

    await writeFile(join(folder, propertiesFile), whole.replaceAll("minimum: -2147483648", "minimum: 0"));
    await until(async () => (await patch(mock, { issueDetectedDeviceCount: -1 })).status === 400);
    expect(lines.at(-1)).toMatch(/^The mock serves .*openapi\.yaml as it was saved\.$/);
  });

  it("reports a save in JSON where the log is JSON", async () => {
    const folder = await copySpec();
    const spec = join(folder, "openapi.yaml");
    const lines: string[] = [];
    await temporaryMock({ spec, watch: true, log: "json", writeLog: (line) => lines.push(line) });

    await editFile(folder, propertiesFile, "minimum: -2147483648", "minimum: 0");
    await until(() => lines.length > 0);

    expect(JSON.parse(lines[0] ?? "")).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      message: expect.stringMatching(/^The mock serves .*openapi\.yaml as it was saved\.$/),
    });
  });

  it("follows files in a folder with a dot in its name, and outside the document's folder", async () => {
    const folder = await copySpec();
    const document = { ...fixture, paths: { "/a": { $ref: "api.v2/a.json" }, "/b": { $ref: "../b.json" } } };
    const spec = join(folder, "own", "openapi.json");
    await mkdir(join(folder, "own", "api.v2"), { recursive: true });
    const pathItem = JSON.stringify({ get: { responses: { 200: { description: "done" } } } });
    for (const file of [join(folder, "own", "api.v2", "a.json"), join(folder, "b.json")])
      await writeFile(file, pathItem);
    await writeFile(spec, JSON.stringify(document));
    const mock = await temporaryMock({ spec, watch: true, writeLog: () => {} });

    for (const [path, file] of [
      ["/a", "own/api.v2/a.json"],
      ["/b", "b.json"],
    ] as const) {
      expect((await get(mock, {}, path)).status).toBe(200);
      await writeFile(join(folder, file), pathItem.replace("200", "204"));
      await until(async () => (await get(mock, {}, path)).status === 204);
    }
  });

  it.each(["other.yml", "other.json", "node_modules-old/other.yaml"])(
    "follows %s in the document's folder, which the document does not refer to",
    async (file) => {
      const { folder, lines } = await startMockWithFolders();

      await writeFile(join(folder, file), "{}");
      await until(() => lines.length > 0);

      expect(lines).toEqual([expect.stringMatching(/^The mock serves .*openapi\.yaml as it was saved\.$/)]);
    },
  );

  it.each(["notes.txt", "openapi.yaml.bak", "node_modules/other.yaml"])("does not follow %s", async (file) => {
    const { folder, lines } = await startMockWithFolders();

    await writeFile(join(folder, file), "{}");
    await new Promise((resolve) => setTimeout(resolve, 150));

    expect(lines).toEqual([]);
  });

  it("follows a file outside the document's folder that a save has added", async () => {
    const folder = await copySpec();
    const spec = join(folder, "own", "openapi.json");
    const pathItem = JSON.stringify({ get: { responses: { 200: { description: "done" } } } });
    const document = (paths: object) => JSON.stringify({ ...fixture, paths });
    await mkdir(join(folder, "own"));
    await writeFile(join(folder, "a.json"), pathItem);
    await writeFile(spec, document({ "/b": JSON.parse(pathItem) }));
    const mock = await temporaryMock({ spec, watch: true, writeLog: () => {} });
    await writeFile(spec, document({ "/a": { $ref: "../a.json" } }));
    await until(async () => (await get(mock, {}, "/a")).status === 200);

    await writeFile(join(folder, "a.json"), pathItem.replace("200", "204"));
    await until(async () => (await get(mock, {}, "/a")).status === 204);

    expect((await get(mock, {}, "/b")).status).toBe(404);
  });

  it("follows nothing once the mock is closed", async () => {
    const { folder, mock, lines } = await startWatchedMock();

    await mock.close();
    await writeFile(join(folder, "other.yaml"), "{}");
    await new Promise((resolve) => setTimeout(resolve, 150));

    expect(lines).toEqual([]);
  });

  it("is closed quietly while a save is loaded, and reports nothing more", async () => {
    for (const milliseconds of [50, 55, 60, 70, 90]) {
      const { folder, mock, lines } = await startWatchedMock();
      await editFile(folder, propertiesFile, "minimum: -2147483648", "minimum: 0");
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      const before = [...lines];

      await mock.close();

      expect(lines).toEqual(before);
    }
  });

  it("is closed quietly where the report of a save cannot be written", async () => {
    const folder = await copySpec();
    let isReported = false;
    const writeLog = () => {
      isReported = true;
      throw new Error("The disk is full.");
    };
    const mock = await startMock({ spec: join(folder, "openapi.yaml"), watch: true, writeLog });
    await editFile(folder, propertiesFile, "minimum: -2147483648", "minimum: 0");
    await until(() => isReported);

    await mock.close();
    await mock.close();
  });

  it("goes on where a document is saved that refers to itself, or is removed", async () => {
    const { folder, mock, lines } = await startWatchedMock();
    const file = join(folder, "openapi.yaml");
    const whole = await readFile(file, "utf8");

    await writeFile(file, "paths: &paths {/a: *paths}\n");
    await until(() => lines.length === 1);
    await rm(file);
    await until(() => lines.length >= 2);
    expect((await get(mock)).status).toBe(200);

    await writeFile(file, `${whole}\n`);
    await until(() => /as it was saved\.$/.test(lines.at(-1) ?? ""));
  });

  it("is refused for a document that is not in a file", async () => {
    await expect(startMock({ spec: fixture, watch: true })).rejects.toThrow(
      "Only a document in a file can be watched.",
    );
  });
});
