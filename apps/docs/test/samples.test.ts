// Each sample of the docs does what the docs say: it runs against a mock. The mock has to receive the documented request, and
// the sample has to print or to save the documented response.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Mock, startMock } from "@run-summary/mock";
import {
  buildRequest,
  createExampleInput,
  findSuccessStatus,
  getBodyKind,
  listOperations,
  type OpenApiDocument,
  type Operation,
} from "@run-summary/openapi";
import { readBundle } from "@run-summary/spec";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, type TestContext } from "vitest";
import { Language, type Node, Parser } from "web-tree-sitter";
import { createRedocInput } from "../src/redoc/redoc-document.ts";
import { createSamples, type Sample } from "../src/samples/samples.ts";
import { findOperation, fixture, fixtureOperations } from "./fixture/fixture.ts";

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const createAllSamples = (document: OpenApiDocument): Sample[] =>
  listOperations(document).flatMap((operation) => createSamples(document, operation));
const samples = createAllSamples(fixture);

const runtimes: Record<string, { commands: string[]; args: (source: string) => string[] }> = {
  curl: { commands: ["bash", "curl"], args: (source) => ["-c", source] },
  TypeScript: { commands: [process.execPath], args: (source) => ["--input-type=module-typescript", "--eval", source] },
  PowerShell: { commands: ["pwsh"], args: (source) => ["-NoProfile", "-NonInteractive", "-Command", source] },
  Python: { commands: ["python3"], args: (source) => ["-c", source] },
};

const commands = [...new Set(Object.values(runtimes).flatMap(({ commands }) => commands))];
const checks = await Promise.allSettled(commands.map((command) => run(command, ["--version"])));
const missing = commands.filter((_, index) => checks[index]?.status === "rejected");

/** Skips the test with a warning if this machine lacks a program that runs the sample. */
function needRuntime({ operationId, label, lang }: Sample, { skip }: TestContext): void {
  for (const command of runtimes[lang]?.commands ?? []) {
    if (!missing.includes(command)) continue;
    console.warn(`${operationId}, ${label}: not run, ${command} is not installed`);
    skip(`not run, ${command} is not installed`);
  }
}

/** The sample's source with the mock's address instead of the service's. */
function replaceServer({ source }: Sample, { apiUrl }: Mock, document: OpenApiDocument = fixture): string {
  return source.replaceAll(document.servers?.[0]?.url ?? "", apiUrl);
}

const secrets = { TOKEN: "secret", API_KEY: "key", BASIC_CREDENTIALS: Buffer.from("user:secret").toString("base64") };
const folder = await mkdtemp(join(tmpdir(), "docs-samples-"));
afterAll(() => rm(folder, { recursive: true }));

/** Runs a sample. Returns what it prints. */
async function runSample({ lang }: Sample, source: string): Promise<string> {
  const { commands: [command = ""] = [], args = () => [] } = runtimes[lang] ?? {};
  const { stdout } = await run(command, args(source), { cwd: folder, env: { ...process.env, ...secrets } });
  return stdout;
}

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ spec: fixture });
});
afterAll(() => mock.close());

it("exist for each operation, request example and language", () => {
  const examples = fixtureOperations.flatMap(({ operationId, requestBody }) => {
    const names = Object.values(requestBody?.content ?? {}).flatMap(({ examples }) => Object.keys(examples));
    return (names.length > 0 ? names : [undefined]).map((example) => ({ operationId, example }));
  });

  expect(samples.map(({ operationId, example, lang }) => ({ operationId, example, lang }))).toEqual(
    examples.flatMap((example) => Object.keys(runtimes).map((lang) => ({ ...example, lang }))),
  );
});

/** What the sample has to send: the required parameters, and the example of the body. */
function buildDocumentedRequest(operation: Operation, example: string | undefined) {
  const [content] = Object.values(operation.requestBody?.content ?? {});
  return buildRequest(operation, createExampleInput(operation, content?.examples[example ?? ""]));
}

/** What the sample has to print or to save: the body of the documented success, or its `Location`. */
async function readOutcome(operation: Operation, printed: string): Promise<[got: unknown, documented: unknown]> {
  const { content = {}, headers = {} } = operation.responses[findSuccessStatus(operation) ?? ""] ?? {};
  const [[mediaType, { examples }] = ["", { examples: {} }]] = Object.entries(content);
  const [documented] = Object.values(examples);
  if (mediaType === "") return [printed.trim(), headers.Location?.example ?? ""];
  const kind = getBodyKind(mediaType);
  if (kind === "json") return [JSON.parse(printed), documented];
  if (kind === "text") return [printed.trim(), String(documented).trim()];
  return [await readFile(join(folder, `${operation.operationId}.png`), "utf8"), documented];
}

/** The headers with the credentials that an operation needs. */
const credentials: Record<string, Record<string, string>> = {
  listReadings: { authorization: "Bearer secret" },
  exportLog: { "x-key": "key" },
  replaceLog: { authorization: `Basic ${secrets.BASIC_CREDENTIALS}` },
};

