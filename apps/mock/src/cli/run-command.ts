import { styleText } from "node:util";
import { explainListenError, isUsageError } from "@run-summary/command-line";
import { formatEvent } from "../server/log.ts";
import type { Mock, MockOptions } from "../start-mock.ts";
import { createHelp } from "./help.ts";
import { parseOptions } from "./options.ts";

/** Runs the command. Returns the mock that it has started; without one, it has printed why. */
export async function runCommand(args: readonly string[]): Promise<Mock | undefined> {
  try {
    const options = parseOptions(args);
    if (options === undefined) {
      console.log(createHelp());
      return undefined;
    }
    const { startMock } = await import("../start-mock.ts"); // the help, and wrong options, do not wait for Prism
    const mock = await startMock(options);
    const event = { listening: mock.apiUrl, chaosSeed: options.chaos?.seed };
    console.log(options.log === "json" ? formatEvent(event) : createGreeting(mock.apiUrl, options));
    return mock;
  } catch (error) {
    const message = explainListenError(error, { port: "--port", host: "--host" });
    const hint = isUsageError(error) ? "\n--help lists the options." : "";
    console.error(styleText("red", message, { stream: process.stderr }) + hint);
    process.exitCode = 2;
    return undefined;
  }
}

function createGreeting(url: string, { upstream, chaos }: MockOptions): string {
  const title = upstream === undefined ? "Mock" : `Validating proxy for ${removeUserInfo(upstream)}`;
  const replay = chaos === undefined ? "" : `\nChaos: --chaos-seed ${chaos.seed} replays this run.`;
  return `${title}: ${styleText("underline", url)} (Ctrl-C ends it)${replay}`;
}

function removeUserInfo(address: string): string {
  const url = new URL(address);
  url.username = "";
  url.password = "";
  return url.href;
}
