// An upstream that misbehaves as a case says, and that records what is wrong with the requests that reach it.
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { FuzzCase } from "../cases/fuzz-case.ts";
import { createReply } from "./behaviours.ts";
import type { Reply } from "./reply.ts";

export interface Upstream {
  /** With a base path, which no request may leave. */
  readonly url: string;
  /** Says what the next cases send, and what they want of the upstream. */
  expect(fuzzCase: FuzzCase): void;
  /** What is wrong with the requests of a case that have arrived, and how many bytes the upstream sent for them. */
  finish(fuzzCase: FuzzCase): { problems: readonly string[]; bytes: number };
  close(): Promise<void>;
}

interface Expected {
  readonly target: string | undefined;
  readonly reply: Reply;
  readonly problems: string[];
  bytes: number;
}

const basePath = "/base/v2";
// An endless response ends here, should the proxy take it all.
const maxBytes = 150 * 2 ** 20;

/** @param apiBasePaths the paths of the document's servers, which a proxy replaces by the upstream's */
export async function startUpstream(apiBasePaths: readonly string[]): Promise<Upstream> {
  const cases = new Map<string, Expected>();
  const createExpected = ({ target, behaviour = "a good response" }: Partial<FuzzCase> = {}): Expected => ({
    target,
    reply: createReply(behaviour), // created before the request is sent: a bomb takes longer than the proxy waits
    problems: [],
    bytes: 0,
  });
  let others = createExpected();
  const server = createServer({ requireHostHeader: false, requestTimeout: 0, headersTimeout: 0 }, (request) => {
    const expected = cases.get(String(request.headers["x-fuzz-case"])) ?? others;
    expected.problems.push(...findProblems(request, expected.target, apiBasePaths));
    request.on("error", () => {}).resume();
    reply(request.socket, expected).catch(() => request.socket.destroy());
  });
  server.on("connection", (socket) => socket.on("error", () => {}));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${basePath}`,
    expect: (fuzzCase) => void cases.set(`${fuzzCase.kind}/${fuzzCase.index}`, createExpected(fuzzCase)),
    finish({ kind, index }) {
      const expected = cases.get(`${kind}/${index}`);
      const problems = [...(expected?.problems.splice(0) ?? []), ...others.problems];
      others = createExpected();
      return { problems, bytes: expected?.bytes ?? 0 };
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function reply(socket: Socket, expected: Expected): Promise<void> {
  const { pieces, pause = 0, end } = expected.reply;
  const limit = expected.bytes + maxBytes;
  const send = async function* () {
    for (const piece of pieces) {
      if (expected.bytes > limit) return;
      expected.bytes += piece.length;
      yield typeof piece === "string" ? Buffer.from(piece, "latin1") : piece;
      if (pause > 0) await sleep(pause);
    }
  };
  await pipeline(send, socket, { end: false });
  if (end === "reset") socket.resetAndDestroy();
  else if (end === undefined) socket.destroySoon();
}

/** Finds what a request has that a proxy does not send. */
function findProblems(
  { url = "", headers, method = "" }: IncomingMessage,
  target: string | undefined,
  apiBasePaths: readonly string[],
): string[] {
  const [path = ""] = url.split("?");
  const problems: string[] = [];
  const hasDots = path.split(/[/\\]|%2f|%5c/i).some((segment) => /^(\.|%2e){1,2}$/i.test(segment));
  if (!(path === basePath || path.startsWith(`${basePath}/`)) || hasDots)
    problems.push(`the upstream's base path is left: ${method} ${url}`);
  if (target !== undefined && !listForwarded(target, apiBasePaths).includes(url)) {
    problems.push(
      `the upstream received ${JSON.stringify(url)}, and not the target ${JSON.stringify(target)} below its base path`,
    );
  }
  const hopByHop = ["x-hop", "te", "trailer", "upgrade", "keep-alive", "proxy-authorization", "mock-fault"];
  for (const name of hopByHop)
    if (headers[name] !== undefined) problems.push(`the upstream received the header ${name}`);
  return problems;
}

/** The addresses that a target may have at the upstream: below its base path, with or without a path of the API's servers. */
function listForwarded(target: string, apiBasePaths: readonly string[]): string[] {
  const segments = target.split("/");
  const stripped = apiBasePaths.flatMap((path) => {
    const known = path.split("/");
    const isBelow = known.every((part, index) => part.includes("{") || part === decode(segments[index] ?? ""));
    return isBelow
      ? [
          segments
            .slice(known.length)
            .map((segment) => `/${segment}`)
            .join(""),
        ]
      : [];
  });
  return [target, ...stripped].map((path) => basePath + path);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
