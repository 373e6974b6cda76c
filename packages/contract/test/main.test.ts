// The command as its users run it.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listRequiredClaims, resolveReference } from "@run-summary/openapi";
import { bundleFixture } from "@run-summary/spec/source";
import { describe, expect, it, onTestFinished } from "vitest";
import { createContract } from "../src/contract.ts";
import { main } from "../src/provider-check/main.ts";
import { type Fault, startProvider } from "./provider.ts";

const contract = createContract(await bundleFixture());
const { document, operations } = contract;
const reading = operations.filter(({ method }) => method === "get").map(({ operationId }) => operationId);
const writing = operations.filter(({ method }) => method !== "get").map(({ operationId }) => operationId);
const token = "s3cret-0f-a-tenant";

async function run(args: readonly string[], env: Record<string, string> = { TOKEN: token }) {
  const lines: string[] = [];
  const code = await main(["--spec", "fixture", ...args], {
    env,
    print: (text) => lines.push(...text.split("\n")),
    readDocument: () => document,
  });
  expect(lines.join("\n")).not.toContain(token);
  return { code, lines };
}

async function target(fault?: Fault): Promise<string[]> {
  const { url } = await startProvider(contract, operations, fault);
  return ["--target", url, "--token-env", "TOKEN"];
}

function jwt(claims: object): string {
  return ["{}", JSON.stringify(claims), "{}"].map((part) => Buffer.from(part).toString("base64url")).join(".");
}

it("calls the operations that read, and ends with 0 without mismatches", async () => {
  const { code, lines } = await run(await target());

  expect(lines).toEqual([
    "The token is not a JWT: it may grant all operations.",
    `Not called without --allow-writes: ${writing.join(", ")}.`,
    `${2 * reading.length} requests, 0 mismatches`,
  ]);
  expect(code).toBe(0);
});

it("reports each mismatch with request, JSON pointer, expected and actual value, and ends with 1", async () => {
  const methods: string[] = [];
  const fault: Fault = (reply, { method }) => {
    methods.push(method);
    return reply.status === 200 ? { ...reply, headers: { ...reply.headers, "request-id": `Bearer ${token}` } } : reply;
  };

  const { code, lines } = await run([...(await target(fault)), "--param", "deviceComplianceScriptId=a/b"]);

  expect(lines.slice(2, 4)).toEqual([
    expect.stringMatching(/^GET \/.*\/a%2Fb\/\w+ · with a token$/),
    '  /header/request-id: expected to match pattern "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$"; got "Bearer …"',
  ]);
  expect(lines.at(-1)).toMatch(/^\d+ requests, \d mismatches$/);
  expect(methods).not.toContain("PATCH");
  expect(code).toBe(1);
});

