import { randomInt } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Chaos, descriptionOf, type Fault, faultNames, isFault } from "./faults.ts";
import type { Seed } from "./memory.ts";
import type { MockOptions } from "./start-mock.ts";

const options = {
  port: { type: "string", default: "4010" },
  host: { type: "string", default: "127.0.0.1" },
  spec: { type: "string" },
  watch: { type: "boolean", default: false },
  stateful: { type: "boolean", default: false },
  seed: { type: "string" },
  throttle: { type: "boolean", default: false },
  latency: { type: "string", default: "0" },
  chaos: { type: "string" },
  "chaos-probability": { type: "string" },
  "chaos-seed": { type: "string" },
  upstream: { type: "string" },
  "body-limit": { type: "string", default: "1048576" },
  log: { type: "string", default: "pretty" },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** What `--help` prints. */
export function help(): string {
  const names = faultNames.map((name) => `    ${name.padEnd(16)}${descriptionOf(name)}`);
  return `A mock of the API: answers with the spec's examples, and says what is wrong with a request.

  run-summary-mock [options]

  --port PORT                 port to listen on, 0 for any free one (4010)
  --host HOST                 address to listen on (127.0.0.1)
  --spec FILE                 OpenAPI document to serve (the project's own)
  --watch                     serve the document anew when a file of it changes
  --log pretty|json|silent    a line for each request, for people or for programs (pretty)

  --stateful                  a PATCH changes what a GET answers; POST /_mock/reset forgets it
  --seed FILE                 the entities that exist at the start: JSON, {"path below the API's root": {entity}}
  --throttle                  429 beyond the limits in the spec's x-throttling
  --latency MS                wait before each answer (0)
  --body-limit BYTES          413 for a larger body (1048576)

  --chaos all|FAULT,…         hit requests with faults
  --chaos-probability P       the share of requests that are hit, 0 to 1 (0.1)
  --chaos-seed N              the same seed, the same run (random, printed at the start)

  --upstream URL              pass requests on to this address, and validate both directions

  -h, --help                  this text

  A request can ask for more:
    Prefer: code=429, example=NAME, dynamic=true    another documented answer, or a generated one
    Mock-Fault: FAULT                               a fault

  Faults:
${names.join("\n")}
`;
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>["values"];

/**
 * The options of the mock that arguments ask for; `undefined` where they ask for help.
 *
 * @throws {Error} that says what is wrong, with a code where it is the arguments themselves.
 */
export async function mockOptionsFrom(args: readonly string[]): Promise<MockOptions | undefined> {
  const { values } = parseArgs({ args: [...args], options });
  if (values.help) return undefined;
  checkTogether(values);
  // What is edited is the source; the bundle that is served otherwise is generated from it.
  const source = fileURLToPath(import.meta.resolve("@run-summary/spec/source.yaml"));
  const { watch, host, stateful, throttle, seed, chaos, upstream } = values;
  return {
    watch,
    host,
    stateful,
    throttle,
    spec: values.spec ?? (watch ? source : undefined),
    port: numberFrom("port", values.port, 65_535),
    seed: seed === undefined ? undefined : await seedFrom(seed),
    latency: numberFrom("latency", values.latency, 60_000),
    chaos: chaos === undefined ? undefined : chaosFrom(chaos, values),
    upstream: upstream === undefined ? undefined : urlFrom(upstream),
    bodyLimit: numberFrom("body-limit", values["body-limit"], 2 ** 30),
    log: logFrom(values.log),
  };
}

function checkTogether(values: Values): void {
  const given = (...names: (keyof Values)[]) => names.find((name) => values[name]);
  const mocking = given("chaos", "stateful", "seed", "throttle");
  if (values.upstream !== undefined && mocking !== undefined)
    throw usageError(`--${mocking} has no effect with --upstream, which answers: leave one out.`);
  const chaotic = given("chaos-probability", "chaos-seed");
  if (values.chaos === undefined && chaotic !== undefined)
    throw usageError(`--${chaotic} has no effect without --chaos.`);
}

function wrong(option: string, text: string, takes: string): Error {
  return usageError(`--${option} takes ${takes}, not "${text}".`);
}

function usageError(message: string): Error {
  return Object.assign(new Error(message), { code: "ERR_OPTION" });
}

function numberFrom(option: string, text: string, most: number): number {
  if (/^\d+$/.test(text) && Number(text) <= most) return Number(text);
  throw wrong(option, text, `a whole number from 0 to ${most}`);
}

function chaosFrom(text: string, { "chaos-probability": probability = "0.1", "chaos-seed": seed }: Values): Chaos {
  const names = text === "all" ? faultNames : text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !isFault(name));
  if (unknown !== undefined) throw wrong("chaos", unknown, `all or some of ${faultNames.join(", ")}`);
  if (!/^(0(\.\d+)?|1(\.0+)?)$/.test(probability))
    throw wrong("chaos-probability", probability, "a number from 0 to 1");
  return {
    faults: names as Fault[],
    probability: Number(probability),
    seed: seed === undefined ? randomInt(2 ** 32) : numberFrom("chaos-seed", seed, 2 ** 32 - 1),
  };
}

function urlFrom(text: string): string {
  const url = URL.parse(text);
  if (url !== null && ["http:", "https:"].includes(url.protocol)) return text;
  throw wrong("upstream", text, "an http or https address, such as https://graph.microsoft.com/beta");
}

function logFrom(text: string): "pretty" | "json" | "silent" {
  if (text === "pretty" || text === "json" || text === "silent") return text;
  throw wrong("log", text, "pretty, json or silent");
}

async function seedFrom(file: string): Promise<Seed> {
  const text = await readFile(file, "utf8");
  try {
    const seed: unknown = JSON.parse(text);
    if (typeof seed === "object" && seed !== null && !Array.isArray(seed)) return seed as Seed;
  } catch (error) {
    throw new Error(`${file} is not valid JSON: ${(error as Error).message}.`);
  }
  throw new Error(`${file} does not hold an object of entities by their paths: {"/path/below/the/root": {…}}.`);
}
