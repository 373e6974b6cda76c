import { styleText } from "node:util";
import { help, mockOptionsFrom } from "./command-line.ts";
import { eventLine } from "./log.ts";
import type { Mock, MockOptions } from "./start-mock.ts";

/** The command line: the mock server that it starts. Without one it has said why. */
export async function main(args: readonly string[]): Promise<Mock | undefined> {
  try {
    const options = await mockOptionsFrom(args);
    if (options === undefined) {
      console.log(help());
      return undefined;
    }
    const { startMock } = await import("./start-mock.ts");
    const mock = await startMock(options);
    const event = { listening: mock.apiUrl, chaosSeed: options.chaos?.seed };
    console.log(options.log === "json" ? eventLine(event) : greeting(mock.apiUrl, options));
    return mock;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    console.error(styleText("red", message, { stream: process.stderr }) + hintFor(code));
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
  if (code === "EADDRINUSE" || code === "EACCES") return "\nChoose another port with --port, or 0 for any free one.";
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return "\nChoose an address of this machine with --host, such as 127.0.0.1.";
  return code?.startsWith("ERR_PARSE_ARGS") || code === "ERR_OPTION" ? "\n--help lists the options." : "";
}
