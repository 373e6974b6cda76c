// The built site with JavaScript: Redoc has replaced the static overview.
import { pathToFileURL } from "node:url";
import { flattenSchema, type Operation } from "@run-summary/openapi";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { serveDocs } from "../src/index.ts";
import { findViolations, schemes, showPage, testWidths } from "../test/appearance.ts";
import { findOperation, fixture, fixtureOperations } from "../test/fixture/fixture.ts";
import { fixtureSite, openSite, removeMarkdown } from "../test/open-site.ts";

const site = await openSite();
afterAll(() => site.close());
const page = await site.newPage({ viewport: { width: 1440, height: 900 } });
page.setDefaultTimeout(10_000);
const consolePage = await site.newPage();
await page.clock.install(); // the clock runs, and the search's tests advance it

/** Follows a link to a section. Only the first call loads the page. */
async function open(id: string): Promise<void> {
  await page.goto(`${site.url}#${id}`);
}

/** Searches for each name. Its results have to match. */
async function expectFound(names: Iterable<string>, resultOf: (name: string) => RegExp): Promise<void> {
  await page.keyboard.press("Control+K");
  const dialog = page.getByTestId("search-dialog");
  for (const name of names) {
    await dialog.getByRole("textbox").fill(name);
    await page.clock.fastForward(500); // Redoc waits before it searches
    await expect.poll(() => dialog.innerText(), { message: name }).toMatch(resultOf(name));
  }
  await page.keyboard.press("Escape");
}

function getAnchor({ operationId, tags: [tag = ""] }: Operation): string {
  return `/${tag.toLowerCase().replaceAll(" ", "-")}/${operationId.toLowerCase()}`;
}

function listScopes({ security }: Operation): string[] {
  return [...new Set(security.flatMap((schemes) => Object.values(schemes).flat()))];
}

function findSection(operation: Operation): Locator {
  return page.locator(`[data-section-id="${getAnchor(operation)}"]`);
}

/** Expects the heading in the upper half of the page: the last section has nothing below it that could lift it to the top. */
async function expectInView(heading: Locator): Promise<void> {
  await heading.waitFor();
  await expect.poll(async () => Math.abs((await heading.boundingBox())?.y ?? Infinity)).toBeLessThan(450);
}

/** The properties of the request's body and of the first response's body, with their descriptions. */
function listProperties({ requestBody, responses }: Operation): [name: string, description: string][] {
  const [response] = Object.values(responses);
  const contents = [...Object.values(requestBody?.content ?? {}), ...Object.values(response?.content ?? {})];
  return contents.flatMap(({ schema }) => listSchemaProperties(schema));
}

function listSchemaProperties(schema: object): [name: string, description: string][] {
  const { properties = {} } = flattenSchema(fixture, schema);
  return Object.entries(properties).map(([name, property]) => {
    const { description = "", oneOf } = flattenSchema(fixture, property);
    return [name, oneOf ? "" : String(description)]; // Redoc shows no description beside a `oneOf`
  });
}

describe.each(fixtureOperations)("$operationId", (operation) => {
  let text: string;
  beforeAll(async () => {
    await open(getAnchor(operation));
    const section = findSection(operation);
    await section.getByText(operation.path).first().waitFor(); // a section has no text before it is in view
    text = await section.innerText();
  });

  it("has a section with its path and method", () => {
    expect(text).toContain(operation.summary);
    expect(text).toContain(operation.path);
    expect(text).toContain(operation.method.toUpperCase());
  });

  it.each(operation.parameters)("describes the parameter $name", ({ name, description }) => {
    expect(text).toContain(name);
    expect(removeMarkdown(text)).toContain(removeMarkdown(description));
  });

  it.each(listProperties(operation))("describes the property %s", (name, description) => {
    expect(text).toContain(name);
    expect(removeMarkdown(text)).toContain(removeMarkdown(description));
  });

  it.each(Object.keys(operation.responses))("has the status %s", (status) => {
    expect(text).toMatch(new RegExp(`^${status}$`, "m"));
  });

  it.each(listScopes(operation))("names the scope %s", (scope) => {
    expect(text).toContain(scope);
  });

  it("has a link that leads to it", async () => {
    await expectInView(findSection(operation).getByRole("heading", { name: operation.summary }));
  });

  it("has a link to the console, which selects it", async () => {
    const link = findSection(operation).getByRole("link", { name: "Try it in the console" });

    // Redoc stays open, and one page of the console serves all operations.
    await consolePage.goto(await link.evaluate((anchor) => (anchor as HTMLAnchorElement).href));

    expect(await consolePage.locator("#operation option:checked").innerText()).toBe(operation.summary);
  });
});

it("a click on the link to the console leads there", async () => {
  const operation = findOperation("startReport");
  await open(getAnchor(operation));
  const link = findSection(operation).getByRole("link", { name: "Try it in the console" });
  const opened = page.context().waitForEvent("page");

  // The link opens a tab, so that Redoc stays open. A click with Ctrl sometimes crashes Chromium's headless shell.
  await link.evaluate((anchor) => anchor.setAttribute("target", "_blank"));
  await link.click();

  const console = await opened;
  onTestFinished(() => console.close());
  expect(await console.locator("#operation option:checked").innerText()).toBe(operation.summary);
});

