// A provider of the test, without mistakes and with one mistake at a time. The check reports the mistake and nothing else.
import { flattenSchema, listRequestExamples, listSuccessContents, type Operation } from "@run-summary/openapi";
import { bundleFixture } from "@run-summary/spec/source";
import { describe, expect, it } from "vitest";
import { createContract } from "../src/contract.ts";
import { listReadOnlyNames } from "../src/operations/entity.ts";
import { checkProvider } from "../src/provider-check/check-provider.ts";
import { type Fault, type Reply, startProvider } from "./provider.ts";

const contract = createContract(await bundleFixture());
const { document } = contract;
const changing = contract.operations.find(({ method }) => method === "patch") as Operation;
const operations = contract.operations.filter(({ path }) => path === changing.path);
const [content] = listSuccessContents(changing);
const { properties = {}, required = [] } = flattenSchema(document, content?.schema ?? {});
const [entity] = Object.values(content?.examples ?? {}) as Entity[];

// A property of each kind that the tests make a fault in, and the example that changes them all.
const findName = (isWanted: (schema: Record<string, unknown>) => boolean) =>
  Object.keys(properties).find((name) => isWanted(flattenSchema(document, properties[name] as object))) as string;
const counter = findName(({ type }) => type === "integer");
const moment = findName(({ format }) => format === "date-time");
const constant = findName((schema) => "const" in schema);
const key = listReadOnlyNames(document, content?.schema ?? {}).find((name) => required.includes(name)) as string;
const examples = listRequestExamples(changing).map(({ name = "", body }): [string, Entity] => [name, body as Entity]);
const [[first, firstBody] = ["", {}]] = examples;
const [example, changes] = examples.find(([, body]) => counter in body && body[counter] !== entity?.[counter]) ?? [
  "",
  {},
];

type Entity = Record<string, unknown>;
type Provider = Awaited<ReturnType<typeof startProvider>>;

/** The mismatches that are reported for a provider: all of them, or those of its first responses. */
async function listReported({ url }: Provider, most = Number.POSITIVE_INFINITY): Promise<string[]> {
  const lines: string[] = [];
  let requests = 0;
  for await (const { request, mismatches } of checkProvider(contract, operations, {
    url,
    token: "a",
    timeLimit: 10_000,
  })) {
    const [, method, what] = /^(\S+) \S+ · (.*)$/s.exec(request) ?? [];
    for (const { pointer, expected, actual } of mismatches) {
      lines.push(`${method} ${what} ${pointer}: expected ${expected}; got ${JSON.stringify(actual) ?? "nothing"}`);
    }
    if (++requests >= most) break;
  }
  return lines;
}

// The responses before those to forbidden bodies: each operation without a token and as documented, the reading before the
// change, and for each example of a change its response and the reading after it.
const firstResponses = 4 + 2 * examples.length;

/** A mistake in the successful responses to a method. */
function changeResponses(method: string, change: (reply: Reply & { body: Entity }) => Partial<Reply>): Fault {
  return (reply, request) =>
    request.method === method && reply.status === 200
      ? { ...reply, ...change(reply as Reply & { body: Entity }) }
      : reply;
}

const inBody = (change: (body: Entity) => unknown) => changeResponses("GET", ({ body }) => ({ body: change(body) }));
const withHeader = (name: string, value: string) =>
  changeResponses("GET", ({ headers }) => ({ headers: { ...headers, [name]: value } }));
const without = (name: string) => changeResponses("GET", ({ headers: { [name]: _, ...headers } }) => ({ headers }));
const withoutToken =
  (change: (reply: Reply) => Partial<Reply>): Fault =>
  (reply) =>
    reply.status === 401 ? { ...reply, ...change(reply) } : reply;
const error = { error: { code: "", message: "" } };

/** A mistake in the first response, which asks for another try. */
function onceThrottled(change: (reply: Reply) => Partial<Reply>): Fault {
  let responses = 0;
  return (reply) => {
    const throttled = { ...reply, status: 429, headers: { ...reply.headers, "retry-after": "0.01" }, body: error };
    return responses++ === 0 ? { ...throttled, ...change(throttled) } : reply;
  };
}

describe("nothing is reported for a provider", () => {
  it("without mistakes; its values are the same before and after", async () => {
    const provider = await startProvider(contract, operations);

    expect(await listReported(provider)).toEqual([]);
    expect([...provider.entities.values()]).toEqual([entity]);
  });

  it.each<[what: string, fault: Fault]>([
    [
      "returns instants in UTC",
      changeResponses("PATCH", ({ body }) => ({ body: { ...body, [moment]: inUtc(body[moment]) } })),
    ],
    ["has further properties", inBody((body) => ({ ...body, another: 1 }))],
    ["has further headers", withHeader("x-own", "1")],
    ["responds to PATCH with 204", changeResponses("PATCH", () => ({ status: 204, body: "" }))],
    ["throttles once, and then responds", onceThrottled(() => ({}))],
  ])("that %s", async (_what, fault) => {
    expect(await listReported(await startProvider(contract, operations, fault), firstResponses)).toEqual([]);
  });
});

