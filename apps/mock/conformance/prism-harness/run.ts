import { glob, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compareResponses } from "../http/compare.ts";
import { describeResponse, type PlainResponse } from "../http/message.ts";
import { sendRequest } from "../http/send.ts";
import type { CaseResult, SuiteReport } from "../report.ts";
import type { StartServer } from "../servers.ts";
import { type CurlRequest, parseCurl } from "./parse-curl.ts";
import { type HarnessCase, readCase } from "./read-case.ts";
import { findMissingFeature, findOtherFormat, findRule } from "./rules.ts";
import { readServerLine } from "./server-line.ts";
import { type StandIn, startStandIn } from "./stand-in.ts";

/** Runs all cases of a folder: each document is served by a mock of its own, which gets one request. */
export async function runPrismHarness(folder: string, startServer: StartServer): Promise<SuiteReport> {
  const names = (await Array.fromAsync(glob("**/*.txt", { cwd: folder }))).toSorted();
  const temporary = await mkdtemp(join(tmpdir(), "conformance-"));
  const standIn = await startStandIn();
  const results: CaseResult[] = [];
  try {
    for (const name of names) {
      const harnessCase = await readCase(join(folder, name));
      const file = join(temporary, "document.yaml");
      await writeFile(file, harnessCase.document);
      results.push({ name, ...(await runCase(harnessCase, file, standIn, startServer)) });
    }
  } finally {
    await standIn.close();
    await rm(temporary, { recursive: true });
  }
  const notes = [
    "a proxy's upstream is a stand-in for httpbin.org on the loopback, with /status/N, /json and /html; the last two respond with the body that the case expects.",
    "Prism's -d is sent as Prefer: dynamic=true.",
  ];
  return { title: "Prism's test-harness", notes, results };
}

async function runCase(
  harnessCase: HarnessCase,
  file: string,
  standIn: StandIn,
  startServer: StartServer,
): Promise<Omit<CaseResult, "name">> {
  const { comparison, expected, command, server } = harnessCase;
  standIn.body = expected.status === 200 && expected.body !== "" ? expected.body : '{"slideshow":{}}';
  const asked = readServerLine(server, file, standIn.url);
  const request = parseCurl(command);
  const actual = await requestResponse(() => startServer(asked.options), request);
  const differences =
    typeof actual === "string" ? ["the document is refused"] : compareResponses(comparison, expected, actual);
  if (differences.length === 0) return { verdict: "same" };
  const missing = findMissingFeature(harnessCase, asked);
  if (missing !== undefined) return { verdict: "not asked for", reason: missing };
  const rule = typeof actual === "string" ? undefined : findRule({ expected, actual, differences, request });
  if (rule !== undefined) return { verdict: "on purpose", reason: rule };
  const format = findOtherFormat(harnessCase);
  if (format !== undefined) return { verdict: "not asked for", reason: format };
  const detail = `expected ${describeResponse(expected)}\n  actual   ${typeof actual === "string" ? actual : describeResponse(actual)}`;
  return { verdict: "worse", reason: `differs: ${differences.join(", ")}`, detail: `${command}\n  ${detail}` };
}

/** Adds headers, but for those that the request has. */
function addHeaders(request: CurlRequest, headers: Readonly<Record<string, string>>): CurlRequest {
  const given = request.headers.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  const added = Object.entries(headers).filter(([name]) => !given.includes(name));
  return { ...request, headers: [...request.headers, ...added.flat()] };
}

/** Returns the response, or why there is none. */
async function requestResponse(
  start: () => ReturnType<StartServer>,
  request: CurlRequest,
): Promise<PlainResponse | string> {
  try {
    const server = await start();
    try {
      const response = await sendRequest(server.url, addHeaders(request, server.headers ?? {}));
      return request.isHeadOnly ? { ...response, body: "" } : response;
    } finally {
      await server.close();
    }
  } catch (error) {
    return (error as Error).message;
  }
}