it("reports a provider that hangs, after the time of --timeout", async () => {
  const fault: Fault = (reply) => ({ ...reply, hangs: reply.status === 401 });

  const { code, lines } = await run([...(await target(fault)), "--timeout", "1"]);

  const hanging = lines.filter((line) => line.includes("did not finish its response within 1000 ms"));
  expect(hanging).toHaveLength(reading.length);
  expect(hanging[0]).toMatch(/^ {2}\/: expected a complete response; got "/);
  expect(code).toBe(1);
});

it.each([true, false])("shows its progress on a terminal, and on nothing else: %s", async (isTTY) => {
  const shown: string[] = [];
  const progress = { isTTY, columns: 20, write: (text: string) => shown.push(text) };

  await main(["--spec", "fixture", ...(await target())], {
    ...{ env: { TOKEN: token }, print: () => {}, progress },
    readDocument: () => document,
  });

  expect(shown.includes("\r\x1b[K1 requests, 0 misma")).toBe(isTTY);
  expect(shown.at(-1)).toBe(isTTY ? "\r\x1b[K" : undefined);
});

const wrongId: Fault = (reply) => ({ ...reply, headers: { ...reply.headers, "request-id": `100%\t${token}` } });

it("annotates each mismatch in GitHub Actions", async () => {
  const { lines } = await run(await target(wrongId), { TOKEN: token, GITHUB_ACTIONS: "true" });

  const mismatches = lines.filter((line) => line.startsWith("  ")).map((line) => line.trim().replaceAll("%", "%25"));
  const annotations = lines.filter((line) => line.startsWith("::error title=GET /"));
  expect(mismatches.length).toBeGreaterThan(0);
  expect(annotations.map((line) => line.split("::").slice(2).join("::"))).toEqual(mismatches);
});

it("writes a report in JUnit's form, with the folder that it is in", async () => {
  const folder = await mkdtemp(join(tmpdir(), "contract-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "reports/contract.xml");

  const { lines } = await run([...(await target(wrongId)), "--junit", file]);

  const text = await readFile(file, "utf8");
  const [, requests, mismatches] = /^(\d+) requests, (\d+) mismatches$/.exec(lines.at(-1) ?? "") ?? [];
  expect(text).toContain(`<testsuites name="@run-summary/contract" tests="${requests}" failures="${mismatches}">`);
  expect(text.match(/<failure message="\/header\/request-id: /g)).toHaveLength(Number(mismatches));
  expect(text).not.toContain(token);
});

it("never calls what it could not undo", async () => {
  const [reads] = operations.filter(({ method }) => method === "get");
  const path = reads?.path ?? "";
  const { get, patch } = resolveReference(document, document.paths?.[path] ?? {});
  const paths = {
    [path]: { get, delete: { ...get, operationId: "remove" }, put: { ...patch, operationId: "replace" } },
  };
  const methods: string[] = [];
  const { url } = await startProvider(contract, operations, (reply, { method }) => {
    methods.push(method);
    return reply;
  });
  const lines: string[] = [];

  await main(["--spec", "other", "--target", url, "--token-env", "TOKEN", "--allow-writes"], {
    env: { TOKEN: token },
    print: (line) => lines.push(line),
    readDocument: () => ({ ...document, paths }) as typeof document,
  });

  expect(lines).toContain("Not called, because the check could not undo it: remove, replace.");
  expect([...new Set(methods)]).toEqual(["GET"]);
});

it("calls only the operations that the token grants", async () => {
  const [least] = operations
    .filter(({ method }) => method === "get")
    .map((operation) => listRequiredClaims(document, operation)[0]);
  const env = { TOKEN: jwt({ scp: least?.scp.join(" ") }) };

  const { code, lines } = await run([...(await target()), "--allow-writes"], env);

  expect(lines).toEqual([
    `The token grants ${reading.join(", ")}.`,
    `Not called, because the token does not grant it: ${writing.join(", ")}.`,
    expect.stringMatching(/ requests, 0 mismatches$/),
  ]);
  expect(code).toBe(0);
});

describe("a line says why it cannot begin, and the exit code is 2", () => {
  it.each<[args: string[], says: string | RegExp, env?: Record<string, string>]>([
    [["--traget", "x"], "Unknown option '--traget'"],
    [["--target", "https://localhost:1", "--timeout", "0"], "--timeout takes at least 1 second."],
    [
      ["--target", "https://localhost:1", "--timeout", "1s"],
      '--timeout takes a whole number from 0 to 3600, not "1s".',
    ],
    [["--target"], "Option '--target <value>' argument missing"],
    [["--token-env", "TOKEN"], '--target takes an https address, or an http one on this machine, not "".'],
    [["--target", "graph", "--token-env", "TOKEN"], 'machine, not "graph".'],
    [["--target", "http://graph.microsoft.com", "--token-env", "TOKEN"], 'not "http://graph.microsoft.com".'],
    [["--target", "https://localhost:1"], "--token-env NAME is missing"],
    [["--target", "https://localhost:1", "--token-env", "NO"], "The environment variable NO is not set."],
    [["--target", "https://localhost:1", "--token-env", "NO"], "The environment variable NO is empty.", { NO: "" }],
    [["--target", "https://localhost:1", "--token-env", "NO"], "The token in NO has white space", { NO: `${token}\n` }],
    [["--target", "https://localhost:1", "--token-env", "TOKEN", "--param", "a"], '--param takes NAME=VALUE, not "a".'],
    [
      ["--target", "https://localhost:1", "--token-env", "TOKEN", "--param", "a=1"],
      "--param a: there is no such parameter. The parameters are ",
    ],
    [
      ["--target", "http://127.0.0.1:2", "--token-env", "TOKEN"],
      "http://127.0.0.1:2 cannot be reached: connect ECONNREFUSED",
    ],
    [
      ["--target", "https://127.0.0.1:2", "--token-env", "TOKEN"],
      "https://127.0.0.1:2 cannot be reached: connect ECONNREFUSED",
    ],
    [
      ["--target", "https://localhost:1", "--token-env", "TOKEN"],
      "There is no operation to call",
      { TOKEN: jwt({ scp: "User.Read" }) },
    ],
  ])("%j", async (args, says, env) => {
    const { code, lines } = await run(args, env);

    expect(lines.at(-1)).toMatch(says);
    expect(lines.at(-1)).not.toContain("\n");
    expect(code).toBe(2);
  });

  it.each<[what: string, fault: Fault, says: string]>([
    ["a token that is rejected", (reply) => ({ ...reply, status: 401 }), "rejects the token with 401"],
    [
      "a sign-in page in front",
      (reply) => ({ ...reply, status: 302, headers: { "content-type": "text/html", location: "/" } }),
      "responds 302 with HTML. A proxy or a sign-in page may stand in front of it.",
    ],
    [
      "an address at which nothing responds",
      (reply) => ({ ...reply, isSilent: true }),
      "does not respond within 1000 ms",
    ],
  ])("%s", async (_what, fault, says) => {
    const { code, lines } = await run([...(await target(fault)), "--timeout", "1"]);

    expect(lines.at(-1)).toContain(says);
    expect(code).toBe(2);
  });
});

it("takes a single OpenAPI 3.1 document for --spec, or the one of its version", async () => {
  const { url } = await startProvider(contract, operations);
  const check = async (...args: string[]) => {
    const lines: string[] = [];
    const print = (line: string) => lines.push(line);
    await main(["--target", url, "--token-env", "TOKEN", ...args], { env: { TOKEN: token }, print });
    return lines.join("\n");
  };

  expect(await check()).toMatch(/\d+ requests, \d+ mismatches$/);
  expect(await check("--spec", "package.json")).toMatch(/^package\.json is no OpenAPI 3\.1 document: --spec takes one/);
  expect(await check("--spec", "no-such-file")).toMatch(/^ENOENT: no such file or directory, open 'no-such-file'$/);
});

it("--help names every option", async () => {
  const { code, lines } = await run(["--help"]);

  const options = ["--target", "--token-env", "--param", "--spec", "--allow-writes", "--timeout", "--junit"];
  for (const option of options) expect(lines.join()).toContain(option);
  expect(code).toBe(0);
});
