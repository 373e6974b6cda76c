import { randomInt } from "node:crypto";
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { parsePort, parseWholeNumber, UsageError } from "@run-summary/command-line";
import { sourceFile } from "@run-summary/spec";
import type { Chaos } from "../features/chaos.ts";
import { type Fault, faultNames, isFault } from "../features/faults.ts";
import type { LogFormat } from "../server/log.ts";
import type { MockOptions } from "../start-mock.ts";

const options = {
  port: { type: "string", default: "4010" },
  host: { type: "string", default: "127.0.0.1" },
  spec: { type: "string" },
  strict: { type: "boolean" },
  watch: { type: "boolean", default: false },
  stateful: { type: "boolean", default: false },
  seed: { type: "string" },
  throttle: { type: "boolean", default: false },
  "announced-permissions": { type: "boolean", default: false },
  latency: { type: "string", default: "0" },
  chaos: { type: "string" },
  "chaos-probability": { type: "string" },
  "chaos-seed": { type: "string" },
  upstream: { type: "string" },
  "body-limit": { type: "string", default: "1048576" },
  log: { type: "string", default: "pretty" },
  help: { type: "boolean", short: "h", default: false },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>["values"];

/**
 * Parses the arguments of the command. Returns `undefined` where they ask for help.
 *
 * @throws {UsageError} where the arguments are wrong.
 */
export function parseOptions(args: readonly string[]): MockOptions | undefined {
  const { values } = parseArgs({ args: [...args], options });
  if (values.help) return undefined;
  checkCombinations(values);
  const { watch, host, stateful, throttle, seed, chaos, upstream } = values;
  return {
    watch,
    host,
    stateful,
    throttle,
    announcedPermissions: values["announced-permissions"],
    // The bundle, which is served otherwise, is generated. Who watches edits the source.
    spec: values.spec ?? (watch ? sourceFile : undefined),
    strict: values.strict ?? values.spec === undefined,
    port: parsePort("--port", values.port),
    seed,
    latency: parseWholeNumber("--latency", values.latency, 60_000),
    chaos: chaos === undefined ? undefined : parseChaos(chaos, values),
    upstream: upstream === undefined ? undefined : parseUpstream(upstream),
    bodyLimit: parseWholeNumber("--body-limit", values["body-limit"], 2 ** 30),
    log: parseLogFormat(values.log),
  };
}

function checkCombinations(values: Values): void {
  const findGiven = (...names: (keyof Values)[]) => names.find((name) => values[name]);
  const mockOption = findGiven("chaos", "stateful", "seed", "throttle", "announced-permissions");
  if (values.upstream !== undefined && mockOption !== undefined)
    throw new UsageError(`--${mockOption} has no effect with --upstream, which sends the responses: omit one of them.`);
  if (values.watch && /^https?:/i.test(values.spec ?? ""))
    throw new UsageError(
      `--watch waits for files to change, and ${values.spec} is a URL: omit --watch, or save the document in a file.`,
    );
  if (values.watch && values.spec === undefined && !existsSync(sourceFile))
    throw new UsageError("--watch waits for the files of a document to change: name the document with --spec.");
  const chaosOption = findGiven("chaos-probability", "chaos-seed");
  if (values.chaos === undefined && chaosOption !== undefined)
    throw new UsageError(`--${chaosOption} has no effect without --chaos.`);
}

function parseChaos(text: string, { "chaos-probability": probability = "0.1", "chaos-seed": seed }: Values): Chaos {
  const names = text === "all" ? faultNames : text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !isFault(name));
  if (unknown !== undefined) throw createError("--chaos", unknown, `all or some of ${faultNames.join(", ")}`);
  if (!/^(0(\.\d+)?|1(\.0+)?)$/.test(probability))
    throw createError("--chaos-probability", probability, "a number from 0 to 1");
  return {
    faults: names as Fault[],
    probability: Number(probability),
    seed: seed === undefined ? randomInt(2 ** 32) : parseWholeNumber("--chaos-seed", seed, 2 ** 32 - 1),
  };
}

function parseUpstream(text: string): string {
  const url = URL.parse(text);
  if (url !== null && ["http:", "https:"].includes(url.protocol) && !/[?#]/.test(text)) return text;
  const expected = "an http or https address without a query, such as https://graph.microsoft.com/beta";
  throw createError("--upstream", text, expected);
}

function parseLogFormat(text: string): LogFormat {
  if (text === "pretty" || text === "json" || text === "silent") return text;
  throw createError("--log", text, "pretty, json or silent");
}

function createError(option: string, text: string, expected: string): UsageError {
  return new UsageError(`${option} takes ${expected}, not "${text}".`);
}
