// The pages without JavaScript. A reader, a search engine and a language model find every fact of the document there.
import { flattenSchema } from "@run-summary/openapi";
import { afterAll, describe, expect, it } from "vitest";
import { measureWidth, schemes } from "../test/appearance.ts";
import { findOperation, fixture, fixtureOperations } from "../test/fixture/fixture.ts";
import { openSite, removeMarkdown } from "../test/open-site.ts";

const site = await openSite();
afterAll(() => site.close());
const page = await site.newPage({ javaScriptEnabled: false });
const pages = ["index", "tag-readings", "tag-station-files", "tag-jobs", "schemas"];

/** The text of the open page with the addresses of its links, as `removeMarkdown` returns it. */
async function readText(): Promise<string> {
  const links = await page.locator("main a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  // Quotation marks stand in the document without the escapes that they have in JSON examples.
  return removeMarkdown(`${await page.locator("main").innerText()}\n${links.join("\n")}`).replaceAll('\\"', '"');
}

const texts: Record<string, string> = {};
for (const name of pages) {
  await page.goto(`${site.url}${name}.html`);
  texts[name] = await readText();
}
const whole = Object.values(texts).join("\n");

/** All strings below a key, anywhere in the document. */
function collectTexts(key: string, node: unknown, isBelow = false): string[] {
  if (typeof node === "string") return isBelow ? [node] : [];
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    // A property or an example may have the same name. Its value is an object then.
    collectTexts(key, value, isBelow ? !["$ref"].includes(name) : name === key),
  );
}

it.each(["summary", "description", "scopes", "url"])("says each %s of the document", (key) => {
  const said = [...new Set(collectTexts(key, fixture))];

  expect(said).not.toEqual([]);
  expect(said.filter((one) => !whole.includes(removeMarkdown(one)))).toEqual([]);
});

describe.each(fixtureOperations)("$operationId", (operation) => {
  it("has its method and path, once, on the page of its tag", () => {
    const line = `${operation.method.toUpperCase()} ${operation.path} `;

    expect(pages.slice(1).filter((name) => texts[name]?.includes(line))).toHaveLength(1);
  });

  it("is in the overview, with a link that leads to its heading", async () => {
    await page.goto(site.url);
    await page.locator("main").getByRole("link", { name: operation.summary, exact: true }).click();

    const measureDistance = async () => {
      const heading = await page.getByRole("heading", { name: operation.summary, exact: true }).boundingBox();
      const header = await page.getByRole("banner").boundingBox();
      return Math.abs((heading?.y ?? Number.NaN) - (header?.height ?? 0));
    };

    // The browser scrolls once the page has loaded.
    await expect.poll(measureDistance).toBeLessThan(80);
  });
});

/** The text of the operation's section. */
async function readSection(operationId: string): Promise<string> {
  const { summary, tags } = findOperation(operationId);
  await page.goto(`${site.url}tag-${tags[0]?.toLowerCase().replaceAll(" ", "-")}.html`);
  const section = page.locator("section").filter({ has: page.getByRole("heading", { name: summary, exact: true }) });
  return (await section.innerText()).replaceAll(/\s+/g, " ");
}

it("shows how lists and objects stand in the query", async () => {
  const text = await readSection("listReadings");

  expect(text).toContain("unit=celsius&unit=hPa");
  expect(text).toMatch(/fields query array of string; required; separated by commas .*fields=value,at%2Cfirst/);
  expect(text).toContain("filter[minimum] query number; required The lowest value.");
});

it("lists the schemas by their names", async () => {
  await page.goto(`${site.url}schemas.html`);

  const names = await page.getByRole("heading", { level: 2 }).allInnerTexts();

  expect(names).toEqual(Object.keys(fixture.components?.schemas ?? {}).toSorted((a, b) => a.localeCompare(b, "en")));
});

it("shows the samples of the first request example, before the responses", async () => {
  const [call = "", responses = ""] = (await readSection("addReading")).split(" Responses ");

  expect(call.match(/The request example \w+/g)).toEqual(Array(4).fill("The request example warm"));
  expect(responses).not.toContain("The request example");
});

it("has contents that a narrow screen shows when the reader opens them", async () => {
  await page.setViewportSize({ width: 360, height: 900 });
  await page.goto(`${site.url}tag-readings.html`);
  const contents = page.getByRole("navigation", { name: "Contents" });

  await contents.getByText("Contents").click();
  await contents.getByRole("link", { name: "Add a reading" }).click();

  expect(page.url()).toBe(`${site.url}tag-readings.html#/readings/addreading`);
});

