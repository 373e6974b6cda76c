// The files that the build writes beside the reference page.
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listOperations, type OpenApiDocument } from "@run-summary/openapi";
import { readBundle } from "@run-summary/spec";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { buildDocs, publishPage, siteFolder } from "../src/index.ts";
import { createPostmanCollection } from "../src/site/postman.ts";
import type { SearchIndex } from "../src/site/search-index.ts";
import { fixture, fixtureFile, fixtureOperations } from "./fixture/fixture.ts";

const folder = await mkdtemp(join(tmpdir(), "docs-"));
const read = (name: string) => readFile(join(folder, name), "utf8");
beforeAll(async () => {
  vi.stubEnv("SITE_URL", "https://docs.example.com/x/");
  await buildDocs(fixtureFile, folder);
});
afterAll(() => {
  vi.unstubAllEnvs();
  return rm(folder, { recursive: true });
});

it("offers the unchanged description as a download", async () => {
  expect(await read("openapi.yaml")).toBe(await readFile(fixtureFile, "utf8"));
  expect(JSON.parse(await read("openapi.json"))).toMatchObject(JSON.parse(JSON.stringify(fixture)));
});

describe.each(fixtureOperations)("$operationId", ({ operationId, method, path, summary, tags }) => {
  it("is in the Postman collection, with its method and path", async () => {
    const request = findRequest(summary, JSON.parse(await read("postman-collection.json")));

    expect(request?.method).toBe(method.toUpperCase());
    expect(request && fillPath(request)).toBe(path.replace("{stationId}", "roof").replace("{count}", "3"));
  });

  it("is in the texts for language models, with its samples", async () => {
    const page = `tag-${tags[0]?.toLowerCase().replaceAll(" ", "-")}.md`;

    for (const file of ["llms-full.txt", page]) {
      const text = await read(file);
      expect(text).toContain(`## ${summary}\n`);
      expect(text).toContain(`${method.toUpperCase()} ${path}`);
      expect(text).toContain(operationId);
    }
    expect(await read("llms.txt")).toContain(`](${page})`);
  });
});

describe("the Postman collection", () => {
  const findIn = async (summary: string) => findRequest(summary, JSON.parse(await read("postman-collection.json")));

  it("has the parameters of the query as they are sent", async () => {
    const { url, header } = (await findIn("List readings")) ?? expect.fail();

    expect(url.query.map(({ key, value }) => `${key}=${value}`)).toEqual([
      "$top=5",
      "unit=celsius",
      "unit=hPa",
      "fields=value,at%2Cfirst",
      "filter[minimum]=-2.5",
      "filter[place]=roof %26 wall",
    ]);
    expect(header).toContainEqual(expect.objectContaining({ key: "If-Match", value: '"17"', disabled: true }));
  });

  it.each([
    ["/things/{thing-id}", "/things/x%20y%2Fz"],
    ["/things('{thing-id}')", "/things('x%20y%2Fz')"],
    ["/things/{thing-id}/{other.name}", "/things/x%20y%2Fz/1%25"],
    ["/f(a='{thing-id}',b={other.name})/rest", "/f(a='x%20y%2Fz',b=1%25)/rest"],
    ["/{thing-id}:cancel", "/x%20y%2Fz:cancel"],
    ["/:things/{thing-id}", "/%3Athings/x%20y%2Fz"],
    ["/{list}/{without}", "/1%2C2/"],
  ])("fills the parameters in %s", (path, sent) => {
    const createParameter = (name: string, example: unknown) => ({ name, in: "path", required: true, example });
    const parameters = [
      ...[createParameter("thing-id", "x y/z"), createParameter("other.name", "1%")],
      ...[createParameter("list", [1, 2]), { ...createParameter("without", undefined), content: { "text/plain": {} } }],
    ];
    const operation = {
      operationId: "call",
      summary: "Call",
      parameters,
      responses: { "204": { description: "Done." } },
    };
    const collection = createPostmanCollection({
      ...{ openapi: "3.1.1", info: { title: "Things", version: "1" }, paths: { [path]: { get: operation } } },
    } as unknown as OpenApiDocument);

    const request = findRequest("Call", collection as Item) ?? expect.fail();

    expect(fillPath(request)).toBe(sent);
  });

  it.each([
    ["Add a reading", { mode: "raw", raw: '{\n  "@type": "#weather.temperature",\n  "celsius": 21.5\n}' }],
    ["Replace the log", { mode: "raw", raw: 'It\'s 5 > 3 | "warm"\n@home' }],
    ["Set the picture", { mode: "raw", raw: "bytes" }],
    [
      "Subscribe",
      {
        mode: "urlencoded",
        urlencoded: [
          { key: "email", value: "ada+1@example.com" },
          { key: "kind", value: "storm" },
          { key: "kind", value: "frost" },
          { key: "daily", value: "true" },
        ],
      },
    ],
  ])("has the body of %s", async (summary, body) => {
    expect((await findIn(summary))?.body).toMatchObject(body);
  });

  it.each([
    ["List readings", { type: "bearer", bearer: [{ key: "token", value: "{{bearerToken}}" }] }],
    ["Get the warmest stations", { type: "noauth" }],
    ["Replace the log", { type: "basic" }],
    ["Get the picture", { type: "apikey", apikey: [{ value: "{{apiKey}}" }, { value: "key" }, { value: "query" }] }],
  ])("has the credentials of %s", async (summary, auth) => {
    expect((await findIn(summary))?.auth).toMatchObject(auth);
  });
});

