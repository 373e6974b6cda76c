import { randomInt } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs, styleText } from "node:util";
import { type Chaos, descriptionOf, type Fault, faultNames, isFault } from "./faults.ts";
import type { Seed } from "./memory.ts";
import type { Mock, MockOptions } from "./start-mock.ts";

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
  "chaos-probability": { type: "string", default: "0.1" },
  "chaos-seed": { type: "string" },
  upstream: { type: "string" },
  "body-limit": { type: "string", default: "1048576" },
  log: { type: "string", default: "pretty" },
  help: { type: "boolean", short: "h", default: false },
} as const;

function help(): string {
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

  A request can ask for more:
    Prefer: code=429, example=NAME, dynamic=true    another documented answer, or a generated one
    Mock-Fault: FAULT                               a fault

  Faults:
${names.join("\n")}
`;
}

/** The command line: the mock server that it starts. Without one it has said why. */
export async function main(args: readonly string[]): Promise<Mock | undefined> {
  try {
    const { values } = parseArgs({ args: [...args], options });
    if (values.help) {
      console.log(help());
      return undefined;
    }
    const mockOptions = await mockOptionsFrom(values);
    const { startMock } = await import("./start-mock.ts");
    const mock = await startMock(mockOptions);
    const seed = mockOptions.chaos?.seed;
    const event = { listening: mock.apiUrl, ...(seed === undefined ? {} : { chaosSeed: seed }) };
    console.log(values.log === "json" ? JSON.stringify(event) : greeting(mock.apiUrl, mockOptions));
    return mock;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    console.error(styleText("red", message) + hintFor(code));
    process.exitCode = 2;
    return undefined;
  }
}

function greeting(url: string, { upstream, chaos }: MockOptions): string {
  const what = upstream === undefined ? "Mock" : `Validating proxy for ${withoutUserInfo(upstream)}`;
  const replay = chaos === undefined ? "" : `\nChaos: --chaos-seed ${chaos.seed} replays this run.`;
  return `${what}: ${styleText("underline", url)} (Ctrl-C ends it)${replay}`;
}

function withoutUserInfo(address: string): string {
  return Object.assign(new URL(address), { username: "", password: "" }).href;
}

function hintFor(code: string | undefined): string {
  if (code === "EADDRINUSE") return "\nChoose another port with --port, or 0 for any free one.";
  return code?.startsWith("ERR_PARSE_ARGS") || code === "ERR_OPTION" ? "\n--help lists the options." : "";
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>["values"];

async function mockOptionsFrom(values: Values): Promise<MockOptions> {
  const without =
    values.upstream === undefined
      ? undefined
      : (["chaos", "stateful", "seed", "throttle"] as const).find((name) => values[name]);
  if (without !== undefined)
    throw usageError(`--${without} has no effect with --upstream, which answers: leave one out.`);
  // What is edited is the source; the bundle that is served otherwise is generated from it.
  const source = fileURLToPath(import.meta.resolve("@run-summary/spec/source.yaml"));
  const spec = values.spec ?? (values.watch ? source : undefined);
  return {
    port: numberFrom("port", values.port, 0, 65_535),
    host: values.host,
    ...(spec === undefined ? {} : { spec }),
    watch: values.watch,
    stateful: values.stateful,
    ...(values.seed === undefined ? {} : { seed: await seedFrom(values.seed) }),
    throttle: values.throttle,
    latency: numberFrom("latency", values.latency, 0, 60_000),
    ...(values.chaos === undefined ? {} : { chaos: chaosFrom(values.chaos, values) }),
    ...(values.upstream === undefined ? {} : { upstream: urlFrom(values.upstream) }),
    bodyLimit: numberFrom("body-limit", values["body-limit"], 0, 2 ** 30),
    log: logFrom(values.log),
  };
}

function wrong(option: string, text: string, takes: string): Error {
  return usageError(`--${option} takes ${takes}, not "${text}".`);
}

function usageError(message: string): Error {
  return Object.assign(new Error(message), { code: "ERR_OPTION" });
}

function numberFrom(option: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw wrong(option, text, `a whole number from ${least} to ${most}`);
}

function chaosFrom(text: string, { "chaos-probability": probability, "chaos-seed": seed }: Values): Chaos {
  const names = text === "all" ? faultNames : text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !isFault(name));
  if (unknown !== undefined) throw wrong("chaos", unknown, `all or some of ${faultNames.join(", ")}`);
  if (!/^(0(\.\d+)?|1(\.0+)?)$/.test(probability))
    throw wrong("chaos-probability", probability, "a number from 0 to 1");
  return {
    faults: names as Fault[],
    probability: Number(probability),
    seed: seed === undefined ? randomInt(2 ** 32) : numberFrom("chaos-seed", seed, 0, 2 ** 32 - 1),
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