it("shows each permission in one line if there is room", async () => {
  const operation = findOperation("delete");
  await open(getAnchor(operation));
  const table = findSection(operation);

  for (const scope of listScopes(operation)) {
    const lines = await table
      .getByRole("cell", { name: scope })
      .first()
      .evaluate((element, name) => {
        const text = element.firstChild as Text;
        const start = text.data.indexOf(name);
        const range = new Range();
        range.setStart(text, start);
        range.setEnd(text, start + name.length);
        return range.getClientRects().length;
      }, scope);
    expect(lines, scope).toBe(1);
  }
});

it.each([
  ["#operation/startReport", "Start a report"],
  ["#tag/jobs/operation/startReport", "Start a report"],
])("the old link %s leads to the operation", async (hash, summary) => {
  const opened = await site.newPage();
  onTestFinished(() => opened.close());

  await opened.goto(site.url + hash);

  await opened.locator("#redoc").getByRole("heading", { name: summary }).first().waitFor();
});

it("an old link to a schema leads to the page of schemas", async () => {
  const opened = await site.newPage();
  onTestFinished(() => opened.close());

  await opened.goto(`${site.url}#/schemas/reading`);

  await opened.waitForURL(`${site.url}schemas.html#/schemas/reading`);
});

it("the search finds each property and status", async () => {
  const names = fixtureOperations.flatMap((operation) => [
    ...listProperties(operation).map(([name]) => name),
    ...Object.keys(operation.responses),
  ]);

  await expectFound(new Set(names), (name) => new RegExp(`→ \\S*${RegExp.escape(name)}$`, "m"));
});

it.each(["Servers", "Authorization"])(
  "the section %s has a link that leads to it, a menu item, and a search result",
  async (name) => {
    await open(`/section/${name.toLowerCase()}`);

    await expectInView(page.locator("#redoc").getByRole("heading", { name }));
    const menu = page.getByRole("navigation", { name: "Reference" });
    expect(await menu.getByRole("link", { name, exact: true }).count()).toBe(1);
    await expectFound([name], () => new RegExp(name));
  },
);

it.each(fixtureOperations)("the menu leads to $operationId", async (operation) => {
  const link = page.getByRole("listitem").locator(`a[href$="${getAnchor(operation)}"]`);
  const { name = "", "x-displayName": label = name } =
    fixture.tags?.find((tag) => tag.name === operation.tags[0]) ?? {};
  const menu = page.getByRole("navigation", { name: "Reference" });
  if (!(await link.isVisible())) await menu.getByRole("link", { name: String(label), exact: true }).click();

  await link.click();

  await expectInView(findSection(operation).getByRole("heading", { name: operation.summary }));
});

describe.each(schemes)("in the %s", (colorScheme) => {
  beforeAll(async () => {
    await showPage(page, colorScheme);
    await page.goto(site.url); // Redoc chooses its colours when it loads
    await page.locator("#redoc").waitFor();
  });

  it("shows the version of the description", async () => {
    expect(await page.locator("#redoc").innerText()).toContain(`Version ${fixture.info?.version} of this description.`);
  });

  testWidths(page, "index", colorScheme);

  it("has no accessibility violation after each operation was in view", async () => {
    for (const operation of fixtureOperations) {
      await open(getAnchor(operation));
      await findSection(operation).getByText(operation.path).first().waitFor(); // a section stays after it was in view
    }

    expect(await findViolations(page)).toEqual([]);
  });
});

it("works without a server, also with a link to a section", async () => {
  const page = await site.browser.newPage({ offline: true });
  onTestFinished(() => page.close());
  await page.goto(`${pathToFileURL(`${fixtureSite}index.html`).href}#/section/servers`);

  await expectInView(page.locator("#redoc").getByRole("heading", { name: "Servers" }));

  expect(await page.locator("#reference").isVisible()).toBe(false);
});

it("requests nothing outside the site, and meets no error", () => {
  expect(site.problems).toEqual([]);
});

it("any number of tabs load again when the server says so, also after the first one is closed", async () => {
  const docs = await serveDocs({ folder: fixtureSite });
  onTestFinished(() => docs.close());
  const context = await site.browser.newContext();
  onTestFinished(() => context.close());
  const reloaded = new Set<Page>();
  const tabs = [];
  for (let count = 0; count < 8; count++) {
    const tab = await context.newPage();
    await tab.goto(`${docs.url}downloads.html`); // a browser opens six connections to a server
    tab.on("load", () => reloaded.add(tab));
    tabs.push(tab);
  }
  const [first, ...others] = tabs;
  await first?.close();

  const reloadOthers = () => {
    docs.reload(); // again, because a tab may still be connecting
    return others.filter((tab) => !reloaded.has(tab));
  };

  await expect.poll(reloadOthers, { interval: 500 }).toEqual([]);
});

it.each(["//", "/%ZZ", "/%00", "/../package.json", "/index.html/x"])(
  "responds to a request for %s and keeps running",
  async (path) => {
    const docs = await serveDocs({ folder: fixtureSite });
    onTestFinished(() => docs.close());

    const response = await fetch(docs.url.slice(0, -1) + path);

    expect(response.status).toBeLessThan(500);
    expect((await fetch(docs.url)).status).toBe(200);
  },
);
