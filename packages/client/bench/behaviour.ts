import { startServer } from "../compatibility/server.ts";
import type { Contender, Send } from "./contenders.ts";

interface Outcome {
  readonly value?: { readonly received?: ReceivedRequest; readonly lastScriptRunDateTime?: unknown } | undefined;
  readonly error?: Error;
  readonly milliseconds: number;
}

interface ReceivedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

const describeRetry = ({ value }: Outcome) => (value ? "sent again" : "error");

/** The faults. The server shows each for a certain script's id; `verdict` says how the contender handles it. */
const faults: readonly { fault: string; id: () => string; verdict: (outcome: Outcome) => string }[] = [
  { fault: "429 without `Retry-After`", id: () => `bare429-${crypto.randomUUID()}`, verdict: describeRetry },
  {
    fault: "`Retry-After: 0.3`",
    id: () => `fraction-${crypto.randomUUID()}`,
    verdict: ({ value, milliseconds }) => {
      if (!value) return "error";
      return milliseconds < 290 ? "too early" : milliseconds < 700 ? "waits 0.3 s" : "waits longer";
    },
  },
  { fault: "502 with HTML", id: () => `html502-${crypto.randomUUID()}`, verdict: describeRetry },
  { fault: "connection reset", id: () => `reset-${crypto.randomUUID()}`, verdict: describeRetry },
  {
    fault: "claims challenge",
    id: () => `claims-${crypto.randomUUID()}`,
    verdict: ({ value }) => (value ? "new token" : "error"),
  },
  {
    fault: "307 to another host",
    id: () => "elsewhere",
    verdict: ({ value }) =>
      value ? (value.received?.headers.authorization ? "sends the token" : "drops the token") : "error",
  },
  {
    fault: "`../` in an id",
    id: () => "echo/../x",
    verdict: ({ value, error }) => {
      if (error) return "refused";
      return value?.received?.url.includes("%2F") ? "encoded" : "another address";
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
    verdict: ({ value }) => (value?.lastScriptRunDateTime === "2017-01-01T00:01:17.4310553-08:00" ? "kept" : "changed"),
  },
  {
    fault: "200 with HTML",
    id: () => "html",
    verdict: ({ error }) => error?.name ?? "taken for a value",
  },
];

async function observeOutcome(send: Send, id: string): Promise<Outcome> {
  const start = performance.now();
  try {
    const value = (await send(id)) as Outcome["value"];
    return { value, milliseconds: performance.now() - start };
  } catch (error) {
    return { error: error as Error, milliseconds: performance.now() - start };
  }
}

/** How a contender handles each fault. */
export async function observeBehaviour({ create }: Contender): Promise<Record<string, string>> {
  const server = await startServer();
  const realFetch = globalThis.fetch;
  const send = create(`${server.url}/beta`, (request) => realFetch(request));
  const behaviour: Record<string, string> = {};
  for (const { fault, id, verdict } of faults) behaviour[fault] = verdict(await observeOutcome(send, id()));
  globalThis.fetch = realFetch; // one contender replaces it
  server.close();
  return behaviour;
}
