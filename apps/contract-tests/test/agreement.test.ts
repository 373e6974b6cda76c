// Spec, types, client, docs and mock say the same; and where one of them lies, the table shows it there.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launchBrowser } from "@run-summary/browser";
import { createRunSummaryClient } from "@run-summary/client";
import { validateAnswer } from "@run-summary/client/validate";
import { buildDocs, publishPage } from "@run-summary/docs";
import { startMock } from "@run-summary/mock";
import { type OpenApiDocument, operationsOf, readBundle } from "@run-summary/spec";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { factsFromDocs } from "../src/agreement/facts-from-docs.ts";
import {
  type AllFacts,
  allFacts,
  type ClientModules,
  type Difference,
  differencesIn,
  type Fact,
  factsFromClient,
  factsFromMock,
  factsFromSite,
  factsFromSpec,
  factsFromTypes,
  type Row,
  type Source,
  sentencesOf,
  tableOf,
  typesFile,
} from "../src/agreement/index.ts";
import { pageOf } from "../src/agreement/page.ts";

const document = readBundle();
// Long, for a machine that does much else.
const timeLimit = 120_000;

let truth: AllFacts;
let truthTable: Row[];
let browser: Browser;
let folder: string;
beforeAll(async () => {
  truth = await allFacts();
  truthTable = tableOf(truth.spec, truth.others);
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), "agreement-"));
}, timeLimit);
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

function differencesOf(source: Source, facts: readonly Fact[]): Difference[] {
  return differencesIn(tableOf(truth.spec, { ...truth.others, [source]: facts }));
}

it.each(operationsOf(document))("$operationId is the same in all sources", ({ operationId }) => {
  const table = truthTable.filter(({ operation }) => operation === operationId);

  expect(sentencesOf(table)).toEqual([]);
  expect(table.length).toBeGreaterThan(20);
});

it("has no fact that only the spec knows", () => {
  const unseen = truthTable.filter(({ cells }) => Object.values(cells).every((cell) => cell === "–"));

  expect(unseen).toEqual([]);
});

it("its page in the docs fits a phone", async () => {
  const html = pageOf(truthTable);
  await publishPage({ name: "agreement", title: "Agreement", html }, folder);
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } });

  await page.goto(pathToFileURL(join(folder, "agreement.html")).href);

  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
});

/** A lie, and the difference that shows it. */
interface Lie {
  readonly lie: string;
  readonly attribute: string;
  readonly spec: string;
  readonly says: string;
}

