// `npm run generate -- --spec FILE --output DIR` with a document that the lint of the spec would refuse.
import { execFile } from "node:child_process";
import { access, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { startMock } from "@run-summary/mock";
import { type OpenApiDocument, parseDocument } from "@run-summary/openapi";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { runGenerator } from "../../generate/generate.ts";
import { adaptDocument } from "../../generate/other/adapt-document.ts";
import { upgradeSchemas } from "../../generate/other/upgrade-schemas.ts";
import { compile } from "../../shared/compile.ts";
import { repository } from "../../shared/repository.ts";
import { linkPackages } from "./client-project.ts";

const file = join(import.meta.dirname, "other-document.yaml");
let folder: string;
let output: string;

function runCommand(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(process.execPath, [join(repository, "scripts/generate.ts"), ...args]);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "other-"));
  output = (await runCommand("--spec", file, "--output", folder)).stdout;
  await linkPackages(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it("says in a line each what the client does otherwise", () => {
  expect(output.split("\n")).toEqual([
    "POST /tickets: the operation buy-ticket has the method buyTicket.",
    "GET /tickets/{id}: the operation fetch has the method fetch2.",
    "The client sends no token to http://tickets.example, which is not https: give it the option baseUrl.",
    "The client sends its token as it is in the header X-Key.",
    "The client does not send the security scheme queryKey: add it by the option fetch.",
    "GET /tickets: the client does not send the cookie session.",
    "GET /tickets: the client writes sort in the style form, not pipeDelimited.",
    `wrote ${folder}`,
    "",
  ]);
});

it("writes a client that compiles, and that the mock of the document serves", async () => {
  await compile("-p", join(folder, "packages/client/tsconfig.build.json"), "--skipLibCheck", "false");
  const mock = await startMock({ spec: file });
  onTestFinished(() => mock.close());
  const client = await import(pathToFileURL(join(folder, "packages/client/dist/index.js")).href);
  const { validateResponse } = await import(pathToFileURL(join(folder, "packages/client/dist/validate.js")).href);
  const requests: Request[] = [];
  const { getTickets, buyTicket, fetch2 } = client.createRunSummaryClient({
    token: "a-key",
    baseUrl: mock.url,
    validateResponse,
    retry: { attempts: 1 },
    fetch: (request: Request) => {
      requests.push(request);
      return fetch(request);
    },
  });

  expect(await getTickets({ sort: ["a"] })).toEqual([{ price: 2 }]);
  expect(await buyTicket({ body: { price: 1, seat: null, holder: null } })).toEqual({ price: 2 });
  expect(await fetch2({ id: "1" })).toEqual({ price: 2 });
  expect(requests.map(({ headers }) => [headers.get("X-Key"), headers.get("Accept")])).toEqual(
    Array(3).fill(["a-key", "application/json"]),
  );
  await expect(buyTicket({ body: { price: 0, seat: "A3", holder: 1 } })).rejects.toThrow(
    '/price is 0 (exclusiveMinimum 0), /seat is "A3" (enum ["A1","A2",null]), /holder is 1 (type object), /holder is 1 (const null)',
  );
});

it("writes manifests that name only what is installed", async () => {
  const { dependencies, devDependencies } = JSON.parse(
    await readFile(join(folder, "packages/client/package.json"), "utf8"),
  );

  expect(dependencies).toHaveProperty("openapi-fetch");
  expect(devDependencies).toBeUndefined();
});

describe("refuses in one line", () => {
  /** What the command prints as its error. */
  const refuse = async (...args: string[]) => {
    const print = vi.spyOn(console, "error").mockImplementation(() => {});
    onTestFinished(() => print.mockRestore());
    expect(await runGenerator(args)).toBe(1);
    expect(print).toHaveBeenCalledOnce();
    return String(print.mock.calls[0]?.[0]);
  };

  it.each<[what: string, args: string[], message: string | RegExp]>([
    ["a document without a folder", ["--spec", file], /^--spec and --output belong together.*$/],
    ["an option that it does not know", ["--to", "x"], /^Unknown option '--to'.*$/],
    [
      "a file that is not there",
      ["--spec", "none.yaml", "--output", "x"],
      /^Nothing can be generated from none.yaml: ENOENT.*$/,
    ],
    [
      "a folder with other files",
      ["--spec", file, "--output", repository],
      /holds other files\. Name an empty folder.*$/,
    ],
  ])("%s", async (_what, args, message) => {
    expect(await refuse(...args)).toMatch(message);
  });

  it.each([
    ["of another version", 'swagger: "2.0"\n', "It is not an OpenAPI 3 document."],
    ["that is empty", "", "It is not an OpenAPI 3 document."],
    [
      "whose reference points to nothing",
      "openapi: 3.1.0\npaths: { /a: { get: { responses: { 200: { $ref: '#/components/responses/A' } } } } }\n",
      "The reference #/components/responses/A points to nothing in the document.",
    ],
  ])("a document %s", async (_what, text, message) => {
    const wrong = join(folder, "wrong.yaml");
    await writeFile(wrong, text);

    expect(await refuse("--spec", wrong, "--output", join(folder, "none"))).toBe(
      `Nothing can be generated from ${wrong}: ${message}`,
    );
    await expect(access(join(folder, "none"))).rejects.toThrow();
  });
});

describe("a document", () => {
  const adapt = (text: string) => adaptDocument(parseDocument(`openapi: 3.1.0\n${text}`));
  const listIds = ({ document }: { document: OpenApiDocument }) =>
    Object.values(document.paths ?? {}).flatMap((item) => Object.values(item).map(({ operationId }) => operationId));

  it("without operationIds gets them from methods and paths, each another one", () => {
    const adapted = adapt(
      "paths: { '/a/{b}': { get: {}, put: {} }, /a-b: { get: {} }, /: { get: {} }, /a/b: { get: {} } }",
    );

    expect(listIds(adapted)).toEqual(["getAB", "putAB", "getAB2", "get", "getAB3"]);
  });

  it("whose operationId begins with a digit, or is taken, gets another one", () => {
    const adapted = adapt("paths: { /a: { get: { operationId: 2nd }, put: { operationId: toString } } }");

    expect(listIds(adapted)).toEqual(["operation2nd", "toString2"]);
  });

  it("whose discriminator names a component refers to it", () => {
    const { document } = adapt(
      "components: { schemas: { A: {}, B: { discriminator: { propertyName: k, mapping: { a: A, b: '#/components/schemas/B' } } } } }",
    );

    expect(document.components?.schemas?.B).toMatchObject({
      discriminator: { mapping: { a: "#/components/schemas/A", b: "#/components/schemas/B" } },
    });
  });

  it("whose servers are relative says that the client needs the option baseUrl", () => {
    expect(adapt("servers: [{ url: /v1 }]").remarks).toEqual([
      "No server has an absolute address: give the client the option baseUrl.",
    ]);
  });

  it.each([
    ["{ type: http, scheme: Basic }", ["The client's token is the base64 of user:password, for the scheme basic."]],
    ["{ type: http, scheme: bearer }", []],
    ["{ type: oauth2, flows: {} }", []],
    ["{ type: mutualTLS }", ["The client does not send the security scheme a: add it by the option fetch."]],
  ])("with the security scheme %s", (scheme, remarks) => {
    const text = `servers: [{ url: "https://a.example" }]\ncomponents: { securitySchemes: { a: ${scheme} } }`;

    expect(adapt(text).remarks).toEqual(remarks);
  });
});

it.each<[old: object, upgraded: object]>([
  [{ type: "string", nullable: true }, { type: ["string", "null"] }],
  [{ type: "string", nullable: false }, { type: "string" }],
  [{ nullable: true }, {}],
  [{ $ref: "#/a", nullable: true }, { anyOf: [{ $ref: "#/a" }, { type: "null" }] }],
  [{ minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
  [{ maximum: 1, exclusiveMaximum: false }, { maximum: 1 }],
  [{ exclusiveMaximum: true }, {}],
  [
    { properties: { nullable: { type: "string", nullable: true } } },
    { properties: { nullable: { type: ["string", "null"] } } },
  ],
  [
    { properties: { example: { nullable: true, type: "string" } } },
    { properties: { example: { type: ["string", "null"] } } },
  ],
  [{ example: { nullable: true } }, { example: { nullable: true } }],
])("upgrades %j", (old, upgraded) => {
  expect(upgradeSchemas(old)).toEqual(upgraded);
});
