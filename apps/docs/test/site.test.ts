// The built site as a reader sees it.
import { fileURLToPath, pathToFileURL } from "node:url";
import { flatSchema, type Operation, operationsOf, readBundle } from "@run-summary/spec";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { launchBrowser, serveDocs } from "../src/index.ts";

const site = pathToFileURL(fileURLToPath(new URL("../dist/index.html", import.meta.url))).href;
const document = readBundle();
const browser = await launchBrowser();
afterAll(() => browser.close());

// One page for all tests, without a network; what it misses there is gathered, and looked at last.
const page = await browser.newPage({ offline: true });
const missed: string[] = [];
page.on("requestfailed", (request) => missed.push(`request ${request.url()}`));
page.on("console", (message) => message.type() === "error" && missed.push(`console ${message.text()}`));
page.on("pageerror", (error) => missed.push(`error ${error.message}`));
await page.goto(site);

/** What the operation's section says, reached as a reader does: through the menu. */
async function textOf({ summary, path, tags: [tag] }: Operation): Promise<string> {
  const link = page.getByRole("listitem").getByRole("link", { name: summary });
  const label = document.tags?.find(({ name }) => name === tag)?.["x-displayName"] ?? tag ?? "";
  if (!(await link.isVisible())) await page.getByRole("link", { name: label, exact: true }).click();
  await link.click();
  const heading = page.getByRole("heading", { name: summary, level: 2 });
  const section = page.locator("[data-section-id]").filter({ has: heading });
  await section.getByText(path).first().waitFor(); // a section has no text until it is in view
  return section.innerText();
}

/** The properties of the request's body and of the first answer's, with their descriptions. */
function propertiesOf({ requestBody, responses }: Operation): [name: string, description: string][] {
  const [answer] = Object.values(responses);
  const contents = [...Object.values(requestBody?.content ?? {}), ...Object.values(answer?.content ?? {})];
  return contents.flatMap(({ schema }) => propertiesOfSchema(schema));
}

function propertiesOfSchema(schema: object): [name: string, description: string][] {
  const { properties = {} } = flatSchema(document, schema);
  return Object.entries(properties).map(([name, property]) => [
    name,
    String(flatSchema(document, property).description ?? ""),
  ]);
}

it("has the document's title", async () => {
  expect(await page.title()).toBe(document.info?.title);
});

describe.each(operationsOf(document))("$operationId", (operation) => {
  let text: string;
  beforeAll(async () => {
    text = await textOf(operation);
  });

  it("has a section with its path and method", () => {
    expect(text).toContain(operation.path);
    expect(text).toContain(operation.method.toUpperCase());
  });

  it.each(operation.parameters)("describes the parameter $name", ({ name, description }) => {
    expect(text).toContain(name);
    expect(plain(text)).toContain(plain(description));
  });

  it.each(propertiesOf(operation))("describes the property %s", (name, description) => {
    expect(text).toContain(name);
    expect(plain(text)).toContain(plain(description));
  });

  it.each(Object.keys(operation.responses))("has the status %s", (status) => {
    expect(text).toMatch(new RegExp(`^${status}$`, "m"));
  });

  it.each(operation.security.flatMap(Object.values).flat())("names the permission %s", (scope) => {
    expect(text).toContain(scope);
  });
});

it("has missed nothing that a network would have given", () => {
  expect(missed).toEqual([]);
});

it("loads again when it is told to", async () => {
  const docs = await serveDocs();
  onTestFinished(() => docs.close());
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  const connected = page.waitForResponse((response) => response.url().endsWith("/.reload"));
  await page.goto(docs.url);
  await connected;

  const [loaded] = await Promise.all([page.waitForEvent("load"), docs.reload()]);

  expect(loaded.url()).toBe(`${docs.url}/`);
});

it.each(["//", "/%ZZ", "/%00", "/../package.json", "/index.html/x"])(
  "answers a request for %s, and lives",
  async (path) => {
    const docs = await serveDocs();
    onTestFinished(() => docs.close());

    const response = await fetch(docs.url + path);

    expect(response.status).toBeLessThan(500);
    expect((await fetch(docs.url)).status).toBe(200);
  },
);

/** Markdown as it reads on the page: without its marks, with single spaces. */
function plain(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[`*]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
