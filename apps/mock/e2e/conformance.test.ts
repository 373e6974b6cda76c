// The conformance runner with suites of our own in the formats of other people's.
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it, onTestFinished } from "vitest";
import { decideVerdict } from "../conformance/documents/decide-verdict.ts";
import { runDocuments } from "../conformance/documents/run.ts";
import { runPrismHarness } from "../conformance/prism-harness/run.ts";
import type { SuiteReport } from "../conformance/report.ts";
import { endStockServer, startOurServer } from "../conformance/servers.ts";

afterAll(endStockServer);

/** Writes files into a folder that is removed when the test ends. */
async function createFolder(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "suite-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

function listVerdicts({ results }: SuiteReport): Record<string, string> {
  return Object.fromEntries(results.map(({ name, verdict }) => [name, verdict]));
}

const document = `openapi: 3.0.3
info: {title: A, version: "1"}
paths:
  /things:
    get:
      parameters: [{name: size, in: query, schema: {type: integer}}]
      responses:
        200:
          description: Things
          content:
            application/json: {example: {id: 1, name: a}}
            application/xml: {example: "<thing><id>1</id></thing>"}
`;

/** A case of Prism's harness that sends a GET to `/things`. */
function createCase(target: string, expected: string, section = "expect", server = "mock"): string {
  return `====test====
a test
====spec====
${document}
====server====
${server} -p 4010 \${document}
====command====
curl -i "http://localhost:4010/things${target}" -H 'accept: application/json'
====${section}====
${expected}
`;
}

const ok = "HTTP/1.1 200 OK\ncontent-type: application/json\n\n";
const problem =
  '{"type":"https://stoplight.io/prism/errors#UNPROCESSABLE_ENTITY","title":"Invalid request","status":422}';
const harness = {
  "specs/same.txt": createCase("", `${ok}{"name":"a","id":1}`),
  "specs/loose.txt": createCase("", `${ok}{"id":7}`, "expect-loose"),
  "specs/keys.txt": createCase("", `${ok}{"id":7,"name":"b"}`, "expect-keysOnly"),
  "specs/purpose.txt": createCase("?size=a", `HTTP/1.1 422 Unprocessable Entity\n\n${problem}`),
  "specs/query.txt": createCase("?__code=404", "HTTP/1.1 404 Not Found\n\n"),
  "specs/switch.txt": createCase("", "HTTP/1.1 500 Internal Server Error\n\n", "expect", "mock --errors"),
  "specs/status.txt": createCase("", "HTTP/1.1 201 Created\n\n"),
  "specs/type.txt": createCase("", `HTTP/1.1 200 OK\ncontent-type: text/html\n\n{"id":1,"name":"a"}`),
  "specs/header.txt": createCase("", `HTTP/1.1 200 OK\nx-other: 1\n\n{"id":1,"name":"a"}`),
  "specs/value.txt": createCase("", `${ok}{"id":2,"name":"a"}`),
  "specs/structure.txt": createCase("", `${ok}{"id":1,"other":1}`, "expect-loose"),
};

it("gives a verdict on the cases of Prism's harness", async () => {
  const folder = await createFolder(harness);

  const report = await runPrismHarness(join(folder, "specs"), startOurServer);

  expect(listVerdicts(report)).toEqual({
    "same.txt": "same",
    "loose.txt": "same",
    "keys.txt": "same",
    "purpose.txt": "on purpose",
    "query.txt": "not asked for",
    "switch.txt": "not asked for",
    "status.txt": "worse",
    "type.txt": "worse",
    "header.txt": "worse",
    "value.txt": "worse",
    "structure.txt": "worse",
  });
});

it("serves documents beside the stock server", async () => {
  const folder = await createFolder({
    "a.yaml": document,
    "b/b.json": '{"openapi": "3.1.0", "paths": {"/x/{id}": {"post": {}}}}',
    "swagger.yaml": 'swagger: "2.0"\npaths: {}\n',
    "c.yaml": "openapi: 3.0.0\npaths: {}\n",
  });

  const { results } = await runDocuments(folder);

  expect(results.map(({ name }) => name)).toEqual([
    "a.yaml",
    "a.yaml GET /things",
    "a.yaml GET /things?size=0",
    "b/b.json",
    "b/b.json POST /x/1",
    "c.yaml",
  ]);
  expect(results.find(({ name }) => name === "a.yaml GET /things?size=0")?.verdict).toBe("same");
});

const request = { method: "GET", target: "/", headers: [], body: undefined };
const facts = { isUnchecked: false, requiresIgnoredHeader: false };
const respond = (status: number, body = "") => ({ status, headers: {}, body });

it.each([
  ["the same success", respond(200, "1"), respond(200, "2"), "same"],
  ["another structure", respond(200, '{"a":1}'), respond(200, "{}"), "worse"],
  ["another status", respond(200), respond(201), "worse"],
  ["a refusal of what Prism accepts", respond(200), respond(400), "worse"],
  ["an error of the server", respond(404), respond(501), "worse"],
  [
    "a failure of both",
    respond(500, '{"type":"https://stoplight.io/prism/errors#UNKNOWN"}'),
    respond(500, "{}"),
    "worse",
  ],
  ["a documented error of the server", respond(503, '"down"'), respond(503, '"down"'), "same"],
  ["no response", respond(200), "socket hang up", "worse"],
  ["a refusal that JSON Schema asks for", respond(200), respond(400, '{"code":"additionalProperties"}'), "on purpose"],
  ["a refusal by both", respond(422), respond(400), "to be looked at"],
  ["a response where Prism has none", "socket hang up", respond(200), "on purpose"],
])("gives a verdict on %s", (_what, stock, ours, verdict) => {
  expect(decideVerdict(request, stock, ours, facts).verdict).toBe(verdict);
});

it("takes a refusal for right where Prism does not validate", () => {
  const unchecked = { ...facts, isUnchecked: true };

  expect(decideVerdict(request, respond(200), respond(400), unchecked).verdict).toBe("on purpose");
  expect(decideVerdict(request, respond(200), respond(404), unchecked).verdict).toBe("worse");
});

it("takes a success for right where OpenAPI ignores the header that Prism asks for", () => {
  const ignored = { ...facts, requiresIgnoredHeader: true };

  expect(decideVerdict(request, respond(400), respond(200), ignored).verdict).toBe("on purpose");
});

it("exits with 1 where a case is worse, and prints it", async () => {
  const { "specs/same.txt": same, "specs/value.txt": value } = harness;
  const good = await createFolder({ "test-harness/specs/same.txt": same });
  const bad = await createFolder({ "test-harness/specs/same.txt": same, "test-harness/specs/value.txt": value });
  const main = fileURLToPath(new URL("../conformance/main.ts", import.meta.url));
  const run = (suite: string) => spawnSync(process.execPath, [main, "--suite", suite], { encoding: "utf8" });

  const [first, second] = [run(good), run(bad)];

  expect(first.status).toBe(0);
  expect(first.stdout).toMatch(/^same +1$/m);
  expect(second.status).toBe(1);
  expect(second.stdout).toContain("worse: value.txt");
});