it("links to existing files in llms.txt", async () => {
  const files = await readdir(folder);
  const links = [...(await read("llms.txt")).matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link);

  expect(links.length).toBeGreaterThan(2);
  expect(files).toEqual(expect.arrayContaining(links));
});

it("has full addresses for search engines and social cards if SITE_URL is set", async () => {
  const html = await read("index.html");

  expect(html).toContain('<link rel="canonical" href="https://docs.example.com/x/">');
  expect(html).toContain('<meta property="og:image" content="https://docs.example.com/x/card.png">');
  expect(await readdir(folder)).toContain("card.png");
});

describe("the site of another document", () => {
  it("has no page and no word about this project", async () => {
    const names = await readdir(folder);
    const texts = await Promise.all(
      names.filter((name) => /\.(html|md|txt|json)$/.test(name)).map(async (name) => [name, await read(name)] as const),
    );

    expect(names.filter((name) => /guides|agreement|changes|first-call/.test(name))).toEqual([]);
    for (const [name, text] of texts) {
      expect(text, name).not.toMatch(/graph|microsoft|intune|permission|complian|run ?summary/i);
    }
  });

  it("has operations and examples that the document lacks", async () => {
    const bare = await mkdtemp(join(tmpdir(), "docs-"));
    onTestFinished(() => rm(bare, { recursive: true }));
    const pet = {
      type: "object",
      properties: { id: { type: "integer", readOnly: true }, name: { type: "string" } },
      required: ["name"],
    };
    const file = join(bare, "bare.json");
    await writeFile(
      file,
      JSON.stringify({
        openapi: "3.0.3",
        info: { title: "Pets", version: "1" },
        servers: [{ url: "/{stage}", variables: { stage: { default: "v1" } } }],
        paths: {
          "/pets/{id}": {
            put: {
              parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer", minimum: 7 } }],
              requestBody: { content: { "application/json": { schema: pet } } },
              responses: { default: { description: "The pet", content: { "application/json": { schema: pet } } } },
            },
          },
        },
      }),
    );

    await buildDocs(file, bare);

    const text = await readFile(join(bare, "tag-.md"), "utf8");
    expect(text).toContain("## PUT /pets/{id}");
    expect(text).toContain("console.html?operation=putPetsId");
    expect(text).toContain("--request PUT 'https://example.com/v1/pets/7'");
    expect(text).toContain(`--data-raw '{\n  "name": "string"\n}'`);
  });

  it("is built soon where its description has long code", async () => {
    const bare = await mkdtemp(join(tmpdir(), "docs-"));
    onTestFinished(() => rm(bare, { recursive: true }));
    const description = `\`\`\`typescript\n${"a".repeat(1_000_000)}\n\`\`\``; // highlighting it would take hours
    const file = join(bare, "long.json");
    await writeFile(file, JSON.stringify({ openapi: "3.1.1", info: { title: "Long", version: "1", description } }));

    await buildDocs(file, bare);

    expect(await readFile(join(bare, "index.html"), "utf8")).toContain("aaa</code>");
  });

  it.each([
    ["hello: world", "It is not an OpenAPI 3 document: it has no `openapi: 3.…`."],
    ["", "It is not an OpenAPI 3 document: it has no `openapi: 3.…`."],
    ["openapi: 3.1.0\npaths: { /a: { $ref: other.yaml } }", "Bundle it into one file first: npx redocly bundle"],
    ["openapi: 3.1.0\npaths: { /a: { $ref: '#/b' } }", "The reference #/b points to nothing in the document."],
  ])("says what is wrong with %j", async (text, says) => {
    const bare = await mkdtemp(join(tmpdir(), "docs-"));
    onTestFinished(() => rm(bare, { recursive: true }));
    await writeFile(join(bare, "bad.yaml"), text);

    await expect(buildDocs(join(bare, "bad.yaml"), bare)).rejects.toThrow(says);
  });
});