it.for(samples)(
  "$operationId, $label: sends the documented request with its credentials and shows the documented response",
  async (sample, context) => {
    needRuntime(sample, context);
    const operation = findOperation(sample.operationId);
    const documented = buildDocumentedRequest(operation, sample.example);
    const before = mock.requests.length;

    const printed = await runSample(sample, replaceServer(sample, mock));

    const [got, expected] = await readOutcome(operation, printed);
    expect(got).toEqual(expected);
    const requests = mock.requests.slice(before);
    expect(requests).toMatchObject([{ method: documented.method, violations: [] }]);
    const [{ target = "", headers = {}, body = "" } = {}] = requests;
    const { pathname, searchParams } = new URL(target, mock.url);
    const expectedUrl = new URL(mock.apiUrl + documented.target);
    expect(pathname).toBe(expectedUrl.pathname);
    expect(searchParams.get("key")).toBe(sample.operationId === "getPicture" ? "key" : null);
    searchParams.delete("key");
    expect([...searchParams]).toEqual([...expectedUrl.searchParams]);
    expect(headers).toMatchObject({ ...documented.headers, ...credentials[sample.operationId] });
    const isJson = documented.headers["content-type"] === "application/json";
    if (isJson) expect(JSON.parse(body)).toEqual(JSON.parse(documented.body ?? ""));
    else expect([...new URLSearchParams(body)]).toEqual([...new URLSearchParams(documented.body)]);
  },
);

it("the samples of getWarmest send no credentials", () => {
  for (const { source } of samples.filter((one) => one.operationId === "getWarmest")) {
    expect(source).not.toMatch(/authorization/i);
  }
});

/** The fixture as the project's own documents are: users of the client choose a server by its `x-cloud`. */
const withClient: OpenApiDocument = {
  ...fixture,
  servers: [{ url: "https://weather.example.com/v2", "x-cloud": "global" } as { url: string }],
};

describe("with the client", () => {
  const clientSamples = createAllSamples(withClient).filter(({ lang }) => lang === "TypeScript");
  const results: Record<string, string> = {
    json: "{ answer: 42 }",
    text: '"a text"',
    binary: 'new Blob(["bytes"]).stream()',
    location: '{ Location: "https://example.com/7" }',
  };

  function getResultKind(operation: Operation): string {
    const { content = {}, headers = {} } = operation.responses[findSuccessStatus(operation) ?? ""] ?? {};
    const [mediaType] = Object.keys(content);
    if (mediaType !== undefined) return getBodyKind(mediaType);
    return "Location" in headers ? "location" : "none";
  }

  it.each(clientSamples)("$operationId, $label: passes the input and shows the result", async (sample) => {
    const operation = findOperation(sample.operationId);
    const [content] = Object.values(operation.requestBody?.content ?? {});
    const kind = getResultKind(operation);
    // A client that prints what it is called with, in place of the package.
    const stub = `const createRunSummaryClient = () => new Proxy({}, { get: (_, name) => async (input = {}) => {
      console.log(JSON.stringify({ name, input }));
      return ${results[kind] ?? "undefined"};
    } });`;
    const source = sample.source.replace('import { createRunSummaryClient } from "@run-summary/client";', stub);

    const [call = "", ...printed] = (await runSample(sample, source)).split("\n");

    expect(JSON.parse(call)).toEqual({
      name: sample.operationId,
      input: createExampleInput(operation, content?.examples[sample.example ?? ""]),
    });
    const shown = { json: '{\n  "answer": 42\n}', text: "a text", location: "https://example.com/7" };
    expect(printed.join("\n").trim()).toBe(shown[kind as keyof typeof shown] ?? "");
    if (kind === "binary") {
      expect(await readFile(join(folder, `${sample.operationId}.png`), "utf8")).toBe("bytes");
    }
  });

  it("the samples of the project's own site compile, and run against its mock", async () => {
    const own = readBundle();
    const ownMock = await startMock();
    onTestFinished(() => ownMock.close());
    const programs = fileURLToPath(new URL("../reports/samples/", import.meta.url)); // it finds the client's package
    await rm(programs, { recursive: true, force: true });
    await mkdir(programs, { recursive: true });
    const ownSamples = createAllSamples(own).filter(({ lang }) => lang === "TypeScript");
    for (const [index, { source }] of ownSamples.entries()) {
      const options = `createRunSummaryClient({ baseUrl: ${JSON.stringify(ownMock.apiUrl)},`;
      await writeFile(join(programs, `${index}.ts`), source.replace("createRunSummaryClient({", options));
    }
    const config = { extends: "../../../../tsconfig.base.json", include: ["."] };
    await writeFile(join(programs, "tsconfig.json"), JSON.stringify(config));
    const tsc = join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");

    await expect(run(process.execPath, [tsc, "-p", programs])).resolves.toMatchObject({ stdout: "" });
    // One after the other, in one process.
    const imports = ownSamples.map((_sample, index) => `await import("./${index}.ts");`);
    await writeFile(join(programs, "all.ts"), imports.join("\n"));
    await run(process.execPath, [join(programs, "all.ts")], { cwd: folder, env: { ...process.env, ...secrets } });
    const methods = new Map(listOperations(own).map(({ operationId, method }) => [operationId, method.toUpperCase()]));
    expect(ownMock.requests).toMatchObject(
      ownSamples.map(({ operationId }) => ({ method: methods.get(operationId), violations: [] })),
    );
  });
});

