// The page without JavaScript. A reader, a search engine and a language model find every fact of the document there.
import { flattenSchema, listOperations } from "@run-summary/openapi";
import { readBundle } from "@run-summary/spec";
import { afterAll, describe, expect, it } from "vitest";
import { measureWidth, schemes } from "./appearance.ts";
import { openSite, removeMarkdown } from "./open-site.ts";

const document = readBundle();
const operations = listOperations(document);
const site = await openSite();
afterAll(() => site.close());
const page = await site.newPage({ javaScriptEnabled: false });
await page.goto(site.url);
const links = await page
  .locator("main a")
  .evaluateAll((all) => all.map((link) => link.getAttribute("href")).join("\n"));
// Quotation marks stand in the document without the escapes that they have in JSON examples.
const text = removeMarkdown(`${await page.locator("main").innerText()}\n${links}`).replaceAll('\\"', '"');

/** All strings below a key, anywhere in the document. */
function collectTexts(key: string, node: unknown, isBelow = false): string[] {
  if (typeof node === "string") return isBelow ? [node] : [];
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    // A property or an example may have the same name. Its value is an object then.
    collectTexts(key, value, isBelow ? !["$ref"].includes(name) : name === key),
  );
}

it.each(["summary", "description", "value", "scopes", "url"])("says each %s of the document", (key) => {
  const texts = [...new Set(collectTexts(key, document))];

  expect(texts).not.toEqual([]);
  expect(texts.filter((one) => !text.includes(removeMarkdown(one)))).toEqual([]);
});

describe.each(operations)("$operationId", (operation) => {
  it("has its method and path", () => {
    expect(text).toContain(`${operation.method.toUpperCase()} ${operation.path}`);
  });

  it("has its permissions, the least privileged first", () => {
    const schemes = operation.security.flatMap(Object.keys);
    for (const scheme of new Set(schemes)) {
      const scopes = operation.security.flatMap((alternative) => alternative[scheme] ?? []);
      expect(text).toContain(scopes.join(", "));
    }
    expect(text).toContain("Delegated (personal Microsoft account) Not supported.");
  });

  it("has a heading, which a link leads to", async () => {
    const [tag = ""] = operation.tags;
    await page.goto(`${site.url}#/${tag.toLowerCase()}/${operation.operationId.toLowerCase()}`);

    const heading = await page.getByRole("heading", { name: operation.summary, exact: true }).boundingBox();
    const header = await page.getByRole("banner").boundingBox();

    expect(Math.abs((heading?.y ?? Number.NaN) - (header?.height ?? 0))).toBeLessThan(40);
  });
});

it("shows the type and range of each property, and whether it may be null or is read-only", async () => {
  const rows = (await page.locator("tr").allInnerTexts()).map(removeMarkdown);
  const properties = Object.keys(document.components?.schemas ?? {}).flatMap((name) =>
    Object.entries(flattenSchema(document, { $ref: `#/components/schemas/${name}` }).properties ?? {}),
  );

  expect(properties).not.toEqual([]);
  for (const [name, schema] of properties) {
    const { type, minimum, maximum, readOnly } = flattenSchema(document, schema);
    const nullable = [type].flat().includes("null");
    const said = [nullable ? "or null" : [], readOnly ? "read-only" : [], minimum ?? [], maximum ?? []].flat();
    expect(rows, name).toContainEqual(
      expect.stringMatching(new RegExp(`^${RegExp.escape(name)} ${said.map((word) => `(?=.*${word})`).join("")}`)),
    );
  }
});

it("has the limits of throttling", () => {
  const { windowSeconds, ...limits } = (document as { "x-throttling"?: Record<string, number> })["x-throttling"] ?? {};

  expect(text).toContain(`in ${windowSeconds} seconds`);
  for (const [name, limit] of Object.entries(limits)) expect(text).toContain(`${name} ${limit.toLocaleString("en")}`);
});

it.each([360, 768, 1440])("fits %i pixels", async (width) => {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    expect(await measureWidth(page, width, `reference-${width}-${colorScheme}`)).toBe(width);
  }
});

it("requests nothing outside the site", () => {
  expect(site.problems).toEqual([]);
});
