// Each sample of the docs does what the docs say: it runs against a mock. The mock has to receive the documented request, and
// the sample has to print the documented response.
import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Mock, startMock } from "@run-summary/mock";
import { listOperations, type OpenApiDocument } from "@run-summary/openapi";
import { readBundle } from "@run-summary/spec";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, type TestContext } from "vitest";
import { Language, type Node, Parser } from "web-tree-sitter";
import { createRedocDocument, createRedocOptions } from "../src/redoc/redoc-document.ts";
import { createSamples, type Sample } from "../src/samples/samples.ts";

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const document = readBundle();
const samples = createSamples(document);
const folder = fileURLToPath(new URL("../reports/samples/", import.meta.url));

const runtimes: Record<string, { commands: string[]; args: (source: string, file: string) => string[] }> = {
  curl: { commands: ["bash", "curl"], args: (source) => ["-c", source] },
  TypeScript: { commands: [process.execPath], args: (_, file) => [file] },
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
function replaceServer({ source }: Sample, { apiUrl }: Mock, of: OpenApiDocument = document): string {
  return source
    .replaceAll(of.servers?.[0]?.url ?? "", apiUrl)
    .replace("createRunSummaryClient({", `createRunSummaryClient({ baseUrl: ${JSON.stringify(apiUrl)},`);
}

function getFile({ operationId, example, lang }: Sample): string {
  return join(folder, `${[operationId, example ?? "", lang].join("-")}.ts`);
}

async function runSample(sample: Sample, source: string): Promise<string> {
  const { commands: [command = ""] = [], args = () => [] } = runtimes[sample.lang] ?? {};
  const { stdout } = await run(command, args(source, getFile(sample)), { env: { ...process.env, TOKEN: "secret" } });
  return stdout;
}

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const programs = samples.filter(({ lang }) => lang === "TypeScript");
  await Promise.all(programs.map((sample) => writeFile(getFile(sample), replaceServer(sample, mock))));
});
afterAll(() => mock.close());

it("exist for each operation, request example and language", () => {
  const examples = listOperations(document).flatMap(({ operationId, requestBody }) => {
    const names = Object.values(requestBody?.content ?? {}).flatMap(({ examples }) => Object.keys(examples));
    return (names.length > 0 ? names : [undefined]).map((example) => ({ operationId, example }));
  });

  expect(samples.map(({ operationId, example, lang }) => ({ operationId, example, lang }))).toEqual(
    examples.flatMap((example) => Object.keys(runtimes).map((lang) => ({ ...example, lang }))),
  );
});

it.for(samples)(
  "$operationId, $label: sends the documented request and prints the documented response",
  async (sample, context) => {
    needRuntime(sample, context);
    const operation = listOperations(document).find(({ operationId }) => operationId === sample.operationId);
    const values = Object.fromEntries((operation?.parameters ?? []).map(({ name, example }) => [name, example]));
    const path = operation?.path.replace(/\{([^{}]+)\}/g, (_, name) => String(values[name])) ?? "";
    const [mediaType, content] = Object.entries(operation?.requestBody?.content ?? {})[0] ?? [];
    const [success] = Object.values(operation?.responses ?? {});
    const [responseContent] = Object.values(success?.content ?? {});
    const before = mock.requests.length;

    const printed = await runSample(sample, replaceServer(sample, mock));

    expect(printed.trim() === "" ? undefined : JSON.parse(printed)).toEqual(
      Object.values(responseContent?.examples ?? {})[0],
    );
    const requests = mock.requests.slice(before);
    expect(requests).toMatchObject([{ method: operation?.method.toUpperCase(), violations: [] }]);
    const [{ target = "", headers = {}, body = "" } = {}] = requests;
    const { pathname, searchParams } = new URL(target, mock.url);
    expect(decodeURIComponent(pathname)).toBe(new URL(mock.apiUrl).pathname + path);
    expect([...new Set(searchParams.keys())]).toEqual(
      operation?.parameters.filter(({ in: place, required }) => place === "query" && required).map(({ name }) => name),
    );
    expect(headers.authorization).toBe("Bearer secret");
    expect(headers["content-type"]).toBe(mediaType);
    expect(body === "" ? undefined : JSON.parse(body)).toEqual(content?.examples[sample.example ?? ""]);
  },
);

it("in TypeScript compile", async () => {
  const config = { extends: "../../../../tsconfig.base.json", include: ["."] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");

  await expect(run(process.execPath, [tsc, "-p", folder])).resolves.toMatchObject({ stdout: "" });
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
    const [sample] = createSamples(awkward).filter(({ lang }) => lang === "PowerShell");
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

describe("with text that needs escapes, and without a token", () => {
  it.for(createSamples(awkward).filter(({ lang, isRun }) => isRun && lang !== "TypeScript"))(
    "$lang sends the text unchanged",
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

  it("TypeScript passes the text to the client's method", async () => {
    const [sample] = createSamples(awkward).filter(({ lang }) => lang === "TypeScript");
    const [, input = ""] = /client\.postThing\((.*)\);\n/s.exec(sample?.source ?? "") ?? [];
    const { stdout } = await run(process.execPath, ["--print", `JSON.stringify(${input})`]);

    expect(JSON.parse(stdout)).toEqual({
      thing: `${awkwardText}/é`,
      $filter: [awkwardText, "é&=+"],
      "x-text": awkwardText,
      body: awkwardBody,
    });
  });
});

it("an operation whose response has no body prints nothing in TypeScript", () => {
  const error = { description: "Refused", content: { "application/json": { schema: {}, example: 1 } } };
  const responses = { "204": { description: "Done" }, "4XX": error };
  const paths = { "/things": { delete: { operationId: "deleteThings", responses } } };

  const [sample] = createSamples({ ...awkward, paths }).filter(({ lang }) => lang === "TypeScript");

  expect(sample?.source.split("\n").at(-1)).toBe("await client.deleteThings();");
});

describe("in Redoc's document", () => {
  it("each operation has its samples, and a link to the console", () => {
    const operations = Object.values(createRedocDocument(document).paths ?? {}).flatMap(Object.values);

    for (const { operationId } of listOperations(document)) {
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
    const options = JSON.stringify(createRedocOptions(document));

    for (const { label, isRun } of samples) {
      expect(label.includes("not run by our tests")).toBe(!isRun);
      expect(options).toContain(`"label":${JSON.stringify(label)}`);
    }
  });
});