describe("PowerShell", async () => {
  await Parser.init();
  const grammar = require.resolve("tree-sitter-powershell/tree-sitter-powershell.wasm");
  const parser = new Parser().setLanguage(await Language.load(grammar));

  const all = (node: Node | undefined, type: string) => node?.descendantsOfType(type).map((found) => found?.text) ?? [];

  it.each(samples.filter(({ lang }) => lang === "PowerShell"))("$operationId, $label: parses", ({ source }) => {
    const root = parser.parse(source)?.rootNode;

    expect(root?.hasError).toBe(false);
    expect(all(root, "command_name")).toEqual(["Invoke-WebRequest"]);
  });

  it("the parser finds an unescaped apostrophe", () => {
    expect(parser.parse("$request = @{ Uri = 'it's' }")?.rootNode.hasError).toBe(true);
  });

  it("keeps characters that need escapes", () => {
    const [sample] = createAllSamples(awkward).filter(({ lang }) => lang === "PowerShell");
    const root = parser.parse(sample?.source ?? "")?.rootNode;

    expect(root?.hasError).toBe(false);
    expect(all(root, "verbatim_string_characters")).toContain(`'${awkwardText.replaceAll("'", "''")}'`);
    const [body = ""] = all(root, "verbatim_here_string_characters");
    expect(JSON.parse(body.slice(2, -2))).toEqual(awkwardBody);
  });
});

const awkwardText = `it's "$HOME" \\ $(id) \`id\` %41 #{x} null`;
const awkwardBody = {
  text: `${awkwardText}\n\u2019 é 中 😀 \u0000`,
  list: [null, true, false, "null", 'say "true", "name": 1', [], {}],
  "not-a-name": { null: 0, "": -1.5 },
};
const awkward: OpenApiDocument = {
  openapi: "3.1.1",
  info: { title: "Awkward", version: "1" },
  servers: [{ url: "https://service.invalid/v1" }],
  paths: {
    "/things/{thing}": {
      post: {
        operationId: "postThing",
        parameters: [
          { name: "thing", in: "path", required: true, schema: { type: "string" }, example: `${awkwardText}/é` },
          { name: "$filter", in: "query", required: true, schema: { type: "array" }, example: [awkwardText, "é&=+"] },
          { name: "x-text", in: "header", required: true, schema: { type: "string" }, example: awkwardText },
        ],
        requestBody: { content: { "application/json": { schema: {}, example: awkwardBody } } },
        responses: { "200": { description: "Done", content: { "application/json": { schema: {}, example: 1 } } } },
      },
    },
  },
};

it.for(createAllSamples(awkward).filter(({ isRun }) => isRun))(
  "$lang sends text that needs escapes unchanged, and no token",
  async (sample, context) => {
    needRuntime(sample, context);
    const other = await startMock({ spec: awkward });
    onTestFinished(() => other.close());

    expect(JSON.parse(await runSample(sample, replaceServer(sample, other, awkward)))).toBe(1);

    const [{ target = "", headers = {}, body = "" } = {}] = other.requests;
    const { pathname, searchParams } = new URL(target, other.url);
    expect(decodeURIComponent(pathname)).toBe(`/v1/things/${awkwardText}/é`);
    expect(searchParams.getAll("$filter")).toEqual([awkwardText, "é&=+"]);
    expect(headers["x-text"]).toBe(awkwardText);
    expect(headers.authorization).toBeUndefined();
    expect(JSON.parse(body)).toEqual(awkwardBody);
  },
);

it.each(createAllSamples(awkward))("$lang names the options of the query as readers know them", ({ source }) => {
  expect(source).toContain("?$filter=");
});

describe("in Redoc's document", () => {
  const { document, options } = createRedocInput(fixture);

  it("each operation has its samples, and a link to the console", () => {
    const operations = Object.values(document.paths ?? {}).flatMap((pathItem) => Object.values(pathItem));

    for (const { operationId } of fixtureOperations) {
      const operation = operations.find((candidate) => candidate.operationId === operationId);
      expect(operation["x-codeSamples"]).toEqual(
        samples
          .filter((s) => s.operationId === operationId)
          .map(({ lang, label, source }) => ({ lang, label, source })),
      );
      expect(operation.description).toContain(`(console.html?operation=${operationId})`);
    }
  });

  it("the labels say which samples the tests do not run, and Redoc's options list all labels", () => {
    for (const { label, isRun } of samples) {
      expect(label.includes("not run by our tests")).toBe(!isRun);
      expect(JSON.stringify(options)).toContain(`"label":${JSON.stringify(label)}`);
    }
  });
});
