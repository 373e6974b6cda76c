// The client of a document with every feature: it compiles, and the mock of the same document serves its calls.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { RunSummaryClient } from "@run-summary/client";
import { startMock } from "@run-summary/mock";
import { readDocument } from "@run-summary/openapi";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adaptDocument } from "../../generate/other/adapt-document.ts";
import { compile } from "../../shared/compile.ts";
import { type ClientProject, createClientProject } from "./client-project.ts";

type Call = (input?: object) => Promise<unknown>;
type Calls = Record<string, Call>;

const file = join(import.meta.dirname, "features.yaml");
let project: ClientProject;
let mock: Awaited<ReturnType<typeof startMock>>;
let client: Calls;
let createClient: (options: object) => object;
let validateResponse: (...args: unknown[]) => void;

beforeAll(async () => {
  project = await createClientProject(adaptDocument(readDocument(file)).document);
  await compile("-p", join(project.folder, "packages/client/tsconfig.build.json"));
  mock = await startMock({ spec: file });
  const load = (name: string) => import(pathToFileURL(join(project.folder, "packages/client/dist", name)).href);
  const [index, validate] = await Promise.all([load("index.js"), load("validate.js")]);
  createClient = index.createRunSummaryClient;
  validateResponse = validate.validateResponse;
  const options = { token: "token", baseUrl: mock.url, validateResponse, retry: { attempts: 1 } };
  client = createClient(options) as Calls & RunSummaryClient;
});
afterAll(async () => {
  await mock.close();
  await project.remove();
});

const box = { kind: "box", size: 1, seal: "AA==" };

describe("the mock serves", () => {
  it.each<[operation: string, input: object, value: unknown]>([
    [
      "list",
      {},
      {
        value: [
          { kind: "box", size: 1 },
          { kind: "bag", items: [{ kind: "box", size: 2 }] },
        ],
      },
    ],
    ["list", { $top: 1, state: ["a", "b"], $select: ["a,b"], filter: { name: "x", size: 2 } }, expect.anything()],
    ["create", { body: box }, { Location: "/jobs/1", "Retry-After": 30 }],
    ["create", { body: { kind: "bag", items: [box, { kind: "bag", items: [] }] } }, expect.anything()],
    ["delete", { id: "1" }, undefined],
    ["replaceLabel", { id: "1", body: "abc" }, null],
    ["replaceLabel", { id: "1" }, null],
    ["replacePicture", { id: "1", body: new Uint8Array([1, 2]) }, undefined],
    ["readReport", {}, "a,b\n"],
    ["requestReport", { body: { from: 1, column: ["a", "b"] } }, { Location: "/report" }],
  ])("%s with %j", async (operation, input, value) => {
    expect(await client[operation]?.(input)).toEqual(value);
  });

  it("all items of a list", async () => {
    const items = (client.list as unknown as { all(): AsyncIterable<{ kind: string }> }).all();

    expect((await Array.fromAsync(items)).map(({ kind }) => kind)).toEqual(["box", "bag"]);
  });

  it("a stream", async () => {
    const stream = (await client.readPicture?.({ id: "1" })) as ReadableStream;

    expect(await new Response(stream).text()).toBe("PNG");
  });
});

describe("a body is not sent", () => {
  it.each<[operation: string, body: unknown, violation: string]>([
    ["create", { kind: "box" }, "/size is undefined (required)"],
    ["create", { ...box, seal: "AA=" }, '/seal is "AA=" (format byte)'],
    ["create", { kind: "bag", items: [{ kind: "bag" }] }, "/items/0/items is undefined (required)"],
    ["create", { kind: "cup" }, '/kind is "cup" (enum ["box","bag"])'],
    ["create", [], "/ is [] (type object)"],
    ["replaceLabel", "abcd", '/ is "abcd" (maxLength 3)'],
    ["requestReport", { from: "1" }, '/from is "1" (type integer)'],
  ])("%s with %j", async (operation, body, violation) => {
    await expect(client[operation]?.({ id: "1", body })).rejects.toThrow(`The body was not sent: ${violation}`);
  });
});

describe("a response is checked", () => {
  const validate =
    (...args: unknown[]) =>
    () =>
      validateResponse(...args);

  it.each<[operation: string, value: unknown]>([
    ["readThing", { kind: "box" }],
    ["readThing", {}],
    ["list", { value: [{ size: 1 }, {}] }],
  ])("without the properties that the call does not select: %s with %j", (operation, value) => {
    expect(validate(operation, value, true)).not.toThrow();
    expect(validate(operation, value)).toThrow("does not match");
  });

  it.each<[operation: string, value: unknown, violation: string]>([
    ["readThing", { size: "1" }, "/size is"],
    ["list", { value: [{ kind: "cup" }] }, "/value/0"],
    ["list", {}, "/value is undefined (required)"],
  ])("by its other rules, also where the call selects properties: %s with %j", (operation, value, violation) => {
    expect(validate(operation, value, true)).toThrow(violation);
  });

  it.each<[operation: string, isAllowed: boolean]>([
    ["readThing", false],
    ["list", false],
    ["delete", true],
  ])("that has no body: %s", (operation, isAllowed) => {
    const checked = expect(validate(operation, undefined));

    if (isAllowed) checked.not.toThrow();
    else checked.toThrow("does not match");
  });
});

it("unwraps an object that is one of several", async () => {
  const fetch = async () => Response.json({ "@microsoft.graph.tips": "t", value: box });
  const { readThing } = createClient({ token: "token", fetch }) as unknown as { readThing: Call };

  expect(await readThing({ id: "1" })).toEqual(box);
});

