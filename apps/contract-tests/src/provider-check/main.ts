import { parseArgs } from "node:util";
import {
  createExampleInput,
  isGranted,
  listRequiredClaims,
  type OpenApiDocument,
  readDocument,
  readTokenClaims,
} from "@run-summary/openapi";
import { bundleSource, SpecError } from "@run-summary/spec/source";
import { buildAuthorizedRequest } from "../cases/example-cases.ts";
import { canBeUndone } from "../operations/entity.ts";
import type { PreparedOperation } from "../operations/prepare-operation.ts";
import { createContract } from "../suite/check.ts";
import { checkProvider, type Provider, type RequestReport } from "./check-provider.ts";

const options = {
  spec: { type: "string" },
  target: { type: "string" },
  "token-env": { type: "string" },
  "allow-writes": { type: "boolean", default: false },
  param: { type: "string", multiple: true },
  help: { type: "boolean", short: "h", default: false },
} as const;

const help = `Sends the spec's requests to a provider of the API, and reports where its responses differ from the spec.

  npm run contract -- --target URL --token-env NAME [options]

  --target URL          the address of the API, such as https://graph.microsoft.com/beta
  --token-env NAME      the environment variable that holds an access token; it is printed nowhere
  --param NAME=VALUE    a parameter's value in place of the spec's example; may be given several times
  --spec FILE           the document to check the provider by, in place of the spec
  --allow-writes        also call each PATCH of what a GET reads; in the end the original values are written back

  The exit code is 0 without mismatches, 1 with mismatches, and 2 where the check could not begin.`;

/**
 * Checks a provider as the arguments say, and prints the mismatches.
 *
 * @param env the environment, which holds the token
 * @param readOther reads the document of a file
 * @returns the exit code
 */
export async function main(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  print: (line: string) => void,
  readOther: (file: string) => OpenApiDocument = readDocument,
): Promise<0 | 1 | 2> {
  try {
    const { values } = parseArgs({ args: [...args], options });
    if (values.help) {
      print(help);
      return 0;
    }
    const url = parseTarget(values.target);
    const token = readToken(values["token-env"], env);
    const contract = createContract(values.spec === undefined ? await bundleSource() : readOther(values.spec));
    const { document } = contract;
    const operations = replaceExamples(contract.operations, values.param ?? []);
    const [granted, refused] = partition(operations, (operation) => mayCall(document, operation, token));
    const [harmless, lasting] = partition(granted, (operation) => canBeUndone(granted, operation));
    const [called, writing] = partition(harmless, ({ method }) => values["allow-writes"] || method === "get");
    print(
      readTokenClaims(token)
        ? `The token grants ${formatNames(granted)}.`
        : "The token is not a JWT: it may grant all operations.",
    );
    if (refused.length > 0) print(`Not called, because the token does not grant it: ${formatNames(refused)}.`);
    if (lasting.length > 0) print(`Not called, because the check could not undo it: ${formatNames(lasting)}.`);
    if (writing.length > 0) print(`Not called without --allow-writes: ${formatNames(writing)}.`);
    const [first] = called;
    if (first === undefined)
      throw new Error("There is no operation to call: use a token that grants more, or --allow-writes.");
    await checkTarget({ url, token }, first);
    return await printReports(checkProvider(contract, called, { url, token }), token, print);
  } catch (error) {
    print(describeError(error as Error));
    return 2;
  }
}

/** Prints the mismatches of each request, and how many there were. */
async function printReports(
  reports: AsyncIterable<RequestReport>,
  token: string,
  print: (line: string) => void,
): Promise<0 | 1> {
  const count = { requests: 0, mismatches: 0 };
  for await (const { request, mismatches } of reports) {
    count.requests++;
    count.mismatches += mismatches.length;
    if (mismatches.length > 0) print(request);
    for (const { pointer, expected, actual } of mismatches) {
      // A provider may send back the token that it was sent.
      const text = (JSON.stringify(actual) ?? "nothing").replaceAll(token, "…");
      print(`  ${pointer || "/"}: expected ${expected}; got ${text.length > 200 ? `${text.slice(0, 200)}…` : text}`);
    }
  }
  print(`${count.requests} requests, ${count.mismatches} mismatches`);
  return count.mismatches === 0 ? 0 : 1;
}

function parseTarget(text = ""): string {
  const url = URL.parse(text);
  const isLocal = /^(localhost|127\.[\d.]+|\[::1\])$/.test(url?.hostname ?? "");
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isLocal)) return text.replace(/\/$/, "");
  throw new Error(`--target takes an https address, or an http one on this machine, not "${text}".`);
}

function readToken(name: string | undefined, env: Readonly<Record<string, string | undefined>>): string {
  if (name === undefined)
    throw new Error("--token-env NAME is missing: the environment variable that holds the token.");
  const token = env[name];
  if (!token) throw new Error(`The environment variable ${name} is ${token === "" ? "empty" : "not set"}.`);
  // RFC 6750, section 2.1.
  if (/^[\w\-.~+/]+=*$/.test(token)) return token;
  throw new Error(`The token in ${name} has white space, or other characters that a token cannot have.`);
}

/** The operations with values for their parameters in place of the examples. */
function replaceExamples(operations: readonly PreparedOperation[], texts: readonly string[]): PreparedOperation[] {
  const known = operations.flatMap(({ parameters }) => parameters.map(({ name }) => name));
  const values = texts.map((text) => {
    const [, name = "", value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
    if (value === undefined) throw new Error(`--param takes NAME=VALUE, not "${text}".`);
    if (known.includes(name)) return [name, value] as const;
    throw new Error(
      `--param ${name}: there is no such parameter. The parameters are ${[...new Set(known)].join(", ")}.`,
    );
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

function mayCall(document: OpenApiDocument, operation: PreparedOperation, token: string): boolean {
  const claims = readTokenClaims(token);
  const alternatives = listRequiredClaims(document, operation);
  const announced = listRequiredClaims(document, { security: operation.announcedSecurity });
  return claims === undefined || alternatives.length === 0 || isGranted(claims, [...alternatives, ...announced]);
}

/** @throws {Error} where the target cannot be reached, rejects the token, or something else responds in its place. */
async function checkTarget({ url, token }: Provider, operation: PreparedOperation): Promise<void> {
  const { target, headers } = buildAuthorizedRequest(operation, createExampleInput(operation), token);
  const init = {
    headers,
    redirect: "manual",
    signal: AbortSignal.timeout(30_000),
  } as const;
  const response = await fetch(url + target, init).catch((error: Error) => {
    throw new Error(`${url} cannot be reached: ${((error.cause as Error | undefined) ?? error).message}.`);
  });
  await response.body?.cancel();
  if (response.status === 401) throw new Error(`${url} rejects the token with 401. Get a new one for this address.`);
  if (response.headers.get("content-type")?.includes("html")) {
    throw new Error(
      `${url} responds ${response.status} with HTML. A proxy or a sign-in page may stand in front of it.`,
    );
  }
}

function describeError(error: NodeJS.ErrnoException): string {
  const [problem] = error instanceof SpecError ? error.problems : [];
  if (problem !== undefined) return `${problem.location}: ${problem.message}`;
  return error.code?.startsWith("ERR_PARSE_ARGS") ? `${error.message} (--help lists the options)` : error.message;
}

function partition<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

function formatNames(operations: readonly PreparedOperation[]): string {
  return operations.map(({ operationId }) => operationId).join(", ") || "none of the operations";
}
