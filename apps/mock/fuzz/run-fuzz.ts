import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createAjv } from "@run-summary/openapi/validation";
import { readBundle } from "@run-summary/spec";
import { createRandom } from "../src/features/random.ts";
import { startMock } from "../src/index.ts";
import { createGoodCase, type FuzzCase, generateCase } from "./cases.ts";

export interface FuzzReport {
  readonly cases: number;
  /** How often each kind of case had each status; `closed` where the connection ended without a response. */
  readonly outcomes: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** What is wrong, each with the case that caused it. */
  readonly failures: readonly string[];
}

// Milliseconds in which a request has to arrive.
const timeLimit = 400;
// Milliseconds after which a connection without a response counts as hung.
const maxWait = 5000;
const connections = 60;
const batchSize = 500;

/** Sends generated requests to a mock of its own and checks every response. The same seed sends the same requests. */
export async function runFuzz(
  count: number,
  seed: number,
  onBatch: (done: number) => void = () => {},
): Promise<FuzzReport> {
  const random = createRandom(seed);
  const findErrors = createErrorCheck();
  const outcomes: Record<string, Record<string, number>> = {};
  const failures: string[] = [];
  const onCrash = (error: unknown) => failures.push(`crash: ${(error as Error).stack}`);
  process.on("uncaughtException", onCrash).on("unhandledRejection", onCrash);
  const mock = await startMock({ timeLimit });
  const { port } = new URL(mock.url);

  const runCase = async (fuzzCase: FuzzCase) => {
    const { bytes, hung } = await exchange(Number(port), fuzzCase);
    const responses = parseResponses(bytes);
    const isHead = fuzzCase.pieces[0]?.subarray(0, 5).toString() === "HEAD ";
    const wrong = hung
      ? ["no response, and the connection stays open"]
      : responses.flatMap((response) => findErrors(response, isHead));
    if (wrong.length > 0) failures.push(`${fuzzCase.kind}: ${wrong.join("; ")}\n${describe(fuzzCase, bytes)}`);
    const outcome = responses.length === 0 ? "closed" : responses.map(({ status }) => status).join(" ");
    const counts = outcomes[fuzzCase.kind] ?? {};
    outcomes[fuzzCase.kind] = { ...counts, [outcome]: (counts[outcome] ?? 0) + 1 };
  };
  for (let done = 0; done < count; ) {
    const cases = Array.from({ length: Math.min(batchSize, count - done) }, () => generateCase(random));
    const queue = cases.values();
    await Promise.all(
      Array.from({ length: connections }, async () => {
        for (const fuzzCase of queue) await runCase(fuzzCase);
      }),
    );
    done += cases.length;
    const good = await exchange(Number(port), createGoodCase(random));
    const { status = 0 } = parseResponses(good.bytes)[0] ?? {};
    if (status < 200 || status > 299) failures.push(`the good request after ${done} failed:\n${good.bytes}`);
    onBatch(done);
  }
  await mock.close();
  process.off("uncaughtException", onCrash).off("unhandledRejection", onCrash);
  return { cases: count, outcomes, failures };
}

/** Receives what comes back on a connection until it ends or falls silent. */
async function exchange(
  port: number,
  { pieces, pause, halfClose }: FuzzCase,
): Promise<{ bytes: Buffer; hung: boolean }> {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true, noDelay: true });
  const received: Buffer[] = [];
  let last = performance.now();
  const closed = new Promise<boolean>((resolve) => {
    socket.on("data", (chunk: Buffer) => {
      received.push(chunk);
      last = performance.now();
    });
    socket.on("error", () => {});
    socket.once("end", () => resolve(true));
    socket.once("close", () => resolve(true));
  });
  for (const piece of pieces) {
    if (socket.destroyed) break;
    socket.write(piece);
    if (pause > 0) await sleep(pause);
  }
  if (halfClose) socket.end();
  // A connection that is kept alive is done when nothing more comes for a while.
  const isQuiet = async () => {
    const start = performance.now();
    for (;;) {
      await sleep(25);
      const hasResponded = received.length > 0 && performance.now() - last > 100;
      if (hasResponded || performance.now() - start > maxWait) return hasResponded;
    }
  };
  const ended = await Promise.race([closed, isQuiet()]);
  socket.destroy();
  return { bytes: Buffer.concat(received), hung: !ended };
}

interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function parseResponses(bytes: Buffer): RawResponse[] {
  const responses: RawResponse[] = [];
  let rest = bytes;
  for (;;) {
    const end = rest.indexOf("\r\n\r\n");
    if (end === -1) return responses;
    const [statusLine = "", ...fields] = rest.subarray(0, end).toString("latin1").split("\r\n");
    const [, status = "0"] = /^HTTP\/1\.1 (\d{3}) /.exec(statusLine) ?? [];
    const headers = Object.fromEntries(
      fields.map((field) => [
        field.slice(0, field.indexOf(":")).toLowerCase(),
        field.slice(field.indexOf(":") + 1).trim(),
      ]),
    );
    const length = status.startsWith("1") ? 0 : Number(headers["content-length"] ?? 0);
    // The response to HEAD has a length, but no body.
    const following = rest.subarray(end + 4);
    const body = following.subarray(0, following.subarray(0, 5).toString() === "HTTP/" ? 0 : length);
    if (!status.startsWith("1")) responses.push({ status: Number(status), headers, body: body.toString() });
    rest = following.subarray(body.length);
  }
}

/** Creates a function that finds what is wrong with a response: it must be a success, or an error that the spec describes. */
function createErrorCheck(): (response: RawResponse, isHead: boolean) => string[] {
  const ajv = createAjv("2020-12");
  ajv.addSchema(readBundle(), "openapi");
  const isError = ajv.compile({ $ref: "openapi#/components/schemas/GraphErrorBody" });
  return ({ status, headers, body }, isHead) => {
    const errors: string[] = [];
    if (status < 200 || status === 500) errors.push(`status ${status}: ${body}`);
    for (const name of ["request-id", "client-request-id", "date"]) if (!headers[name]) errors.push(`no ${name}`);
    if (status < 400 || isHead) return errors;
    try {
      if (!isError(JSON.parse(body))) errors.push(`${status} ${ajv.errorsText(isError.errors)}`);
    } catch {
      errors.push(`${status} without JSON: ${body.slice(0, 100)}`);
    }
    return errors;
  };
}

function describe({ pieces }: FuzzCase, bytes: Buffer): string {
  return `  sent ${JSON.stringify(Buffer.concat(pieces).toString("latin1").slice(0, 500))}\n  got  ${JSON.stringify(bytes.toString("latin1").slice(0, 500))}`;
}
