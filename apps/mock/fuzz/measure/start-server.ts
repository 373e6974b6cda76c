import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** What the process of a server has used. */
export interface Usage {
  /** Milliseconds of all its threads since its start. */
  readonly cpu: number;
  /** Bytes of its memory. */
  readonly rss: number;
  /** Bytes of the memory that its objects hold. */
  readonly held: number;
  /** The most bytes that its memory has had since its start. */
  readonly peak: number;
}

export interface MeasuredServer {
  readonly port: number;
  readonly apiUrl: string;
  /**
   * Asks the process, after everything that it has begun.
   *
   * @throws {ServerLost} where it has ended, or is busy for too long.
   */
  measure(options?: { gc: boolean }): Promise<Usage>;
  stop(): Promise<void>;
}

/** The process has ended by itself, or does nothing but one thing. */
export class ServerLost extends Error {}

const script = fileURLToPath(new URL("measured-server.ts", import.meta.url));
// A process with more objects than these hold ends. No mock needs nearly as much.
const maxHeapMegabytes = 700;
// A process is lost that does not report within this many times the time that its own start took, and not within this
// many milliseconds either.
const maxStarts = 15;
const minWait = 30_000;

/**
 * Starts a server in a process of its own.
 *
 * @param module the URL of a module that exports `startMock`
 * @throws {Error} where `startMock` does.
 */
export async function startServer(module: string, options: object): Promise<MeasuredServer> {
  const begin = performance.now();
  const child = fork(script, [module, JSON.stringify(options)], {
    execArgv: ["--expose-gc", `--max-old-space-size=${maxHeapMegabytes}`],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const output: string[] = [];
  child.stderr?.on("data", (data: Buffer) => void output.push(data.toString()));
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill); // even if this process fails
  child.once("exit", () => process.off("exit", kill));
  const explainEnd = () => `its process ended: ${summarize(output.join(""))}`;
  const started = await receiveMessage<{ url: string; apiUrl: string; problem?: string }>(child, explainEnd);
  if (started.problem !== undefined) throw new Error(started.problem);
  const maxWait = Math.max(minWait, maxStarts * (performance.now() - begin));
  return {
    port: Number(new URL(started.url).port),
    apiUrl: started.apiUrl,
    async measure(request = { gc: false }) {
      const timer = setTimeout(kill, maxWait);
      try {
        const received = receiveMessage<Usage>(child, () =>
          child.killed ? `it did nothing else for ${Math.round(maxWait)} ms` : explainEnd(),
        );
        if (child.connected) child.send(request, () => {}); // where it fails, the process ends
        return await received;
      } finally {
        clearTimeout(timer);
      }
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      kill();
      await once(child, "exit");
    },
  };
}

/** Waits for the next message of the process. */
function receiveMessage<Message>(child: ChildProcess, explainEnd: () => string): Promise<Message> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: unknown) => {
      child.off("close", onClose);
      resolve(message as Message);
    };
    const onClose = () => {
      child.off("message", onMessage);
      reject(new ServerLost(explainEnd()));
    };
    if (child.exitCode !== null || child.signalCode !== null) onClose();
    else child.once("message", onMessage).once("close", onClose);
  });
}

/** The message of an error in the output of a process that ended. */
function summarize(output: string): string {
  const lines = output.split("\n").filter((line) => /error|fatal|^\s+at /i.test(line));
  return lines.slice(0, 4).join(" ").trim() || "without a message";
}
