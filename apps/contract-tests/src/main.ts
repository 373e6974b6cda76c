import { parseArgs } from "node:util";
import { type OpenApiDocument, type Operation, operationsOf } from "@run-summary/spec";
import { bundleSource, SpecError } from "@run-summary/spec/source";
import { inputOf } from "./cases.ts";
import { checkProvider, type Exchange, type Provider } from "./check-provider.ts";
import { claimsFor, claimsOf, isEnough } from "./token.ts";
import { wireRequestOf } from "./wire.ts";

const options = {
  target: { type: "string" },
  "token-env": { type: "string" },
  "allow-writes": { type: "boolean", default: false },
  param: { type: "string", multiple: true },
  help: { type: "boolean", short: "h", default: false },
} as const;

const help = `Sends the spec's requests to a provider of the API, and reports where its answers are not as the spec says.

  npm run contract -- --target URL --token-env NAME [options]

  --target URL          the address of the API, such as https://graph.microsoft.com/beta
  --token-env NAME      the environment variable that holds an access token; it is printed nowhere
  --param NAME=VALUE    a parameter's value instead of the spec's example; may be given several times
  --allow-writes        call the operations that write, too; what was there before is put back in the end

  Ends with 0 where there is no violation, 1 where there are some, and 2 where it could not begin.`;

/**
 * Checks a provider as the arguments say, and prints the violations.
 *
 * @param env the environment, which holds the token
 * @returns the exit code
 */
export async function main(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  print: (line: string) => void,
): Promise<0 | 1 | 2> {
  try {
    const { values } = parseArgs({ args: [...args], options });
    if (values.help) {
      print(help);
      return 0;
    }
    const url = urlFrom(values.target);
    const token = tokenFrom(values["token-env"], env);
    const document = await bundleSource();
    const operations = withParameters(operationsOf(document), values.param ?? []);
    const [granted, refused] = partition(operations, (operation) => isGranted(document, operation, token));
    const [called, writing] = partition(granted, ({ method }) => values["allow-writes"] || method === "get");
    print(
      claimsOf(token) ? `The token grants ${namesOf(granted)}.` : "The token is no JWT: it may grant all operations.",
    );
    if (refused.length > 0) print(`Not called, since the token does not grant it: ${namesOf(refused)}.`);
    if (writing.length > 0) print(`Not called without --allow-writes: ${namesOf(writing)}.`);
    const [first] = called;
    if (first === undefined)
      throw new Error("There is no operation to call: use a token that grants more, or --allow-writes.");
    await checkTarget({ url, token }, first);
    return await report(checkProvider(document, called, { url, token }), token, print);
  } catch (error) {
    print(messageOf(error as Error));
    return 2;
  }
}

/** Prints the violations of each exchange, and how many there were. */
async function report(
  exchanges: AsyncIterable<Exchange>,
  token: string,
  print: (line: string) => void,
): Promise<0 | 1> {
  const count = { requests: 0, violations: 0 };
  for await (const { request, violations } of exchanges) {
    count.requests++;
    count.violations += violations.length;
    if (violations.length > 0) print(request);
    for (const { path, expected, got } of violations) {
      // A provider may send back what it is sent.
      const shown = (JSON.stringify(got) ?? "nothing").replaceAll(token, "…");
      print(`  ${path || "/"}: expected ${expected}; got ${shown.length > 200 ? `${shown.slice(0, 200)}…` : shown}`);
    }
  }
  print(`${count.requests} requests, ${count.violations} violations`);
  return count.violations === 0 ? 0 : 1;
}

function urlFrom(text = ""): string {
  const url = URL.parse(text);
  const isLocal = /^(localhost|127\.[\d.]+|\[::1\])$/.test(url?.hostname ?? "");
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isLocal)) return text.replace(/\/$/, "");
  throw new Error(`--target takes an https address, or an http one on this machine, not "${text}".`);
}

function tokenFrom(name: string | undefined, env: Readonly<Record<string, string | undefined>>): string {
  if (name === undefined)
    throw new Error("--token-env NAME is missing: the environment variable that holds the token.");
  const token = env[name];
  if (!token) throw new Error(`The environment variable ${name} is ${token === "" ? "empty" : "not set"}.`);
  // RFC 6750, section 2.1.
  if (/^[\w\-.~+/]+=*$/.test(token)) return token;
  throw new Error(`The token in ${name} has white space, or other characters that no token has.`);
}

/** The operations with values for their parameters in place of the examples. */
function withParameters(operations: readonly Operation[], texts: readonly string[]): Operation[] {
  const known = operations.flatMap(({ parameters }) => parameters.map(({ name }) => name));
  const values = texts.map((text) => {
    const [, name = "", value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
    if (value === undefined) throw new Error(`--param takes NAME=VALUE, not "${text}".`);
    if (known.includes(name)) return [name, value] as const;
    throw new Error(`--param ${name}: there is no such parameter; there are ${[...new Set(known)].join(", ")}.`);
  });
  const byName = new Map(values);
  return operations.map((operation) => ({
    ...operation,
    parameters: operation.parameters.map((parameter) => {
      const example = byName.get(parameter.name);
      return example === undefined ? parameter : { ...parameter, example, required: true };
    }),
  }));
}

function isGranted(document: OpenApiDocument, operation: Operation, token: string): boolean {
  const claims = claimsOf(token);
  const alternatives = claimsFor(document, operation);
  return claims === undefined || alternatives.length === 0 || isEnough(claims, alternatives);
}

/** @throws {Error} where the target is not there, does not take the token, or something else answers in its place. */
async function checkTarget({ url, token }: Provider, operation: Operation): Promise<void> {
  const { target } = wireRequestOf(operation, inputOf(operation, undefined));
  const init = {
    headers: { authorization: `Bearer ${token}` },
    redirect: "manual",
    signal: AbortSignal.timeout(30_000),
  } as const;
  const response = await fetch(url + target, init).catch((error: Error) => {
    throw new Error(`${url} cannot be reached: ${((error.cause as Error | undefined) ?? error).message}.`);
  });
  await response.body?.cancel();
  if (response.status === 401) throw new Error(`${url} refuses the token with 401: get a new one, for this address.`);
  if (response.headers.get("content-type")?.includes("html")) {
    throw new Error(`${url} answers ${response.status} with HTML: a proxy or a sign-in page may stand in front of it.`);
  }
}

function messageOf(error: NodeJS.ErrnoException): string {
  const [problem] = error instanceof SpecError ? error.problems : [];
  if (problem !== undefined) return `${problem.location}: ${problem.message}`;
  return error.code?.startsWith("ERR_PARSE_ARGS") ? `${error.message} (--help lists the options)` : error.message;
}

function partition<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

function namesOf(operations: readonly Operation[]): string {
  return operations.map(({ operationId }) => operationId).join(", ") || "none of the operations";
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2), process.env, console.log);
