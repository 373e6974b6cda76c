// The built site as a reader sees it, who has JavaScript: Redoc has taken the static reference's place.
import { pathToFileURL } from "node:url";
import { flatSchema, type Operation, operationsOf, readBundle } from "@run-summary/spec";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { serveDocs, siteFolder } from "../src/index.ts";
import { openSite, plain } from "./open-site.ts";

const document = readBundle();
const operations = operationsOf(document);
const site = await openSite();
afterAll(() => site.close());
const page = await site.newPage({ viewport: { width: 1440, height: 900 } });
await page.goto(site.url);
await page.locator("#redoc").waitFor();

function sectionOf({ operationId }: Operation) {
  return page.locator(`[data-section-id$="/${operationId.toLowerCase()}"]`);
}

/** What the operation's section says, reached as a reader does: through the menu. */
async function textOf(operation: Operation): Promise<string> {
  const {
    operationId,
    path,
    tags: [tag],
  } = operation;
  const link = page.getByRole("listitem").locator(`a[href$="/${operationId.toLowerCase()}"]`);
  const label = document.tags?.find(({ name }) => name === tag)?.["x-displayName"] ?? tag ?? "";
  if (!(await link.isVisible())) await page.getByRole("link", { name: label, exact: true }).click();
  await link.click();
  const section = sectionOf(operation);
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

describe.each(operations)("$operationId", (operation) => {
  let text: string;
  beforeAll(async () => {
    text = await textOf(operation);
  });

  it("has a section with its path and method", () => {
    expect(text).toContain(operation.summary);
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

  it("is where a link to it leads", async () => {
    const [tag = ""] = operation.tags;
    await page.goto("about:blank");
    await page.goto(`${site.url}#/${tag.toLowerCase()}/${operation.operationId.toLowerCase()}`);
    const heading = sectionOf(operation).getByRole("heading", { name: operation.summary });
    await heading.waitFor();

    await expect.poll(async () => Math.abs((await heading.boundingBox())?.y ?? Infinity)).toBeLessThan(150);
  });
});

it("has a search that finds each property and each status", async () => {
  const names = operations.flatMap((operation) => [
    ...propertiesOf(operation).map(([name]) => name),
    ...Object.keys(operation.responses),
  ]);
  const page = await site.newPage();
  await page.clock.install();
  await page.goto(site.url);
  await page.locator("#redoc").waitFor();
  await page.keyboard.press("Control+K");
  const dialog = page.getByTestId("search-dialog");

  for (const name of new Set(names)) {
    await dialog.getByRole("textbox").fill(name);
    await page.clock.fastForward(500); // Redoc waits so long before it searches
    const result = new RegExp(`→ \\S*${RegExp.escape(name)}$`, "m");
    await expect.poll(() => dialog.innerText(), { message: name }).toMatch(result);
  }
});

it("prints the whole reference, not what Redoc has in view", async () => {
  await page.emulateMedia({ media: "print" });

  expect(await page.locator("#reference").isVisible()).toBe(true);
  expect(await page.locator("#redoc").isVisible()).toBe(false);
  await page.emulateMedia({ media: "screen" });
});

it("works from a file, without a server", async () => {
  const page = await site.browser.newPage({ offline: true });
  onTestFinished(() => page.close());
  await page.goto(pathToFileURL(`${siteFolder}index.html`).href);

  await page
    .locator("#redoc")
    .getByText(document.info?.title ?? "")
    .first()
    .waitFor();

  expect(await page.locator("#reference").isVisible()).toBe(false);
});

it("has asked for nothing beyond the site, and has met no error", () => {
  expect(site.missed).toEqual([]);
});

it("loads again when it is told to", async () => {
  const docs = await serveDocs();
  onTestFinished(() => docs.close());
  const page = await site.browser.newPage();
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
