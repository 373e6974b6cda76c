// Where types, client, docs or mock differ from the document, the table shows it there. The document is a small one.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchBrowser } from "@run-summary/browser";
import { createContract } from "@run-summary/contract";
import { createBudget } from "@run-summary/contract/cases";
import {
  type ClientModules,
  type ContractCheck,
  collectEvidence,
  createTable,
  type Disagreement,
  type Evidence,
  type Fact,
  findDisagreements,
  listRequestChecks,
  listShownFacts,
  listSpecFacts,
  listStatelessChecks,
  omitFacts,
  readSiteFacts,
  readTypesFacts,
  runChecks,
  runContractCases,
  type Source,
  startTargets,
} from "@run-summary/contract-tests/agreement";
import { buildDocs } from "@run-summary/docs";
import { type OpenApiDocument, readDocument } from "@run-summary/openapi";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { loadClient } from "../../shared/other-client.ts";
import { createClientProject } from "../generate/client-project.ts";

const document = readDocument(join(import.meta.dirname, "notes.yaml"));
const contract = createContract(document);
const { operations } = contract;
const full = createBudget({ CONTRACT_FULL: "1" });

const project = await createClientProject(document);
const modules = await loadClient(join(project.folder, "packages/client"));
const { createRunSummaryClient, validateResponse } = modules;
const typesFile = join(project.folder, "packages/types/generated/index.d.ts");
const site = join(project.folder, "site");

let evidence: Evidence;
let shownFacts: Readonly<Record<Source, Fact[]>>;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let folder: string;
beforeAll(async () => {
  await buildDocs(join(project.folder, "openapi.yaml"), site);
  evidence = await collectEvidence({ document, modules, site, typesFile }, full);
  shownFacts = {
    types: listShownFacts(evidence, "types"),
    client: listShownFacts(evidence, "client"),
    docs: listShownFacts(evidence, "docs"),
    mock: listShownFacts(evidence, "mock"),
    upstream: listShownFacts(evidence, "upstream"),
  };
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), "agreement-"));
});
afterAll(async () => {
  await browser.close();
  await project.remove();
  await rm(folder, { recursive: true, force: true });
});

/** The differences of the sources with other evidence in place of the true one. */
function findDisagreementsWith(other: Partial<Evidence>): Disagreement[] {
  return findDisagreements(createTable({ ...evidence, ...other }));
}

it("the document has no mistake, and all sources agree with it", () => {
  expect(contract.mistakes).toEqual([]);
  expect(findDisagreementsWith({})).toEqual([]);
});

/** A mistake in a source, and the difference that shows it. */
interface Mistake {
  readonly mistake: string;
  readonly attribute: string;
  readonly spec: string;
  readonly says: string;
}

