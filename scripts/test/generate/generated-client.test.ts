// The client of a document with every feature: it compiles, and the mock of the same document serves its calls.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { RunSummaryClient } from "@run-summary/client";
import { startMock } from "@run-summary/mock";
import { readDocument } from "@run-summary/openapi";
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

beforeAll(async () => {
  project = await createClientProject(adaptDocument(readDocument(file)).document);
  await compile("-p", join(project.folder, "packages/client/tsconfig.build.json"));
  mock = await startMock({ spec: file });
  const load = (name: string) => import(pathToFileURL(join(project.folder, "packages/client/dist", name)).href);
  const [{ createRunSummaryClient }, { validateResponse }] = await Promise.all([load("index.js"), load("validate.js")]);
  const options = { token: "token", baseUrl: mock.url, validateResponse, retry: { attempts: 1 } };
  client = createRunSummaryClient(options) as Calls & RunSummaryClient;
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

const types = `import { createPathClient, createOperationClient, createRunSummaryClient } from "./index.ts";
import { delete as deleteThing, readReport } from "./operations.ts";

const client = createRunSummaryClient({ token: "token", cloud: "server1" });

const { value } = await client.list({ $top: 1, state: ["a"], $select: ["b"], filter: { size: 1 } });
export const size: number | undefined = value[0]?.kind === "box" ? value[0].size : value[0]?.items.length;
// @ts-expect-error no such property of the filter
await client.list({ filter: { colour: "red" } });
// @ts-expect-error only a box has a size
value[0]?.size;

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

const paths = createPathClient(client);
const { data } = await paths.GET("/things/{id}/picture", { params: { path: { id: "1" } }, parseAs: "stream" });
export const streamed: ReadableStream | null | undefined = data;
await paths.PUT("/things/{id}/picture", { params: { path: { id: "1" } }, body: new Blob([]) });
// @ts-expect-error no such path
await paths.GET("/nothing");
// @ts-expect-error no such method on the path
await paths.PUT("/things", {});
`;