describe("the types", () => {
  const lies: (Lie & { readonly from: RegExp; readonly to: string })[] = [
    {
      lie: "another method",
      ...{ from: /put\?: never;([^{}]*)patch: operations/, to: "$1put: operations" },
      ...{ attribute: "method", spec: "patch", says: "put" },
    },
    {
      lie: "a value that is never null",
      ...{ from: / \| null;/, to: ";" },
      ...{ attribute: "nullable", spec: "yes", says: "no" },
    },
    {
      lie: "a value that may be null",
      ...{ from: /\?: number;/, to: "?: number | null;" },
      ...{ attribute: "nullable", spec: "no", says: "yes" },
    },
    {
      lie: "another name",
      ...{ from: /\b(\w+)\?: number;/, to: "no$1?: number;" },
      ...{ attribute: "type", spec: "missing", says: "number" },
    },
    {
      lie: "another type",
      ...{ from: /\?: number;/, to: "?: string;" },
      ...{ attribute: "type", spec: expect.stringMatching(/^(integer|number)$/), says: "string" },
    },
    {
      lie: "a required property",
      ...{ from: /\?: number;/, to: ": number;" },
      ...{ attribute: "required", spec: "no", says: "yes" },
    },
    {
      lie: "a property that may be written",
      ...{ from: /readonly /, to: "" },
      ...{ attribute: "read-only", spec: "yes", says: "no" },
    },
    {
      lie: "another constant",
      ...{ from: /\?: "#/, to: '?: "##' },
      ...{ attribute: "values", spec: expect.stringMatching(/^"#\w/), says: expect.stringMatching(/^"##/) },
    },
    {
      lie: "a status less",
      ...{ from: /\b404: components.*/, to: "" },
      ...{ attribute: "media types", spec: "application/json", says: "missing" },
    },
    {
      lie: "a status more",
      ...{ from: /\b404: (components.*)/, to: "404: $1 418: $1" },
      ...{ attribute: "media types", spec: "missing", says: "application/json" },
    },
    {
      lie: "an optional header",
      ...{ from: /"request-id": /, to: '"request-id"?: ' },
      ...{ attribute: "required", spec: "yes", says: "no" },
    },
    {
      lie: "a parameter elsewhere",
      ...{ from: /(interface operations {[\s\S]*?)query\?: never;\s*header\?/, to: "$1query?" },
      ...{ attribute: "in", spec: "header", says: "query" },
    },
    {
      lie: "an optional body",
      ...{ from: /requestBody: {/, to: "requestBody?: {" },
      ...{ attribute: "required", spec: "yes", says: "no" },
    },
    {
      lie: "another media type",
      ...{ from: /"application\/json"/, to: '"text/json"' },
      ...{ attribute: "media types", spec: "application/json", says: "text/json" },
    },
  ];

  it.each(lies)("show $lie", async ({ lie: _, from, to, ...difference }) => {
    const text = await readFile(typesFile(), "utf8");
    expect(text).toMatch(from);
    const file = join(folder, "index.d.ts");
    await writeFile(file, text.replace(from, to));

    const differences = differencesOf("types", factsFromTypes(file));

    expect(differences).toContainEqual(expect.objectContaining({ source: "types", ...difference }));
  });
});

describe("the client", () => {
  const [header] = operationsOf(document).flatMap(({ parameters }) => parameters.filter((one) => one.in === "header"));
  const sending = (change: (request: Request) => Request): Partial<ClientModules> => ({
    createRunSummaryClient: (options) =>
      createRunSummaryClient({ ...options, fetch: (request) => fetch(change(request)) }),
  });
  const withHeaders = (change: (headers: Headers) => void) =>
    sending((request) => {
      change(request.headers);
      return request;
    });
  const lies: (Lie & { readonly modules: Partial<ClientModules> })[] = [
    {
      lie: "another method",
      modules: sending((request) => new Request(request, { method: request.method.replace("PATCH", "PUT") })),
      ...{ attribute: "method", spec: "patch", says: "put" },
    },
    {
      lie: "another path",
      modules: sending((request) => new Request(`${request.url}/more`, request)),
      ...{ attribute: "path", spec: expect.any(String), says: expect.stringMatching(/\/more$/) },
    },
    {
      lie: "a parameter that is not sent",
      modules: withHeaders((headers) => headers.delete(header?.name ?? "")),
      ...{ attribute: "in", spec: "header", says: "nowhere" },
    },
    {
      lie: "no token",
      modules: withHeaders((headers) => headers.delete("authorization")),
      ...{ attribute: "token", spec: "bearer", says: "none" },
    },
    {
      lie: "another media type",
      modules: withHeaders((headers) => headers.has("content-type") && headers.set("content-type", "text/json")),
      ...{ attribute: "media types", spec: "application/json", says: "text/json" },
    },
    {
      lie: "no operation",
      modules: { createRunSummaryClient: () => ({}) },
      ...{ attribute: "operationId", spec: expect.any(String), says: "missing" },
    },
    {
      lie: "answers that are not looked at",
      modules: { validateAnswer: () => {} },
      ...{ attribute: "type", spec: "integer", says: "missing" },
    },
    {
      lie: "another limit",
      modules: { validateAnswer: validateOtherwise },
      ...{ attribute: "maximum", spec: expect.any(String), says: "5" },
    },
  ];

  it.each(lies)("shows $lie", async ({ lie: _, modules, ...difference }) => {
    const facts = await factsFromClient({ createRunSummaryClient, validateAnswer, ...modules }, truth.spec);

    expect(differencesOf("client", facts)).toContainEqual(expect.objectContaining({ source: "client", ...difference }));
  });

  function validateOtherwise(operationId: string, answer: unknown): void {
    try {
      validateAnswer(operationId, answer);
    } catch (error) {
      for (const violation of (error as { violations: { rule: string }[] }).violations) {
        violation.rule = violation.rule.replace(/^maximum .*/, "maximum 5");
      }
      throw error;
    }
  }
});

type Tell = (document: OpenApiDocument) => void;

/** Changes the first, or the last, node of the document that has a key with such a value; `undefined` drops the key. */
function change<Value>(
  key: string,
  is: (value: Value) => unknown,
  to: (value: Value) => unknown,
  pick: "find" | "findLast" = "find",
): Tell {
  return (document) => {
    const node = nodesWith(document, key)[pick]((one) => is(one[key] as Value));
    if (node === undefined) throw new Error(`The document has no such ${key}.`);
    node[key] = to(node[key] as Value);
    if (node[key] === undefined) delete node[key];
  };
}

function nodesWith(root: object, key: string): Record<string, unknown>[] {
  const below = Object.entries(root).filter(([name, value]) => value instanceof Object && !name.startsWith("example"));
  const own = Object.hasOwn(root, key) ? [root as Record<string, unknown>] : [];
  return [...own, ...below.flatMap(([, value]) => nodesWith(value, key))];
}

const always = () => true;
type Named = Record<string, object>;

const documentLies: Record<string, Tell> = {
  "another maximum": change("maximum", always, () => 5),
  "no minimum": change("minimum", always, () => undefined, "findLast"),
  "another type": change(
    "type",
    (type) => type === "integer",
    () => "string",
    "findLast",
  ),
  "a value that is never null": change("type", Array.isArray, () => "string"),
  "another pattern": change("pattern", always, () => "^x$"),
  "another format": change(
    "format",
    (format) => format === "date-time",
    () => "date",
  ),
  "another constant": change("const", always, () => "other"),
  "a property that may be written": change(
    "readOnly",
    (is) => is === true,
    () => undefined,
    "findLast",
  ),
  "an optional property": change<string[]>(
    "required",
    (names) => names.length > 1,
    (names) => names.slice(1),
  ),
  "another name": change<Named>("properties", always, withFirstRenamed, "findLast"),
  "a status less": change("404", always, () => undefined),
  "a header less": change<Named>("headers", (all) => Object.keys(all).length > 1, withoutFirst, "findLast"),
  "a permission less": change<object[]>(
    "security",
    (all) => all.length > 1,
    (all) => all.slice(1),
  ),
  "a parameter in the query": change(
    "in",
    (place) => place === "header",
    () => "query",
  ),
  "an optional body": change<object>("requestBody", always, (body) => ({ ...body, required: false })),
  "another media type": change<Named>("content", always, (all) => ({ "text/json": Object.values(all)[0] }), "findLast"),
};

// Beside these, others would not be seen.
const largeLies: Record<string, Tell> = {
  "a body that takes more": change(
    "unevaluatedProperties",
    (may) => may === false,
    () => undefined,
  ),
  "another path": change<Named>("paths", always, withFirstRenamed),
  "another operationId": change("operationId", always, (id) => `${id}Now`),
  "another method": change<Named>("paths", always, (paths) =>
    JSON.parse(JSON.stringify(paths).replace('"patch":', '"put":')),
  ),
};

function withFirstRenamed(all: Named): Named {
  return Object.fromEntries(Object.entries(all).map(([name, one], index) => [index === 0 ? `${name}Now` : name, one]));
}

function withoutFirst(all: Named): Named {
  return Object.fromEntries(Object.entries(all).slice(1));
}

/** What the spec says after a lie. */
function factsAfter(tell: Tell): Fact[] {
  const edited = structuredClone(document);
  tell(edited);
  return factsFromSpec(edited);
}

/** The facts of the spec that are not among others, by what tells them apart. */
function changedIn(others: readonly Fact[]): string[] {
  const facts = new Set(others.map((fact) => JSON.stringify(fact)));
  return truth.spec.filter((fact) => !facts.has(JSON.stringify(fact))).map(nameOfFact);
}

function nameOfFact({ operation, subject, attribute }: Omit<Fact, "value">): string {
  return [operation, ...subject, attribute].join(" ");
}

it.each(Object.entries({ ...documentLies, ...largeLies }))(
  "an edit of the spec, %s, differs from all that is not generated anew",
  (_lie, tell) => {
    const facts = factsAfter(tell);

    const differing = differencesIn(tableOf(facts, truth.others)).map(nameOfFact);

    const changed = changedIn(facts);
    expect(changed).not.toEqual([]);
    expect(differing).toEqual(expect.arrayContaining(changed));
  },
);

describe("docs and a mock from another document", () => {
  const differing: Partial<Record<Source, string[]>> = {};
  beforeAll(async () => {
    const lying = structuredClone(document);
    for (const tell of Object.values(documentLies)) tell(lying);
    const file = join(folder, "lying.yaml");
    await writeFile(file, JSON.stringify(lying));
    await buildDocs(file, folder);
    const [docs, mock] = await Promise.all([
      factsFromSite(await browser.newPage(), folder),
      factsFromMock({ startMock: (options) => startMock({ ...options, spec: lying }) }, truth.spec),
    ]);
    differing.docs = differencesOf("docs", docs).map(nameOfFact);
    differing.mock = differencesOf("mock", mock).map(nameOfFact);
  }, timeLimit);

  const cases = Object.entries(documentLies).flatMap(([lie, tell]) =>
    (["docs", "mock"] as const).map((source) => ({ source, lie, tell })),
  );

  it.each(cases)("$source with $lie show it, in all that they can know", ({ source, tell }) => {
    const known = new Set(truthTable.filter(({ cells }) => cells[source] === "✓").map(nameOfFact));

    const changed = changedIn(factsAfter(tell)).filter((name) => known.has(name));

    expect(changed).not.toEqual([]);
    expect(differing[source]).toEqual(expect.arrayContaining(changed));
  });
});

it("a site without operations is named", async () => {
  const page = await browser.newPage({ offline: true });
  page.setDefaultTimeout(1);

  await expect(factsFromDocs(page, "data:text/html,")).rejects.toThrow("does not show its operations");
});
