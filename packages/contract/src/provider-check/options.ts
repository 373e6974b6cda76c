import { parseArgs } from "node:util";
import { parseWholeNumber, UsageError } from "@run-summary/command-line";
import type { Provider } from "./check-provider.ts";

/** What the arguments of the command ask for. */
export interface CheckOptions {
  readonly provider: Provider;
  /** The document to check the provider by; without it, the project's own. */
  readonly spec: string | undefined;
  readonly allowWrites: boolean;
  /** `NAME=VALUE`: a parameter's value in place of the document's example. */
  readonly params: readonly string[];
  /** The file for the report in JUnit's form. */
  readonly junit: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

const options = {
  spec: { type: "string" },
  target: { type: "string" },
  "token-env": { type: "string" },
  "allow-writes": { type: "boolean", default: false },
  param: { type: "string", multiple: true },
  timeout: { type: "string", default: "10" },
  junit: { type: "string" },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** The text of `--help`. */
export const help = `Sends the document's requests to a provider of the API, and reports where its responses differ from the document.

  npx @run-summary/contract --target URL --token-env NAME [options]

  --target URL          the address of the API, such as https://graph.microsoft.com/beta
  --token-env NAME      the environment variable that holds an access token; it is printed nowhere
  --param NAME=VALUE    a parameter's value in place of the document's example; may be given several times
  --spec FILE           the document to check the provider by, in place of the one of this version
  --allow-writes        also call each PATCH of what a GET reads; in the end the original values are written back
  --timeout SECONDS     how long a response may take (10)
  --junit FILE          also write the report in JUnit's form

  In GitHub Actions, each mismatch becomes an annotation, too.
  The exit code is 0 without mismatches, 1 with mismatches, and 2 where the check could not begin.`;

/**
 * Reads the arguments of the command. Returns `undefined` where they ask for help.
 *
 * @throws {Error} where an argument is wrong, or the environment has no token.
 */
export function parseOptions(args: readonly string[], env: Environment): CheckOptions | undefined {
  const { values } = parseArgs({ args: [...args], options });
  if (values.help) return undefined;
  const url = parseTarget(values.target);
  const seconds = parseWholeNumber("--timeout", values.timeout, 3600);
  if (seconds === 0) throw new UsageError("--timeout takes at least 1 second.");
  return {
    provider: { url, token: readToken(values["token-env"], env), timeLimit: seconds * 1000 },
    spec: values.spec,
    allowWrites: values["allow-writes"],
    params: values.param ?? [],
    junit: values.junit,
  };
}

function parseTarget(text = ""): string {
  const url = URL.parse(text);
  const isLocal = /^(localhost|127\.[\d.]+|\[::1\])$/.test(url?.hostname ?? "");
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isLocal)) return text.replace(/\/$/, "");
  throw new Error(`--target takes an https address, or an http one on this machine, not "${text}".`);
}

function readToken(name: string | undefined, env: Environment): string {
  if (name === undefined)
    throw new Error("--token-env NAME is missing: the environment variable that holds the token.");
  const token = env[name];
  if (!token) throw new Error(`The environment variable ${name} is ${token === "" ? "empty" : "not set"}.`);
  // RFC 6750, section 2.1.
  if (/^[\w\-.~+/]+=*$/.test(token)) return token;
  throw new Error(`The token in ${name} has white space, or other characters that a token cannot have.`);
}
