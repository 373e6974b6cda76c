import type { FuzzCase } from "./cases/fuzz-case.ts";
import { checkExchange } from "./check-exchange.ts";
import { countBytes, type RawExchange, startExchange } from "./exchange.ts";
import { checkPeak } from "./measure/memory.ts";
import { ServerLost } from "./measure/start-server.ts";
import { checkTime } from "./measure/time.ts";
import type { Run } from "./run-target.ts";
import { openSession, settle, undoDeletion, waitForEnd } from "./session.ts";
import { addFailure, getKindResult, hasFailedOften } from "./tally.ts";

/**
 * Sends a case, and checks what comes of it and what it has cost. Where the server waits for a time limit, the rest is
 * checked when it ends.
 *
 * @returns the bytes that the client and the upstream have sent.
 */
export async function sendCase(run: Run, fuzzCase: FuzzCase): Promise<number> {
  const { session } = run;
  const before = session.last;
  const exchange = beginCase(run, fuzzCase);
  try {
    const usage = await settle(session, exchange);
    session.last = usage;
    const bytesIn = exchange.isDone() ? endCase(run, fuzzCase, exchange) : waitInBackground(run, fuzzCase, exchange);
    await checkTime(run, fuzzCase, usage.cpu - before.cpu, bytesIn);
    await checkPeak(run, fuzzCase, before);
    await undoDeletion(session, fuzzCase);
    return bytesIn;
  } catch (error) {
    await replaceServer(run, fuzzCase, error);
    return countBytes(fuzzCase);
  }
}

/** Sends cases at the same time and checks what comes of them. */
export async function sendTogether(run: Run, cases: readonly FuzzCase[]): Promise<void> {
  const { session } = run;
  const exchanges = cases.map((fuzzCase) => ({ fuzzCase, exchange: beginCase(run, fuzzCase) }));
  try {
    const all = exchanges.map(({ exchange }) => exchange);
    await settle(session, {
      done: Promise.all(all.map(({ done }) => done)),
      isDone: () => all.every(({ isDone }) => isDone()),
    });
    for (const { fuzzCase, exchange } of exchanges) {
      if (exchange.isDone()) endCase(run, fuzzCase, exchange);
      else waitInBackground(run, fuzzCase, exchange);
    }
    session.late.length = 0;
    session.last = await session.server.measure();
  } catch (error) {
    const together = { kind: "all", index: 0, pieces: [] };
    await replaceServer(run, together, error);
    for (const fuzzCase of cases) if (!hasFailedOften(run.tally, fuzzCase.kind)) await sendCase(run, fuzzCase); // which one was it?
  }
}

function beginCase(run: Run, fuzzCase: FuzzCase): RawExchange {
  const { session } = run;
  session.upstream?.expect(fuzzCase);
  run.sent++;
  run.tally.cases++;
  getKindResult(run.tally, fuzzCase.kind).cases++;
  return startExchange(session.server.port, fuzzCase);
}

function endCase({ tally, target, session }: Run, fuzzCase: FuzzCase, exchange: RawExchange): number {
  exchange.close();
  const { problems, status, bytesIn, amplification } = checkExchange(session, fuzzCase, exchange);
  const result = getKindResult(tally, fuzzCase.kind);
  const outcome = status === 0 ? "closed" : String(status);
  result.statuses.set(outcome, (result.statuses.get(outcome) ?? 0) + 1);
  result.worstAmplification = Math.max(result.worstAmplification, amplification);
  for (const { measure, message } of problems)
    addFailure(tally, target, fuzzCase, measure, message, exchange.readBytes());
  return bytesIn;
}

function waitInBackground(run: Run, fuzzCase: FuzzCase, exchange: RawExchange): number {
  const { session, tally, target } = run;
  const wait = async () => {
    await waitForEnd(exchange);
    session.waiting.delete(waiting);
    const isHung = !exchange.isDone();
    endCase(run, fuzzCase, exchange);
    session.late.push(fuzzCase);
    if (isHung) addFailure(tally, target, fuzzCase, "time", "no response, and the connection stays open");
  };
  const waiting = wait();
  session.waiting.add(waiting);
  return countBytes(fuzzCase);
}

/** Starts another server where the case has ended this one. */
async function replaceServer(
  run: Run,
  fuzzCase: Pick<FuzzCase, "kind" | "index" | "pieces">,
  error: unknown,
): Promise<void> {
  if (!(error instanceof ServerLost)) throw error;
  addFailure(run.tally, run.target, fuzzCase, "crash", error.message);
  await run.session.stop();
  run.session = await openSession(run.target, run.plan.module);
}