it("nothing is written where the present values cannot be read, and so cannot be written back", async () => {
  const written: (string | undefined)[] = [];
  const provider = await startProvider(contract, operations, (reply, { method, headers }) => {
    if (method === "PATCH") written.push(headers.authorization);
    return method === "GET" && reply.status === 200 ? { ...reply, status: 404, body: error } : reply;
  });

  await listReported(provider);

  expect(written).toEqual([undefined]);
});

describe("it is reported", () => {
  it.each<[what: string, fault: Fault, lines: string[]]>([
    ["a wrong type", inBody((body) => ({ ...body, [counter]: "8" })), [`/body/${counter}: expected integer; got "8"`]],
    [
      "a missing property",
      inBody(({ [counter]: _, ...others }) => others),
      [`/body/${counter}: expected this property; got nothing`],
    ],
    [
      "null where it may not be",
      inBody((body) => ({ ...body, [counter]: null })),
      [`/body/${counter}: expected integer; got null`],
    ],
    [
      "a number out of range",
      inBody((body) => ({ ...body, [counter]: 2 ** 31 })),
      [`/body/${counter}: expected <= 2147483647; got 2147483648`],
    ],
    [
      "another constant",
      inBody((body) => ({ ...body, [constant]: "#other" })),
      [`/body/${constant}: expected "${entity?.[constant]}"; got "#other"`],
    ],
    ["a list", inBody(() => []), ["/body: expected object; got []"]],
    [
      "an undocumented status",
      changeResponses("GET", () => ({ status: 202 })),
      ["/status: expected a status that is documented; got 202"],
    ],
    [
      "an error",
      changeResponses("GET", () => ({ status: 500, body: error })),
      ["/status: expected a success; got 500"],
    ],
    [
      "throttling without end",
      changeResponses("GET", ({ headers }) => ({
        status: 429,
        headers: { ...headers, "retry-after": "0" },
        body: error,
      })),
      ["/status: expected a success; got 429"],
    ],
    [
      "an error of another form",
      changeResponses("GET", () => ({ status: 500, body: { message: "no" } })),
      ["/body/error: expected this property; got nothing", "/status: expected a success; got 500"],
    ],
    [
      "another media type",
      withHeader("content-type", "text/plain"),
      ['/header/content-type: expected application/json; got "text/plain"'],
    ],
    ["no media type", without("content-type"), ["/header/content-type: expected application/json; got nothing"]],
    ["HTML that says it is JSON", inBody(() => "<p>"), ['/body: expected valid JSON; got "<p>"']],
    ["no body", inBody(() => ""), ['/body: expected valid JSON; got ""']],
    ["JSON that breaks off", inBody(() => '{"a":'), ['/body: expected valid JSON; got "{\\"a\\":"']],
    ["a missing header", without("request-id"), ["/header/request-id: expected this header; got nothing"]],
    [
      "a header that is no UUID",
      withHeader("request-id", "1"),
      ['/header/request-id: expected to match pattern "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$"; got "1"'],
    ],
  ])("%s", async (_what, fault, lines) => {
    const report = await listReported(await startProvider(contract, operations, fault), firstResponses);

    expect(report).toEqual(lines.map((line) => `GET with a token ${line}`));
  });

  it.each<[what: string, fault: Fault, lines: (string | RegExp)[]]>([
    [
      "an odd Retry-After",
      changeResponses("GET", ({ headers }) => ({
        status: 503,
        headers: { ...headers, "retry-after": "soon" },
        body: error,
      })),
      [
        /^GET with a token \/header\/retry-after: expected to match pattern .*; got "soon"$/,
        /: expected a success; got 503$/,
      ],
    ],
    [
      "throttling once, without a header",
      onceThrottled(({ headers: { "request-id": _, ...headers } }) => ({ headers })),
      ["GET without a token /header/request-id: expected this header; got nothing"],
    ],
    [
      "a response that breaks off",
      changeResponses("GET", () => ({ breaksOff: true })),
      [/^GET with a token : expected a complete response; got ".* in the middle of its response\."$/],
    ],
    [
      "a time stamp without an offset",
      inBody((body) => ({ ...body, [moment]: "2017-01-01T00:01:17" })),
      [/^GET with a token \/body\/\w+: expected to match pattern .*; got "2017-01-01T00:01:17"$/],
    ],
    [
      "a success without a token",
      withoutToken(() => ({ status: 200, body: entity })),
      ["GET without a token /status: expected 401; got 200", "PATCH without a token /status: expected 401; got 200"],
    ],
    [
      "an HTML page without a token",
      withoutToken(({ headers }) => ({ headers: { ...headers, "content-type": "text/html" }, body: "<p>" })),
      ["GET", "PATCH"].map(
        (method) => `${method} without a token /header/content-type: expected application/json; got "text/html"`,
      ),
    ],
    [
      "401 without a challenge",
      withoutToken(({ headers: { "WWW-Authenticate": _, ...headers } }) => ({ headers })),
      ["GET", "PATCH"].map(
        (method) => `${method} without a token /header/www-authenticate: expected this header; got nothing`,
      ),
    ],
    [
      "a key that PATCH changes",
      changeResponses("PATCH", ({ body }) => ({ body: { ...body, [key]: "other" } })),
      [`/body/${key}: expected "${entity?.[key]}", as before: it is read-only; got "other"`],
    ],
  ])("%s", async (_what, fault, lines) => {
    const report = await listReported(await startProvider(contract, operations, fault), firstResponses);

    expect(report).toHaveLength(lines.length);
    for (const [index, line] of lines.entries()) expect(report[index]).toMatch(line);
  });

  const unchanged = (request: string): string[] =>
    Object.entries(changes)
      .filter(([name, value]) => value !== entity?.[name])
      .map(
        ([name, value]) =>
          `${request} example ${example} /body/${name}: expected ${JSON.stringify(value)}, as it was sent; got ${JSON.stringify(entity?.[name])}`,
      );

  it.each<[what: string, fault: Fault, lines: string[]]>([
    [
      "PATCH that does nothing",
      (reply) => (reply.status === 200 ? { ...reply, body: entity } : reply),
      unchanged("PATCH"),
    ],
    ["PATCH that is not remembered", inBody(() => entity), unchanged("GET after")],
    [
      "an object in a wrapping",
      inBody((body) => ({ value: body })),
      [
        ...required.map((name) => `GET with a token /body/${name}: expected this property; got nothing`),
        ...Object.entries(firstBody)
          .filter(([name]) => !required.includes(name))
          .map(
            ([name, value]) =>
              `GET after example ${first} /body/${name}: expected ${JSON.stringify(value)}, as it was sent; got nothing`,
          ),
      ],
    ],
    [
      "a digit of a fraction that is lost",
      changeResponses("PATCH", ({ body }) => ({ body: { ...body, [moment]: shortened(body[moment]) } })),
      [
        `PATCH example ${first} /body/${moment}: expected "${firstBody[moment]}", as it was sent; got "${shortened(firstBody[moment])}"`,
      ],
    ],
    [
      "204 without its headers",
      changeResponses("PATCH", () => ({ status: 204, headers: {}, body: "" })),
      ["request-id", "client-request-id"].map(
        (name) => `PATCH example ${first} /header/${name}: expected this header; got nothing`,
      ),
    ],
  ])("%s", async (_what, fault, lines) => {
    const report = await listReported(await startProvider(contract, operations, fault), firstResponses);

    expect(report).toEqual(lines);
  });

  it("each forbidden body that is accepted", async () => {
    const fault: Fault = (reply) => (reply.status === 400 ? { ...reply, status: 200, body: entity } : reply);

    const report = await listReported(await startProvider(contract, operations, fault));

    expect(report).toContain(`PATCH ${counter} = 2147483648 /status: expected 400; got 200`);
    expect(report).toContain(`PATCH ${key} = "${entity?.[key]}" /status: expected 400; got 200`);
    expect(report).toContain("PATCH a body that breaks off /status: expected 400; got 200");
    expect(report.filter((line) => !line.endsWith(" /status: expected 400; got 200"))).toEqual([]);
  });

  it("forbidden bodies that are rejected in another way, once", async () => {
    const fault: Fault = (reply) => (reply.status === 400 ? { ...reply, status: 422 } : reply);

    const report = await listReported(await startProvider(contract, operations, fault));

    expect(report).toEqual(["PATCH without the body /status: expected 400; got 422"]);
  });
});

function inUtc(text: unknown): string | null {
  const fraction = /\.\d+/.exec(String(text))?.[0] ?? "";
  return typeof text === "string" ? `${new Date(text).toISOString().slice(0, 19)}${fraction}Z` : null;
}

function shortened(text: unknown): unknown {
  return typeof text === "string" ? text.replace(/\d(?=[-+Z][\d:]*$)/, "") : text;
}