describe("with many operations", async () => {
  const manyFolder = await mkdtemp(join(tmpdir(), "docs-"));
  afterAll(() => rm(manyFolder, { recursive: true }));
  const paths = Object.fromEntries(
    Array.from({ length: 400 }, (_, index) => {
      const tag = `Group ${Math.floor(index / 10)}`;
      const operation = { operationId: `list${index}`, tags: [tag], summary: `List things ${index}` };
      return [`/things${index}`, { get: { ...operation, responses: { "200": { description: `Things ${index}` } } } }];
    }),
  );
  const file = join(manyFolder, "many.json");
  await writeFile(file, JSON.stringify({ openapi: "3.1.1", info: { title: "Many", version: "1" }, paths }));
  await buildDocs(file, manyFolder);

  it("the overview stays small, and leads to a page for each tag", async () => {
    const html = await readFile(join(manyFolder, "index.html"), "utf8");

    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
    expect(html).toContain('<a href="tag-group-39.html">Group 39</a>');
    expect(await readFile(join(manyFolder, "tag-group-39.html"), "utf8")).toContain("List things 399");
  });

  it("the search covers all of them, and keeps each text once", async () => {
    const names = await readdir(manyFolder);
    const script = await readFile(join(manyFolder, names.find((name) => name.startsWith("searchIndex")) ?? ""), "utf8");
    const { texts, sections }: SearchIndex = JSON.parse(script.replace(/^const searchIndex = |;\n$/g, ""));

    for (const number of [0, 399]) {
      const section = sections.find(({ title }) => title === `List things ${number}`);
      const group = Math.floor(number / 10);
      expect(section?.address).toBe(`tag-group-${group}.html#/group-${group}/list${number}`);
      expect(section?.texts.map((position) => texts[position])).toEqual(
        expect.arrayContaining(["Responses", "200", `Things ${number}`, "curl"]),
      );
    }
    expect(texts.filter((text) => text === "Responses")).toHaveLength(1);
  });
});

describe("the project's own site", () => {
  it("has each operation with its text", async () => {
    const text = await readFile(join(siteFolder, "llms-full.txt"), "utf8");

    for (const { summary, description, method, path } of listOperations(readBundle())) {
      expect(text).toContain(`## ${summary}\n`);
      expect(text).toContain(`${method.toUpperCase()} ${path}`);
      expect(text).toContain(description.trim());
    }
  });

  it("has the limits of throttling", async () => {
    const { windowSeconds, ...limits } =
      (readBundle() as { "x-throttling"?: Record<string, number> })["x-throttling"] ?? {};
    const text = await readFile(join(siteFolder, "index.md"), "utf8");

    expect(text).toContain(`in ${windowSeconds} seconds`);
    for (const [name, limit] of Object.entries(limits)) {
      expect(text).toContain(`| ${name} | ${limit.toLocaleString("en")} |`);
    }
  });
});

it("builds the same files again, leaves no others, and keeps published pages", async () => {
  await publishPage({ name: "agreement", title: "Agreement", html: "<h1>Agreement</h1><p>All agree.</p>" }, folder);
  await writeFile(join(folder, "tag-old.html"), "of an earlier document");
  const before = await readdir(folder);
  const collection = await read("postman-collection.json");

  await buildDocs(fixtureFile, folder);

  expect(await readdir(folder)).toEqual(before.filter((name) => name !== "tag-old.html"));
  expect(await read("postman-collection.json")).toBe(collection);
  expect(await read("agreement.html")).toContain("<p>All agree.</p>");
  expect(await read("agreement.html")).toContain('<a href="index.html">Reference</a>');
});

type Values = readonly { readonly key: string; readonly value: string }[];

interface Item {
  readonly name: string;
  readonly item?: readonly Item[];
  readonly request?: {
    readonly method: string;
    readonly auth: unknown;
    readonly url: { readonly path: readonly string[]; readonly variable: Values; readonly query: Values };
    readonly header: Values;
    readonly body?: unknown;
  };
}

/** The path as Postman sends it: a segment with a colon is a variable, whose name ends before a dot. */
function fillPath({ url }: NonNullable<Item["request"]>): string {
  const values = new Map(url.variable.map(({ key, value }) => [key, value]));
  const segments = url.path.map((segment) =>
    segment.replace(/^:([^.]+)/, (variable, name: string) => values.get(name) ?? variable),
  );
  return `/${segments.join("/")}`;
}

function findRequest(name: string, { item = [], ...found }: Item): Item["request"] {
  return found.name === name ? found.request : item.map((inner) => findRequest(name, inner)).find(Boolean);
}
