import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { isUsageError } from "@run-summary/command-line";
import {
  createExampleInput,
  isGranted,
  listRequiredClaims,
  type OpenApiDocument,
  readTokenClaims,
} from "@run-summary/openapi";
import { buildAuthorizedRequest } from "../cases/example-cases.ts";
import { type Contract, createContract } from "../contract.ts";
import { canBeUndone } from "../operations/entity.ts";
import type { PreparedOperation } from "../operations/prepare-operation.ts";
import { readSpec } from "../read-spec.ts";
import { type DescribedRequest, describeRequest, formatAnnotations } from "../report/described-request.ts";
import { formatJUnit } from "../report/junit.ts";
import { createProgress, type Terminal } from "../report/progress.ts";
import { checkProvider, type Provider, type RequestReport } from "./check-provider.ts";
import { type CheckOptions, help, parseOptions } from "./options.ts";

/** What the command uses of the process that it runs in. */
export interface Surroundings {
  /** The environment, which holds the token. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly print: (line: string) => void;
  /** Shows how far the check is, where it is a terminal. */
  readonly progress?: Terminal;
  /** Reads the document of a file; without one, the project's own. */
  readonly readDocument?: (file: string | undefined) => OpenApiDocument | Promise<OpenApiDocument>;
}

/**
 * Checks a provider as the arguments say, and prints the mismatches.
 *
 * @returns the exit code
 */
export async function main(args: readonly string[], surroundings: Surroundings): Promise<0 | 1 | 2> {
  const { env, print, readDocument = readSpec } = surroundings;
  try {
    const options = parseOptions(args, env);
    if (options === undefined) {
      print(help);
      return 0;
    }
    if (options.junit !== undefined) await mkdir(dirname(options.junit), { recursive: true });
    const contract = createContract(await readDocument(options.spec));
    const called = chooseOperations(contract, options, print);
    const [first] = called;
    if (first === undefined)
      throw new Error("There is no operation to call: use a token that grants more, or --allow-writes.");
    await checkTarget(options.provider, first);
    const requests = await printReports(checkProvider(contract, called, options.provider), options, surroundings);
    if (options.junit !== undefined) await writeFile(options.junit, formatJUnit(requests));
    return requests.every(({ mismatches }) => mismatches.length === 0) ? 0 : 1;
  } catch (error) {
    const { message } = error as Error;
    print(isUsageError(error) ? `${message} (--help lists the options)` : message);
    return 2;
  }
}

/** The operations that the check calls. Prints which others it does not call, and why. */
function chooseOperations(
  { document, operations }: Contract,
  { provider: { token }, params, allowWrites }: CheckOptions,
  print: (line: string) => void,
): PreparedOperation[] {
  const known = replaceExamples(operations, params);
  const [granted, refused] = partition(known, (operation) => mayCall(document, operation, token));
  const [harmless, lasting] = partition(granted, (operation) => canBeUndone(granted, operation));
  const [called, writing] = partition(harmless, ({ method }) => allowWrites || method === "get");
  print(
    readTokenClaims(token)
      ? `The token grants ${formatNames(granted)}.`
      : "The token is not a JWT: it may grant all operations.",
  );
  if (refused.length > 0) print(`Not called, because the token does not grant it: ${formatNames(refused)}.`);
  if (lasting.length > 0) print(`Not called, because the check could not undo it: ${formatNames(lasting)}.`);
  if (writing.length > 0) print(`Not called without --allow-writes: ${formatNames(writing)}.`);
  return called;
}

/** Prints the mismatches of each request, and how many there were. Returns what was printed. */
async function printReports(
  reports: AsyncIterable<RequestReport>,
  { provider: { token } }: CheckOptions,
  { env, print, progress }: Surroundings,
): Promise<DescribedRequest[]> {
  const printed: DescribedRequest[] = [];
  const showProgress = createProgress(progress);
  const count = () =>
    `${printed.length} requests, ${printed.flatMap(({ mismatches }) => mismatches).length} mismatches`;
  for await (const report of reports) {
    const described = describeRequest(report, token);
    const { request, mismatches } = described;
    printed.push(described);
    showProgress("");
    if (mismatches.length > 0) print([request, ...mismatches.map((line) => `  ${line}`)].join("\n"));
    if (env.GITHUB_ACTIONS === "true") for (const line of formatAnnotations(described)) print(line);
    showProgress(`${count()}, the last: ${request}`);
  }
  showProgress("");
  print(count());
  return printed;
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
async function checkTarget({ url, token, timeLimit }: Provider, operation: PreparedOperation): Promise<void> {
  const { target, headers } = buildAuthorizedRequest(operation, createExampleInput(operation), token);
  const init = {
    headers,
    redirect: "manual",
    signal: AbortSignal.timeout(timeLimit),
  } as const;
  const response = await fetch(url + target, init).catch((error: Error) => {
    if (error.name === "TimeoutError")
      throw new Error(`${url} does not respond within ${timeLimit} ms. See --timeout.`);
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

function partition<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

function formatNames(operations: readonly PreparedOperation[]): string {
  return operations.map(({ operationId }) => operationId).join(", ") || "none of the operations";
}