describe("the types", () => {
  const mistakes: (Mistake & { readonly from: RegExp; readonly to: string })[] = [
    {
      mistake: "another method",
      ...{ from: /put\?: never;([^{}]*)patch: operations/, to: "$1put: operations" },
      ...{ attribute: "method", spec: "patch", says: "put" },
    },
    {
      mistake: "a value that is never null",
      ...{ from: / \| null;/, to: ";" },
      ...{ attribute: "nullable", spec: "yes", says: "no" },
    },
    {
      mistake: "a value that may be null",
      ...{ from: /\?: number;/, to: "?: number | null;" },
      ...{ attribute: "nullable", spec: "no", says: "yes" },
    },
    {
      mistake: "another name",
      ...{ from: /\b(\w+)\?: number;/, to: "no$1?: number;" },
      ...{ attribute: "type", spec: "missing", says: "number" },
    },
    {
      mistake: "another type",
      ...{ from: /\?: number;/, to: "?: string;" },
      ...{ attribute: "type", spec: expect.stringMatching(/^(integer|number)$/), says: "string" },
    },
    {
      mistake: "a required property",
      ...{ from: /\?: number;/, to: ": number;" },
      ...{ attribute: "required", spec: "no", says: "yes" },
    },
    {
      mistake: "a property that may be written",
      ...{ from: /readonly /, to: "" },
      ...{ attribute: "read-only", spec: "yes", says: "no" },
    },
    {
      mistake: "another constant",
      ...{ from: /\?: "#/, to: '?: "##' },
      ...{ attribute: "values", spec: expect.stringMatching(/^"#\w/), says: expect.stringMatching(/^"##/) },
    },
    {
      mistake: "a status less",
      ...{ from: /\b404: components.*/, to: "" },
      ...{ attribute: "media types", spec: "application/json", says: "missing" },
    },
    {
      mistake: "a status more",
      ...{ from: /\b404: (components.*)/, to: "404: $1 418: $1" },
      ...{ attribute: "media types", spec: "missing", says: "application/json" },
    },
    {
      mistake: "an optional header",
      ...{ from: /"request-id": /, to: '"request-id"?: ' },
      ...{ attribute: "required", spec: "yes", says: "no" },
    },
    {
      mistake: "a parameter elsewhere",
      ...{ from: /(interface operations {[\s\S]*?)query\?: never;\s*header\?/, to: "$1query?" },
      ...{ attribute: "in", spec: "header", says: "query" },
    },
    {
      mistake: "an optional body",
      ...{ from: /requestBody: {/, to: "requestBody?: {" },
      ...{ attribute: "required", spec: "yes", says: "no" },
    },
    {
      mistake: "another media type",
      ...{ from: /"application\/json"/, to: '"text/json"' },
      ...{ attribute: "media types", spec: "application/json", says: "text/json" },
    },
  ];

  it.each(mistakes)("show $mistake", async ({ mistake: _, from, to, ...difference }) => {
    const text = await readFile(typesFile, "utf8");
    expect(text).toMatch(from);
    const file = join(folder, "index.d.ts");
    await writeFile(file, text.replace(from, to));

    const differences = findDisagreementsWith({ types: readTypesFacts(file), results: [] });

    expect(differences).toContainEqual(expect.objectContaining({ source: "types", ...difference }));
  });
});

describe("the client", () => {
  const [header] = operations.flatMap(({ parameters }) => parameters.filter((one) => one.in === "header"));
  const changeRequests = (change: (request: Request) => Request): Partial<ClientModules> => ({
    createRunSummaryClient: ({ fetch: send = fetch, ...options }) =>
      createRunSummaryClient({ ...options, fetch: (request) => send(change(request)) }),
  });
  const changeHeaders = (change: (headers: Headers) => void) =>
    changeRequests((request) => {
      change(request.headers);
      return request;
    });
  const requests = listRequestChecks(contract, full);
  const examples = requests.filter(({ title }) => title.includes("the example"));
  const parameters = requests.filter(({ title }) => header && title.includes(header.name));
  const stateless = listStatelessChecks(contract, full);
  const names = stateless.filter(({ title }) => title.startsWith("operations that"));
  const [first] = operations;
  const responses = stateless.filter(({ title }) => title.startsWith(`${first?.operationId} · the response 200`));
  const mistakes: (Mistake & {
    readonly modules: Partial<ClientModules>;
    readonly checks: readonly ContractCheck[];
  })[] = [
    {
      mistake: "another method",
      checks: examples,
      modules: changeRequests((request) => new Request(request, { method: request.method.replace("PATCH", "PUT") })),
      ...{ attribute: "method", spec: "patch", says: expect.stringContaining('"PUT" instead of "PATCH"') },
    },
    {
      mistake: "another path",
      checks: examples,
      modules: changeRequests((request) => new Request(`${request.url}/more`, request)),
      ...{ attribute: "path", spec: expect.any(String), says: expect.stringContaining('/more" instead of "') },
    },
    {
      mistake: "values of a parameter in another order",
      checks: requests.filter(({ title }) => title.includes("order")),
      modules: changeRequests((request) => {
        const url = new URL(request.url);
        url.search = `${new URLSearchParams([...url.searchParams].toReversed())}`;
        return new Request(url, request);
      }),
      ...{ attribute: "in", spec: "query", says: expect.stringContaining('instead of [["order","title"],["order"') },
    },
    {
      mistake: "a parameter that is not sent",
      checks: parameters,
      modules: changeHeaders((headers) => headers.delete(header?.name ?? "")),
      ...{ attribute: "in", spec: "header", says: expect.stringContaining("[null] instead of") },
    },
    {
      mistake: "no token",
      checks: examples,
      modules: changeHeaders((headers) => headers.delete("authorization")),
      ...{ attribute: "token", spec: "bearer", says: expect.stringContaining('nothing instead of "Bearer ') },
    },
    {
      mistake: "another media type",
      checks: examples,
      modules: changeHeaders((headers) => headers.has("content-type") && headers.set("content-type", "text/json")),
      ...{
        attribute: "media types",
        spec: "application/json",
        says: expect.stringContaining('"text/json" instead of'),
      },
    },
    {
      mistake: "no operation",
      checks: examples,
      modules: { createRunSummaryClient: () => ({}) },
      ...{ attribute: "operationId", spec: expect.any(String), says: expect.stringContaining("has no method") },
    },
    {
      mistake: "another operation",
      checks: names,
      modules: { createRunSummaryClient: (options) => ({ ...createRunSummaryClient(options), another: () => {} }) },
      ...{ attribute: "operationId", spec: "missing", says: "the client has this method" },
    },
    {
      mistake: "responses that are not validated",
      checks: responses,
      modules: { validateResponse: () => {} },
      ...{ attribute: "type", spec: "integer", says: expect.stringContaining("it is accepted") },
    },
    {
      mistake: "another limit",
      checks: responses,
      modules: { validateResponse: rejectLargeNumbers },
      ...{ attribute: "maximum", spec: expect.any(String), says: expect.stringContaining("it is rejected") },
    },
  ];

  it.each(mistakes)("shows $mistake", async ({ mistake: _, checks, modules, ...difference }) => {
    const targets = await startTargets({
      spec: document,
      modules: { createRunSummaryClient, validateResponse, ...modules },
    });
    onTestFinished(() => targets.close());

    const results = await Array.fromAsync(runChecks(checks, targets));

    const differences = findDisagreementsWith({ results });
    expect(differences).toContainEqual(expect.objectContaining({ source: "client", ...difference }));
  });

  function rejectLargeNumbers(_operationId: string, response: unknown): void {
    const large = Object.entries(response ?? {}).filter(([, value]) => typeof value === "number" && value > 5);
    const violations = large.map(([name]) => ({ path: `/${name}` }));
    if (violations.length > 0) throw Object.assign(new Error("too large"), { name: "ContractError", violations });
  }
});

type Edit = (document: OpenApiDocument) => void;

/** Edits the first or the last node of the document that has a key with such a value. `undefined` drops the key. */
function editNode<Value>(
  key: string,
  is: (value: Value) => unknown,
  to: (value: Value) => unknown,
  pick: "find" | "findLast" = "find",
): Edit {
  return (document) => {
    const node = listNodesWith(document, key)[pick]((one) => is(one[key] as Value));
    if (node === undefined) throw new Error(`The document has no such ${key}.`);
    node[key] = to(node[key] as Value);
    if (node[key] === undefined) delete node[key];
  };
}

function listNodesWith(root: object, key: string): Record<string, unknown>[] {
  const below = Object.entries(root).filter(([name, value]) => value instanceof Object && !name.startsWith("example"));
  const own = Object.hasOwn(root, key) ? [root as Record<string, unknown>] : [];
  return [...own, ...below.flatMap(([, value]) => listNodesWith(value, key))];
}

const always = () => true;
type Named = Record<string, object>;

const edits: Record<string, Edit> = {
  "another maximum": editNode("maximum", always, () => 5),
  "no minimum": editNode("minimum", always, () => undefined, "findLast"),
  "another type": editNode(
    "type",
    (type) => type === "integer",
    () => "string",
    "findLast",
  ),
  "a value that is never null": editNode("type", Array.isArray, () => "string"),
  "another pattern": editNode("pattern", always, () => "^x$"),
  "another format": editNode(
    "format",
    (format) => format === "date-time",
    () => "date",
  ),
  "another constant": editNode("const", always, () => "other"),
  "a property that may be written": editNode(
    "readOnly",
    (is) => is === true,
    () => undefined,
    "findLast",
  ),
  "an optional property": editNode<string[]>(
    "required",
    (names) => names.length > 1,
    (names) => names.slice(1),
  ),
  "another name": editNode<Named>("properties", always, renameFirst, "findLast"),
  "a status less": editNode("404", always, () => undefined),
  "a header less": editNode<Named>("headers", (all) => Object.keys(all).length > 1, dropFirst, "findLast"),
  "a permission less": editNode<object[]>(
    "security",
    (all) => all.length > 1,
    (all) => all.slice(1),
  ),
  "a parameter in the query": editNode(
    "in",
    (place) => place === "header",
    () => "query",
  ),
  "an optional body": editNode<object>("requestBody", always, (body) => ({ ...body, required: false })),
  "another media type": editNode<Named>(
    "content",
    always,
    (all) => ({ "text/json": Object.values(all)[0] }),
    "findLast",
  ),
};

// With one of these, no other edit would be seen.
const largeEdits: Record<string, Edit> = {
  "a body that takes more": editNode(
    "unevaluatedProperties",
    (may) => may === false,
    () => undefined,
  ),
  "another path": editNode<Named>("paths", always, renameFirst),
  "another operationId": editNode("operationId", always, (id) => `${id}Now`),
  "another method": editNode<Named>("paths", always, (paths) =>
    JSON.parse(JSON.stringify(paths).replace('"patch":', '"put":')),
  ),
};

function renameFirst(all: Named): Named {
  return Object.fromEntries(Object.entries(all).map(([name, one], index) => [index === 0 ? `${name}Now` : name, one]));
}

function dropFirst(all: Named): Named {
  return Object.fromEntries(Object.entries(all).slice(1));
}

function editSpec(edit: Edit): OpenApiDocument {
  const edited = structuredClone(document);
  edit(edited);
  return edited;
}

/** The names of the spec's facts that are not among others, of those that one of the sources shows. */
function listChanged(others: readonly Fact[], shownBy: readonly Source[]): string[] {
  return omitFacts(
    shownBy.flatMap((source) => shownFacts[source]),
    others,
  ).map(formatName);
}

function formatName({ operation, subject, attribute }: Omit<Fact, "value">): string {
  return [operation, ...subject, attribute].join(" ");
}

const { "a body that takes more": _bodyEdit, ...readableEdits } = { ...edits, ...largeEdits };

it.each(Object.entries(readableEdits))(
  "an edit of the spec, %s, differs from the old types and docs",
  (_name, edit) => {
    const spec = listSpecFacts(editSpec(edit));

    const differing = findDisagreementsWith({ spec, results: [] }).map(formatName);

    const changed = listChanged(spec, ["types", "docs"]);
    expect(changed).not.toEqual([]);
    expect(differing).toEqual(expect.arrayContaining(changed));
  },
);

it.each<[name: string, source: Source, attribute: string, cases: RegExp]>([
  ["a body that takes more", "client", "closed", / = 1/],
  ["a body that takes more", "mock", "closed", / = 1/],
  ["another maximum", "client", "maximum", / = \d/],
  ["another maximum", "mock", "maximum", / = \d/],
  ["a permission less", "mock", "security", /a token with/],
  ["another operationId", "client", "operationId", /the example/],
  ["another path", "client", "path", /the example/],
  ["another path", "mock", "path", /the example/],
])("an edit of the spec, %s, differs from the old %s", async (name, source, attribute, cases) => {
  const edited = editSpec({ ...edits, ...largeEdits }[name] as Edit);
  const targets = await startTargets({ spec: document, modules });
  onTestFinished(() => targets.close());

  const checks = listRequestChecks(createContract(edited), full).filter(({ title }) => cases.test(title));

  const results = await Array.fromAsync(runChecks(checks, targets));

  const differences = findDisagreementsWith({ spec: listSpecFacts(edited), results });
  expect(differences).toContainEqual(expect.objectContaining({ source, attribute }));
});

describe("docs and a mock of another document", () => {
  const differing: Partial<Record<Source, string[]>> = {};
  beforeAll(async () => {
    const edited = editSpec((copy) => {
      for (const edit of Object.values(edits)) edit(copy);
    });
    const file = join(folder, "edited.yaml");
    await writeFile(file, JSON.stringify(edited));
    await buildDocs(file, folder);
    const docs = await readSiteFacts(await browser.newPage(), folder);
    differing.docs = findDisagreementsWith({ docs })
      .filter(({ source }) => source === "docs")
      .map(formatName);
    const targets = await startTargets({ spec: edited, modules });
    const results = await Array.fromAsync(runContractCases(document, targets, full));
    await targets.close();
    differing.mock = findDisagreementsWith({ results })
      .filter(({ source }) => source === "mock")
      .map(formatName);
  });

  // The mock does not show what is read-only: it is not in the schema of a body that is written.
  const cases = Object.entries(edits).flatMap(([name, edit]) => {
    const docsCase = { source: "docs", name, edit } as const;
    return name === "a property that may be written"
      ? [docsCase]
      : [docsCase, { ...docsCase, source: "mock" } as const];
  });
  // Facts whose edit changes nothing in what the mock accepts: a property stays required under its old name, and the range of
  // a status takes the place of the status.
  const invisible: Readonly<Record<string, RegExp>> = {
    "another name": / required$/,
    "a status less": / (response|header) \d+ (?!media types$)/,
  };

  it.each(cases)("$source with $name show it in every fact that they can know", ({ source, name, edit }) => {
    const isVisible = (fact: string) => source === "docs" || !invisible[name]?.test(fact);

    const changed = listChanged(listSpecFacts(editSpec(edit)), [source]).filter(isVisible);

    expect(changed).not.toEqual([]);
    expect(differing[source]).toEqual(expect.arrayContaining(changed));
  });
});
