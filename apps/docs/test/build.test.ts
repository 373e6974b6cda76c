// The files that the build writes beside the reference page.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listOperations } from "@run-summary/openapi";
import { bundleFile, readBundle } from "@run-summary/spec";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { buildDocs, publishPage } from "../src/index.ts";

const document = readBundle();
const folder = await mkdtemp(join(tmpdir(), "docs-"));
const read = (name: string) => readFile(join(folder, name), "utf8");
beforeAll(async () => {
  vi.stubEnv("SITE_URL", "https://docs.example.com/x/");
  await buildDocs(bundleFile, folder);
});
afterAll(() => {
  vi.unstubAllEnvs();
  return rm(folder, { recursive: true });
});

it("offers the unchanged description as a download", async () => {
  expect(await read("openapi.yaml")).toBe(await readFile(bundleFile, "utf8"));
  expect(JSON.parse(await read("openapi.json"))).toEqual(document);
});

describe.each(listOperations(document))("$operationId", (operation) => {
  const { operationId, method, path, summary, parameters, requestBody } = operation;

  it("is in the Postman collection, with the examples of its parameters and its body", async () => {
    const request = findRequest(summary, JSON.parse(await read("postman-collection.json")));

    expect(request?.method).toBe(method.toUpperCase());
    expect(`/${request?.url.path.join("/")}`).toBe(path.replaceAll(/\{(\w+)\}/g, ":$1"));
    for (const { in: place, name, example } of parameters) {
      const values = { path: request?.url.variable, query: request?.url.query, header: request?.header, cookie: [] };
      expect(values[place]).toContainEqual(expect.objectContaining({ key: name, value: String(example) }));
    }
    const [example] = Object.values(requestBody?.content ?? {}).flatMap(({ examples }) => Object.values(examples));
    expect(request?.body && JSON.parse(request.body.raw)).toEqual(example);
  });

  it("is in the text for language models, with its samples", async () => {
    const text = await read("llms-full.txt");

    expect(text).toContain(`### ${summary}\n`);
    expect(text).toContain(`${method.toUpperCase()} ${path}`);
    expect(text).toContain(operationId);
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

it("builds the same files again, leaves no others, and keeps published pages", async () => {
  const before = await readdir(folder);
  const collection = await read("postman-collection.json");
  await publishPage({ name: "agreement", title: "Agreement", html: "<h1>Agreement</h1><p>All agree.</p>" }, folder);

  await buildDocs(bundleFile, folder);

  expect(await readdir(folder)).toEqual(before);
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
    readonly url: { readonly path: readonly string[]; readonly variable: Values; readonly query: Values };
    readonly header: Values;
    readonly body?: { readonly raw: string };
  };
}

function findRequest(name: string, { item = [], ...found }: Item): Item["request"] {
  return found.name === name ? found.request : item.map((inner) => findRequest(name, inner)).find(Boolean);
}
