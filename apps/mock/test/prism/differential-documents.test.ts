// Serves generated documents by the stock Prism server and by this mock: both respond to a request with the same status and
// the same body, but where the README says that they differ.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { commands, type Server, startServer } from "../../bench/servers.ts";
import { createRandom } from "../../src/features/random.ts";
import { type Mock, startMock } from "../../src/index.ts";
import { createDocument } from "../helpers/documents.ts";

const operationCount = 100;
const requestsPerOperation = 4;
const random = createRandom(20_261_126);

/** A value that a generated request has, right or wrong. */
interface Sample {
  readonly right: readonly string[];
  readonly wrong: readonly string[];
}

interface GeneratedParameter extends Sample {
  readonly parameter: { readonly in: string; readonly name: string; readonly required: boolean };
}

interface GeneratedOperation {
  readonly path: string;
  readonly method: string;
  readonly operation: { readonly responses: object };
  readonly parameters: readonly GeneratedParameter[];
  readonly body: Sample | undefined;
}

function pick<Item>(...items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

const isLikely = (probability: number) => random() < probability;

const integer = { type: "integer", minimum: 1, maximum: 100 };
const word = { type: "string", minLength: 2, pattern: "^[a-z]+$" };
const kind = { type: "string", enum: ["a1", "b2"] };

/** The schemas of texts, with right and wrong values. */
const textSchemas: readonly [object, Sample][] = [
  [integer, { right: ["1", "50", "100"], wrong: ["0", "101", "1.5", "a", "true"] }],
  [{ type: "number" }, { right: ["1", "1.5", "-2e3"], wrong: ["a", "1,5"] }],
  [{ type: "boolean" }, { right: ["true", "false"], wrong: ["yes", "2"] }],
  [word, { right: ["ab", "abc"], wrong: ["a", "AB", "12"] }],
  [kind, { right: ["a1", "b2"], wrong: ["c3", "A1"] }],
  [
    { type: "string", format: "date" },
    { right: ["2026-11-26"], wrong: ["2026-13-01", "now"] },
  ],
  [{ oneOf: [integer, kind] }, { right: ["5", "b2"], wrong: ["c3", "500"] }],
];

function createParameter(place: string, name: string): GeneratedParameter {
  const [schema, sample] = pick(...textSchemas);
  const required = place === "path" || isLikely(0.4);
  if (place === "query" && isLikely(0.3)) {
    const [right, wrong] = [sample.right.slice(0, 2), sample.wrong.slice(0, 1)].map((texts) =>
      texts.map(encodeURIComponent),
    );
    const explode = isLikely(0.5);
    const join = (texts: readonly string[] = []) => texts.join(explode ? `&${name}=` : ",");
    const parameter = { in: place, name, required, explode, schema: { type: "array", items: schema } };
    return {
      parameter,
      right: [join(right), join(right?.slice(0, 1))],
      wrong: [join([...(right ?? []), ...(wrong ?? [])])],
    };
  }
  const encode = (texts: readonly string[]) => (place === "header" ? texts : texts.map(encodeURIComponent));
  return {
    parameter: { in: place, name, required, schema } as never,
    right: encode(sample.right),
    wrong: encode(sample.wrong),
  };
}

const name = { type: "object", required: ["name"], properties: { name: word, count: integer } };

/** The schemas of bodies, with right and wrong values. */
const bodySchemas: readonly [object, Sample][] = [
  [
    name,
    {
      right: ['{"name":"ab"}', '{"name":"ab","count":1,"x":1}'],
      wrong: ["{}", '{"name":1}', '{"name":"ab","count":0}', "[]"],
    },
  ],
  [
    { type: "array", items: name, maxItems: 2 },
    { right: ["[]", '[{"name":"ab"}]'], wrong: ["[{}]", "{}", "[1,2,3]"] },
  ],
  [
    { allOf: [name, { required: ["kind"], properties: { kind } }] },
    { right: ['{"name":"ab","kind":"a1"}'], wrong: ['{"name":"ab"}', '{"name":"ab","kind":"c"}'] },
  ],
  [
    { ...name, additionalProperties: false },
    { right: ['{"name":"ab"}'], wrong: ['{"name":"ab","x":1}'] },
  ],
  [
    { type: "object", properties: { text: { type: "string", nullable: true } } },
    { right: ['{"text":null}', '{"text":"a"}'], wrong: ['{"text":1}'] },
  ],
  [
    { $ref: "#/components/schemas/Tree" },
    { right: ['{"children":[{"children":[]}]}', "{}"], wrong: ['{"children":[{"children":1}]}', "[]"] },
  ],
];

function createContent(): object {
  const schema = pick<object>(name, { type: "array", items: name }, { allOf: [name, { properties: { kind } }] }, word, {
    $ref: "#/components/schemas/Tree",
  });
  const example = pick<unknown>({ name: "example" }, [1, 2], "text");
  const mediaType = pick(
    "application/json",
    "application/json",
    "application/vnd.a+json",
    "application/json; charset=utf-8",
  );
  const content = pick<object>(
    { schema },
    { example },
    { examples: { first: { value: example }, second: { value: 2 } } },
  );
  const xml = isLikely(0.2) ? { "application/xml": { example: { a: 1, b: ["x", "y"] } } } : {};
  return { [mediaType]: content, ...xml };
}

function createResponses(): object {
  const success = { description: "done", ...(isLikely(0.9) && { content: createContent() }) };
  const error = {
    description: "wrong",
    content: { "application/json": pick({ example: { fault: "own" } }, { schema: name }) },
  };
  return {
    ...pick<object>(
      { 200: success },
      { 201: success },
      { 200: success, 201: success },
      { "2XX": success },
      { default: success },
      { 404: success },
    ),
    ...(isLikely(0.3) && { 422: error }),
  };
}

function createOperation(index: number): GeneratedOperation {
  const method = pick("get", "get", "post", "put", "patch", "delete");
  const places = ["path", ...["query", "query", "header"].filter(() => isLikely(0.4))];
  const parameters = places.map((place, position) => createParameter(place, `${place[0]}${position}`));
  const [schema, body] = pick(...bodySchemas);
  const hasBody = method.startsWith("p") && isLikely(0.8);
  const requestBody = { required: isLikely(0.5), content: { "application/json": { schema } } };
  const operation = {
    parameters: parameters.map(({ parameter }) => parameter),
    ...(hasBody && { requestBody }),
    responses: createResponses(),
  };
  return { path: `/o${index}/{p0}`, method, operation, parameters, body: hasBody ? body : undefined };
}

interface GeneratedRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

function createRequest({ path, method, operation, parameters, body }: GeneratedOperation): GeneratedRequest {
  const codes = Object.keys(operation.responses).filter((code) => /^\d+$/.test(code));
  const values = parameters.map(({ parameter, right, wrong }) => ({
    ...parameter,
    value: pick(...(isLikely(0.85) ? right : wrong)),
    isSent: parameter.in === "path" || isLikely(parameter.required ? 0.95 : 0.6),
  }));
  const sent = (place: string) => values.filter((value) => value.in === place && value.isSent);
  const query = sent("query").map(({ name, value }) => `${name}=${value}`);
  const accept = pick(
    "*/*",
    "*/*",
    "application/json, */*;q=0.1",
    "application/*, */*;q=0.1",
    "text/html, */*;q=0.1",
    "application/xml, */*;q=0.1",
  );
  const text = body && isLikely(0.9) ? pick(...(isLikely(0.75) ? body.right : body.wrong)) : undefined;
  return {
    method: method.toUpperCase(),
    target: path.replace("{p0}", values[0]?.value ?? "") + (query.length > 0 ? `?${query.join("&")}` : ""),
    headers: {
      accept,
      ...Object.fromEntries(sent("header").map(({ name, value }) => [name, value])),
      ...(text !== undefined && { "content-type": "application/json" }),
      ...(isLikely(0.1) && codes.length > 0 && { prefer: `code=${pick(...codes)}` }),
    },
    body: text,
  };
}

interface Outcome {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
}

async function send(url: string, { target, method, headers, body }: GeneratedRequest): Promise<Outcome> {
  const response = await fetch(url + target, { method, headers, ...(body !== undefined && { body }) });
  return { status: response.status, type: response.headers.get("content-type"), body: await response.text() };
}

/** Whether the README explains a difference, or there is none. */
function isExplained(stock: Outcome, ours: Outcome): boolean {
  const isSameBody = stock.type === (ours.type ?? stock.type) && sortKeys(stock.body) === sortKeys(ours.body);
  // 400 where the document has no 422, also where Prism takes a range or the default response for 422.
  const isSameStatus = stock.status === ours.status || (stock.status === 422 && ours.status === 400);
  // The text of an error that the document has no body for.
  const isOwnText = ours.type === "application/problem+json" && ["application/problem+json", null].includes(stock.type);
  return isSameStatus && (isSameBody || isOwnText);
}

function sortKeys(json: string): string {
  return [...json].toSorted().join("");
}

const operations = Array.from({ length: operationCount }, (_, index) => createOperation(index));
const tree = {
  type: "object",
  properties: { children: { type: "array", items: { $ref: "#/components/schemas/Tree" } } },
};
const paths = {
  ...Object.fromEntries(operations.map(({ path, method, operation }) => [path, { [method]: operation }])),
  "/ready": { get: { responses: { 204: { description: "ready" } } } },
};
const spec = createDocument(paths, { openapi: "3.0.3", components: { schemas: { Tree: tree } } });

let folder: string;
let stock: Server;
let mock: Mock;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mock-differential-"));
  const file = join(folder, "openapi.json");
  await writeFile(file, JSON.stringify(spec));
  const command = commands["prism mock, silent"].toSpliced(2, 1, file);
  [mock, stock] = await Promise.all([startMock({ spec }), startServer(command, "/ready")]);
}, 60_000);
afterAll(() => Promise.all([stock.stop(), mock.close(), rm(folder, { recursive: true })]));

it("requests to generated documents have the same responses from both", async () => {
  const unexplained: string[] = [];
  let [same, errors] = [0, 0];
  for (const operation of operations) {
    for (let count = 0; count < requestsPerOperation; count++) {
      const request = createRequest(operation);
      const [theirs, ours] = await Promise.all([send(stock.url, request), send(mock.url, request)]);
      if (!isExplained(theirs, ours))
        unexplained.push([request, operation.operation, theirs, ours].map((part) => JSON.stringify(part)).join("\n"));
      if (theirs.status < 300) same++;
      else errors++;
    }
  }

  expect(unexplained.slice(0, 10).join("\n\n")).toBe("");
  // The requests are of both kinds.
  expect(Math.min(same, errors)).toBeGreaterThan((operationCount * requestsPerOperation) / 5);
}, 120_000);