it("shows the whole path of an operation on a narrow screen", async () => {
  await page.setViewportSize({ width: 360, height: 900 });
  await page.goto(`${site.url}tag-readings.html`);
  const addresses = page.locator("pre", { has: page.locator(".language-http") });

  const widths = await addresses.evaluateAll((all) =>
    all.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
  );

  expect(new Set(widths)).toEqual(new Set([0]));
});

it("shows the branches of a union with the values that select them", async () => {
  expect(await readSection("addReading")).toContain(
    'One or more of @type NewTemperature "#weather.temperature" NewHumidity "#weather.humidity"',
  );
  await page.goto(`${site.url}schemas.html`);
  expect((await page.locator("main").innerText()).replaceAll(/\s+/g, " ")).toContain(
    'One of @type Temperature "#weather.temperature" Humidity "#weather.humidity"',
  );
});

it.each([
  ["location", "Location or null"],
  ["key", "string (byte)"],
  ["level", 'string or null; "low" or "high" or null'],
  ["names", "object; its values: string; maxLength 40"],
  ["sensors", "array of object"],
  ["sensors[].kind", "string"],
])("shows the type of the property %s", async (name, type) => {
  expect(await readSection("updateStation")).toContain(` ${name} ${type} `);
});

it.each([
  ["exportLog", "Body: string, text/csv Example: at,celsius 2026-01-01,-3"],
  ["replaceLog", "Content-Type: text/plain, string; minLength 1; maxLength 1000 Example:"],
  ["getPicture", "Body: binary content, image/png"],
  ["setPicture", "Content-Type: application/octet-stream, binary content"],
  ["subscribe", "email=ada%2B1%40example.com&kind=storm&kind=frost&daily=true"],
  ["startReport", "Location string (uri); always Where the report is."],
  ["openLatestReport", "302 The report is at another address."],
  ["updateStation", "Deprecated."],
])("shows what %s sends and receives", async (operationId, text) => {
  expect(await readSection(operationId)).toContain(text);
});

it("shows the type and range of each property, and whether it may be null or is read-only", async () => {
  await page.goto(`${site.url}schemas.html`);
  const rows = (await page.locator("tr").allInnerTexts()).map(removeMarkdown);
  const properties = Object.keys(fixture.components?.schemas ?? {}).flatMap((name) =>
    Object.entries(flattenSchema(fixture, { $ref: `#/components/schemas/${name}` }).properties ?? {}),
  );

  expect(properties).not.toEqual([]);
  for (const [name, schema] of properties) {
    const { type, minimum, maximum, readOnly } = flattenSchema(fixture, schema);
    const nullable = [type].flat().includes("null");
    const said = [nullable ? "or null" : [], readOnly ? "read-only" : [], minimum ?? [], maximum ?? []].flat();
    expect(rows, name).toContainEqual(
      expect.stringMatching(new RegExp(`^${RegExp.escape(name)} ${said.map((word) => `(?=.*${word})`).join("")}`)),
    );
  }
});

it("leads from one page to the next", async () => {
  await page.goto(`${site.url}tag-readings.html`);
  const next = page.locator("main p", { hasText: /^Next: / }).getByRole("link");

  for (const name of ["tag-station-files.html", "tag-jobs.html"]) {
    await next.click();
    await page.waitForURL(`${site.url}${name}`);
  }
  expect(await next.count()).toBe(0);
});

it("prints in dark on white", async () => {
  await page.goto(`${site.url}tag-readings.html`);
  await page.emulateMedia({ colorScheme: "dark", media: "print" });

  expect(await page.locator("#reference").isVisible()).toBe(true);
  expect(await page.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor)).toBe(
    "rgb(255, 255, 255)",
  );
  await page.emulateMedia({ media: "screen" });
});

describe.each(pages)("%s", (name) => {
  it.each([360, 768, 1440])("fits %i pixels", async (width) => {
    await page.goto(`${site.url}${name}.html`);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      expect(await measureWidth(page, width, `reference-${name}-${width}-${colorScheme}`)).toBe(width);
    }
  });
});

it("requests nothing outside the site", () => {
  expect(site.problems).toEqual([]);
});