it.each([
  ["does not hold the code of pages", "{ list }", false],
  ["holds it by withPages", "withPages({ list })", true],
])("a bundle of a list %s", async (_what, operations, isHeld) => {
  const contents = `import { createOperationClient, withPages } from "@run-summary/client";
import { list } from "@run-summary/client/operations";
createOperationClient(${operations}, { token: "token" }).list();`;

  const { outputFiles } = await build({
    stdin: { contents, resolveDir: project.folder },
    ...{ bundle: true, minify: true, format: "esm", platform: "browser", target: "es2022", write: false },
  });

  expect(outputFiles[0]?.text.includes("@odata.nextLink")).toBe(isHeld);
});

it("has the types of each operation", async () => {
  await writeFile(join(project.folder, "packages/client/src/types.test-d.ts"), types);

  await expect(
    compile("-p", join(project.folder, "packages/client/tsconfig.build.json"), "--noEmit"),
  ).resolves.toMatchObject({ stdout: "" });
});

it("has a doc comment for each operation, and the address with the defaults of its variables", async () => {
  const generated = join(project.folder, "packages/client/src/generated");

  expect(await readFile(join(generated, "operations.gen.ts"), "utf8")).toContain(
    "/**\n * List things\n *\n * Ends *\\/ no comment.\n *\n * @deprecated\n */\nexport const list:",
  );
  expect(await readFile(join(generated, "servers.gen.ts"), "utf8")).toContain('"https://eu.features.example/v1"');
});

const types = `import { createPathClient, createOperationClient, createRunSummaryClient, withPages } from "./index.ts";
import { delete as deleteThing, list, readReport } from "./operations.ts";

const client = createRunSummaryClient({ token: "token", cloud: "server1" });

const { value } = await client.list({ $top: 1, state: ["a"], filter: { size: 1 } });
export const size: number | undefined = value[0]?.kind === "box" ? value[0].size : value[0]?.items.length;
// @ts-expect-error no such property of the filter
await client.list({ filter: { colour: "red" } });
// @ts-expect-error only a box has a size
value[0]?.size;
for await (const thing of client.list.all({ $top: 1 })) thing.kind satisfies "box" | "bag";
for await (const { kind } of client.list.all({ $select: ["kind"] })) kind satisfies "box" | "bag" | undefined;
// @ts-expect-error only lists have pages
client.readThing.all;
const selected = await client.readThing({ id: "1", $select: ["kind"] });
export const kind: "box" | "bag" | undefined = selected.kind;
// @ts-expect-error the property was perhaps not selected
export const certainKind: "box" | "bag" = selected.kind;
export const wholeKind: "box" | "bag" = (await client.readThing({ id: "1" })).kind;

export const accepted: { Location: string; "Retry-After"?: number } = await client.create({ body: { kind: "box", size: 1 } });
// @ts-expect-error a bag has no size
await client.create({ body: { kind: "bag", size: 1 } });
// @ts-expect-error no such kind
await client.create({ body: { kind: "cup", size: 1 } });

export const gone: undefined = await client.delete({ id: "1" });
export const label: { kind: "box" } | null = await client.replaceLabel({ id: "1", body: "abc" });
// @ts-expect-error a text
await client.replaceLabel({ id: "1", body: { kind: "box", size: 1 } });

export const picture: ReadableStream<Uint8Array> = await client.readPicture({ id: "1" });
await client.replacePicture({ id: "1", body: new Blob([]) });
await client.replacePicture({ id: "1", body: new Uint8Array() });
// @ts-expect-error each attempt reads the body anew
await client.replacePicture({ id: "1", body: picture });

export const report: string = await client.readReport();
export const elsewhere: { Location: string } = await client.requestReport({ body: { from: 1 } });
// @ts-expect-error a number
await client.requestReport({ body: { from: "1" } });

const some = createOperationClient({ deleteThing, readReport }, { token: "token" });
export const other: string = await some.readReport({}, { signal: AbortSignal.timeout(1) });
await some.deleteThing({ id: "1" });
// @ts-expect-error this client sends each request once
await some.readReport({}, { retry: { attempts: 1 } });
// @ts-expect-error the client has no other operations
some.list;

const lists = createOperationClient(withPages({ deleteThing, list }), { token: "token" });
await lists.deleteThing({ id: "1" });
// @ts-expect-error without withPages a list has no method all
createOperationClient({ list }, { token: "token" }).list.all;
for await (const thing of lists.list.all({}, { signal: AbortSignal.timeout(1) })) thing.kind satisfies "box" | "bag";

const paths = createPathClient(client);
const { data: whole } = await paths.GET("/things/{id}", { params: { path: { id: "1" } } });
export const pathKind: "box" | "bag" | undefined = whole?.kind;
whole?.kind satisfies "box" | "bag" | undefined;
const { data: part, error } = await paths.GET("/things/{id}", { params: { path: { id: "1" }, query: { $select: ["kind"] } } });
if (part) {
  // @ts-expect-error the property was perhaps not selected
  part.kind satisfies "box" | "bag";
  error satisfies undefined;
}
if (whole) whole.kind satisfies "box" | "bag";
// @ts-expect-error no such parameter
await paths.GET("/report", { params: { query: { $select: ["kind"] } } });
const { data } = await paths.GET("/things/{id}/picture", { params: { path: { id: "1" } }, parseAs: "stream" });
export const streamed: ReadableStream | null | undefined = data;
await paths.PUT("/things/{id}/picture", { params: { path: { id: "1" } }, body: new Blob([]) });
// @ts-expect-error no such path
await paths.GET("/nothing");
// @ts-expect-error no such method on the path
await paths.PUT("/things", {});
`;
