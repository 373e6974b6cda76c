// Sends the same requests to the stock Prism server and to this mock. Each difference must be one of those listed here.
import { readFile } from "node:fs/promises";
import { Agent, request as httpRequest } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createSampleRequests, type SampleRequest } from "../../bench/sample-requests.ts";
import { commands, type Server, startServer } from "../../bench/servers.ts";
import { createRandom } from "../../src/features/random.ts";
import type { Mock } from "../../src/index.ts";
import { fixture, fixtureFile } from "../helpers/documents.ts";
import { createJwt, startFixtureMock } from "../helpers/requests.ts";

const { validGet, validPatch } = createSampleRequests(fixture);
const count = 500;
const random = createRandom(20_261_123);

type Verdict = number | "no response" | "the server ends";

interface Deviation {
  readonly change: (request: SampleRequest) => SampleRequest;
  /** The verdicts where the two differ. The README has the same list. */
  readonly differs?: readonly [stock: readonly Verdict[], ours: Verdict];
}

const success = [200, 204];

/** The ways in which a request may deviate from a valid one. */
const deviations: Readonly<Record<string, Deviation>> = {
  "a path with bad percent-encoding": {
    change: (request) => ({ ...request, path: request.path.replace(/[^/]+(?=\/[^/]+$)/, pick("%ZZ", "%FF")) }),
    differs: [["the server ends"], 400],
  },
  "`Accept` that names no media type": {
    change: withHeader("accept", "zzz"),
    differs: [["the server ends"], 406],
  },
  "a body that is not JSON": {
    change: withBody(() => pick("{", "{bad", '{"a":1', " ", "\uFEFF{}", "NaN")),
    differs: [["no response"], 400],
  },
  "a body or a header that the spec forbids": {
    change: (request) => pick(withHeader("client-request-id", "1"), withBody(changedBody))(request),
    differs: [[422], 400],
  },
  "`application/merge-patch+json` where the spec has `application/json`": {
    change: withBody((body) => body, "application/merge-patch+json"),
    differs: [success, 415],
  },
  "a malformed `Content-Type`": { change: withBody((body) => body, "garbage"), differs: [[500], 415] },
  "a body without a `Content-Type`": { change: withBody((body) => body, undefined), differs: [[422], 415] },
  "a body where the operation takes none": {
    change: ({ path, headers }) => ({
      ...validGet,
      path,
      headers: { ...headers, "content-type": pick("application/json", "application/"), "content-length": "2" },
      body: "{}",
    }),
    differs: [[415, 422, 500], 400],
  },
  "a path below `/beta`, which the spec's servers have": {
    change: (request) => ({ ...request, path: `/beta${request.path}` }),
    differs: [[404], 200],
  },
  HEAD: { change: (request) => ({ ...validGet, path: request.path, method: "HEAD" }), differs: [[405], 200] },
  "a token whose permissions do not suffice": {
    change: withHeader("authorization", `Bearer ${createJwt({ scp: "User.Read" })}`),
    differs: [success, 403],
  },
  "a malformed token": { change: withHeader("authorization", "Bearer ?"), differs: [success, 401] },
  "`Prefer` with a status that the spec does not have": {
    change: withHeader("prefer", "code=299"),
    differs: [[404], 400],
  },
  "`Prefer` with an example that the spec does not have": {
    change: withHeader("prefer", "example=other"),
    differs: [[404, 500], 400],
  },
  "a request with other bytes behind it": {
    change: ({ path, headers }) => ({
      path,
      method: "DELETE",
      headers: { ...headers, connection: "close" },
      body: "{}", // without a length
    }),
    differs: [[400], 405],
  },
  "`Prefer: return=minimal`": { change: withHeader("prefer", "return=minimal"), differs: [[200], 204] },

  "a path that the spec does not have": {
    change: (request) => ({ ...request, path: pick(`${request.path}/`, request.path.slice(0, -1), "/") }),
  },
  "a method that the path does not have": {
    change: ({ headers, ...request }) => ({
      ...request,
      method: pick("PUT", "DELETE"),
      headers: { ...headers, "content-length": String(request.body?.length ?? 0) },
    }),
  },
  "no token": { change: withHeader("authorization", undefined) },
  "another kind of token": { change: withHeader("authorization", "Basic dTpw") },
  "`Accept` that takes JSON": {
    change: withHeader("accept", "application/json", "*/*", "text/html, application/json;q=0.5"),
  },
  "`Accept` that takes no JSON": { change: withHeader("accept", "text/html") },
  "`Prefer` with a documented status": { change: withHeader("prefer", "code=429", "code=418") },
  "`Prefer` with something else": { change: withHeader("prefer", "respond-async") },
  "`Content-Type` with a parameter": { change: withBody((body) => body, "application/json; charset=utf-8") },
  "another media type": { change: withBody((body) => body, "text/plain") },
};

