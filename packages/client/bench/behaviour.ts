import { startServer } from "../compatibility/server.ts";
import type { Contender, Send } from "./contenders.ts";

interface Outcome {
  readonly answer?: { readonly received?: Received; readonly lastScriptRunDateTime?: unknown } | undefined;
  readonly error?: Error;
  readonly milliseconds: number;
}

interface Received {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

const again = ({ answer }: Outcome) => (answer ? "sent again" : "error");

/** What somebody may meet: the script's id, for which the server behaves so, and what is made of it. */
const faults: readonly { fault: string; id: () => string; verdict: (outcome: Outcome) => string }[] = [
  { fault: "429 without `Retry-After`", id: () => `bare429-${crypto.randomUUID()}`, verdict: again },
  {
    fault: "`Retry-After: 0.3`",
    id: () => `fraction-${crypto.randomUUID()}`,
    verdict: ({ answer, milliseconds }) => {
      if (!answer) return "error";
      return milliseconds < 290 ? "too early" : milliseconds < 700 ? "waits 0.3 s" : "waits longer";
    },
  },
  { fault: "502 with HTML", id: () => `html502-${crypto.randomUUID()}`, verdict: again },
  { fault: "connection reset", id: () => `reset-${crypto.randomUUID()}`, verdict: again },
  {
    fault: "claims challenge",
    id: () => `claims-${crypto.randomUUID()}`,
    verdict: ({ answer }) => (answer ? "new token" : "error"),
  },
  {
    fault: "307 to another host",
    id: () => "elsewhere",
    verdict: ({ answer }) =>
      answer ? (answer.received?.headers.authorization ? "sends the token" : "drops the token") : "error",
  },
  {
    fault: "`../` in an id",
    id: () => "echo/../x",
    verdict: ({ answer, error }) => {
      if (error) return "refused";
      return answer?.received?.url.includes("%2F") ? "encoded" : "another address";
    },
  },
  {
    fault: "`..` as an id",
    id: () => "..",
    verdict: ({ error }) => (error instanceof TypeError ? "refused" : "another address"),
  },
  {
    fault: "7-digit time stamp",
    id: () => "plain",
    verdict: ({ answer }) =>
      answer?.lastScriptRunDateTime === "2017-01-01T00:01:17.4310553-08:00" ? "kept" : "changed",
  },
  {
    fault: "200 with HTML",
    id: () => "html",
    verdict: ({ error }) => error?.name ?? "taken for an answer",
  },
];

async function outcomeOf(send: Send, id: string): Promise<Outcome> {
  const start = performance.now();
  try {
    const answer = (await send(id)) as Outcome["answer"];
    return { answer, milliseconds: performance.now() - start };
  } catch (error) {
    return { error: error as Error, milliseconds: performance.now() - start };
  }
}

/** What a contender does with each fault. */
export async function behaviourOf({ create }: Contender): Promise<Record<string, string>> {
  const server = await startServer();
  const realFetch = globalThis.fetch;
  const send = create(`${server.url}/beta`, (request) => realFetch(request));
  const behaviour: Record<string, string> = {};
  for (const { fault, id, verdict } of faults) behaviour[fault] = verdict(await outcomeOf(send, id()));
  globalThis.fetch = realFetch; // one of them puts its own in its place
  server.close();
  return behaviour;
}
