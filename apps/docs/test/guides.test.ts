// The facts of the document in the guides.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OpenApiDocument } from "@run-summary/openapi";
import { expect, it, onTestFinished, vi } from "vitest";
import { readGuides } from "../src/site/guides.ts";

const parameter = (place: string, name: string, type: string, example: unknown) => ({
  ...{ name, in: place, required: place === "path", schema: { type }, example },
});
const responses = { "200": { description: "Done." } };
const requestBody = { content: { "application/json": { schema: { type: "object" }, example: { name: "new" } } } };
const scopes = (...names: string[]) => names.map((name) => ({ user: [name] }));
const document = {
  openapi: "3.1.1",
  info: { title: "Things", version: "1" },
  servers: [{ url: "https://example.com/v1", "x-cloud": "global" }],
  tags: [{ name: "thing", "x-displayName": "Things" }],
  paths: {
    "/things": {
      get: {
        ...{ operationId: "listThings", summary: "List things", tags: ["thing"], responses },
        security: scopes("Thing.Read", "Thing.Write"),
        parameters: [parameter("query", "$top", "integer", 5), parameter("query", "$filter", "string", "a eq 'b'")],
      },
      post: {
        ...{ operationId: "addThing", summary: "Add", tags: ["thing"], responses, requestBody },
        security: scopes("Thing.Write"),
      },
    },
    "/things/{id}": {
      parameters: [parameter("path", "id", "string", "7")],
      get: {
        ...{ operationId: "getThing", summary: "Get a thing", tags: ["thing"], responses },
        security: scopes("Thing.Read"),
      },
      patch: {
        ...{ operationId: "editThing", summary: "Edit", tags: ["thing"], responses, requestBody },
        security: scopes("Thing.Write"),
      },
    },
  },
} as unknown as OpenApiDocument;

/** The guide's text with the document's facts; undefined if it is left out. */
async function insertFacts(text: string): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "docs-guides-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "1-guide.md"), `# Guide\n\nIt guides.\n\n${text}`);
  const [guide] = await readGuides(document, `${folder}/`);
  return guide?.text.replace("# Guide\n\nIt guides.\n\n", "");
}

it.each([
  ["read call", 'getThing({ id: "7" })'],
  ["write call", 'editThing({ id: "7", body })'],
  ["call listThings", "listThings()"],
  ["call listThings with $top=20; $filter=a eq 'x'", `listThings({ $top: 20, $filter: "a eq 'x'" })`],
  ["link getThing", "[Get a thing](tag-thing.html#/thing/getthing)"],
  ["scopes listThings", "`Thing.Read`, `Thing.Write`"],
  ["curl listThings with $top=20", "curl --fail-with-body --request GET 'https://example.com/v1/things?$top=20'"],
])("{{%s}} is a fact of the document", async (name, value) => {
  expect(await insertFacts(`A {{${name}}} b`)).toContain(value);
});

it("{{permissions}} is a table with a row for each permission", async () => {
  expect(await insertFacts("{{permissions}}")).toBe(`| Least privileged permission | Operations |
| --- | --- |
| Thing.Read | [List things](tag-thing.html#/thing/listthings), [Get a thing](tag-thing.html#/thing/getthing) |
| Thing.Write | [Add](tag-thing.html#/thing/addthing), [Edit](tag-thing.html#/thing/editthing) |`);
});

it.each(["call deleteThing", "link deleteThing", "curl listThings with $skip=1"])(
  "a guide with {{%s}}, which the document does not have, is left out, and the build says so",
  async (name) => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    onTestFinished(() => warn.mockRestore());

    expect(await insertFacts(`{{${name}}}`)).toBeUndefined();

    expect(warn.mock.calls).toEqual([[expect.stringContaining(`guides/1-guide.md is left out: the document lacks`)]]);
  },
);

it.each(["permission", "calls listThings", "toString"])("{{%s}} is no fact", async (name) => {
  await expect(insertFacts(`{{${name}}}`)).rejects.toThrow(`guides/1-guide.md: there is no fact {{${name}}}.`);
});