function pick<Item>(...items: Item[]): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

function withHeader(name: string, ...values: (string | undefined)[]): Deviation["change"] {
  return ({ headers: { [name]: _, ...headers }, ...request }) => {
    const value = pick(...values);
    return { ...request, headers: value === undefined ? headers : { ...headers, [name]: value } };
  };
}

function withBody(change: (body: string) => string, ...contentType: (string | undefined)[]): Deviation["change"] {
  return (request) => {
    const patch = request.body === undefined ? { ...validPatch, path: request.path } : request;
    const changed = { ...patch, body: change(patch.body ?? "") };
    return contentType.length === 0 ? changed : withHeader("content-type", ...contentType)(changed);
  };
}

function changedBody(body: string): string {
  const value = JSON.parse(body) as Record<string, unknown>;
  const name = pick(...Object.keys(value).filter((key) => typeof value[key] === "number"));
  const wrong = pick<unknown>(2 ** 31, -0.5, "8", "", null, true, [], {});
  return JSON.stringify(pick<object>({ ...value, [name]: wrong }, { ...value, unknown: 1 }, { id: "1" }, []));
}

interface Case {
  readonly request: SampleRequest;
  readonly deviation: string;
}

function createCase(deviation = ""): Case {
  const valid = pick(validGet, validPatch);
  return { request: deviations[deviation]?.change(valid) ?? valid, deviation };
}

// A request that ends the stock server, or that it never responds to, costs a second: there are few of these.
const [bad = "", badAccept = "", notJson = "", ...harmless] = Object.keys(deviations);
const lethal = [createCase(bad), createCase(badAccept)];
const withoutResponse = Array.from({ length: 8 }, () => createCase(notJson));
const others = Array.from({ length: count - lethal.length - withoutResponse.length }, () =>
  pick(...harmless.map((name) => () => createCase(name)), () => createCase())(),
);

// The first stock server gets all requests but the second lethal one, which needs a server of its own.
let stocks: Server[] = [];
let mock: Mock;
beforeAll(async () => {
  const command = commands["prism mock, silent"].toSpliced(2, 1, fixtureFile);
  const starts = lethal.map(() => startServer(command, validGet.path));
  [mock, ...stocks] = await Promise.all([startFixtureMock(), ...starts]);
}, 60_000);
afterAll(() => Promise.all([...stocks.map((stock) => stock.stop()), mock.close()]));

// A server may close a connection that is kept alive just when the next request is sent.
const agent = new Agent({ keepAlive: false });

function requestVerdict(url: string, { method, path, headers, body }: SampleRequest): Promise<Verdict> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    httpRequest({ hostname, port, method, path, headers, agent, timeout: 3000 }, (response) => {
      response.resume().once("end", () => resolve(response.statusCode ?? 0));
    })
      .once("timeout", () => resolve("no response"))
      .once("error", () => resolve("the server ends"))
      .end(body);
  });
}

const explained = new Set<string>();
const unexplained = new Set<string>();

async function compare({ request, deviation }: Case, stock: Server): Promise<void> {
  const [theirs, ours] = await Promise.all([requestVerdict(stock.url, request), requestVerdict(mock.url, request)]);
  if (theirs === ours) return;
  const [stockVerdicts = [], ourVerdict] = deviations[deviation]?.differs ?? [];
  if (stockVerdicts.includes(theirs) && ourVerdict === ours) explained.add(deviation);
  else unexplained.add(`${deviation}: stock ${theirs}, ours ${ours}\n${JSON.stringify(request)}`);
}

it(`${count} requests have the same verdicts from both, but where the reason is known`, async () => {
  const [stock] = stocks as [Server];
  const queue = others.values();
  const sent = Array.from({ length: 8 }, async () => {
    for (const one of queue) await compare(one, stock);
  });
  await Promise.all([...sent, ...withoutResponse.map((one) => compare(one, stock))]);
  await Promise.all(lethal.map((one, index) => compare(one, stocks[index] as Server)));

  expect([...unexplained].join("\n")).toBe("");
  const known = Object.keys(deviations).filter((name) => deviations[name]?.differs !== undefined);
  expect([...explained].toSorted()).toEqual(known.toSorted());
}, 120_000);

it("the README lists the differences", async () => {
  const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");

  for (const name of explained) expect(readme).toContain(`| ${name} `);
});
