import { type Fact, factsOf, type View } from "./fact.ts";
import { type Finding, factsByProbing, pathFrom } from "./probing.ts";
import { type RecordingServer, startRecordingServer } from "./recording-server.ts";

/** What the client's packages export that is looked at. */
export interface ClientModules {
  createRunSummaryClient(options: {
    token: string;
    baseUrl: string;
    retry: { attempts: number };
    validateResponse: (operationId: string, answer: unknown) => void;
  }): object;
  validateResponse(operationId: string, answer: unknown): void;
}

/** The client looks at bodies, and sends parameters and knows no status. */
export const clientSees: View = ({ subject, attribute, value }, says) => {
  const [place = "", ...names] = subject;
  if (place === "") return attribute === "security" ? undefined : value;
  if (place === "parameter") {
    const isInPath = says(subject, "in") === "path";
    return attribute === "in" || (attribute === "required" && isInPath) ? value : undefined;
  }
  const isBody = place === "body";
  if (!isBody && !/^answer 2/.test(place)) return undefined;
  if (names.length === 0 && (attribute === "required" || (!isBody && attribute === "media types"))) return undefined;
  if (attribute === "read-only" || (attribute === "format" && value !== "date-time")) return undefined;
  return value;
};

type Method = (input: object) => Promise<unknown>;

/** What the built client does, told from outside: what it reads, sends and refuses. The candidates tell the names to try. */
export async function factsFromClient(modules: ClientModules, candidates: readonly Fact[]): Promise<Fact[]> {
  const server = await startRecordingServer();
  const client = modules.createRunSummaryClient({
    token: "token",
    baseUrl: server.url,
    retry: { attempts: 1 },
    validateResponse: modules.validateResponse,
  });
  const facts: Fact[] = [];
  try {
    for (const [name, method] of Object.entries(client)) {
      if (typeof method === "function")
        facts.push(...(await factsOfMethod(name, method as Method, server, candidates)));
    }
  } finally {
    server.close();
  }
  return facts;
}

async function factsOfMethod(
  operationId: string,
  method: Method,
  server: RecordingServer,
  candidates: readonly Fact[],
): Promise<Fact[]> {
  const call = async (input: object): Promise<{ sent: RecordingServer["last"]; error?: unknown }> => {
    server.last = undefined;
    const error = await new Promise((resolve) => resolve(method(input))).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return { sent: server.last, error };
  };
  // Whatever the method reads from its input is there, and can be told from all else.
  const markers: Record<string, unknown> = {};
  const anything = (body: unknown) =>
    new Proxy(
      {},
      {
        get(_target, name) {
          if (typeof name === "symbol") return undefined;
          if (name === "body") return body;
          markers[name] ??= `marker-${Object.keys(markers).length}-`;
          return markers[name];
        },
      },
    );
  server.answer = {};
  const examples = candidates.filter(
    ({ operation, subject, attribute }) =>
      operation === operationId && subject[0] === "body" && attribute === "example",
  );
  // A body may have to be there: then nothing goes out without one.
  const bodies = [undefined, ...examples.map(({ value }) => JSON.parse(value))];
  let body: unknown;
  let sent: RecordingServer["last"];
  for (body of bodies) {
    ({ sent } = await call(anything(body)));
    if (sent !== undefined) break;
  }
  if (sent === undefined) return []; // it is none that calls an operation
  const path = Object.entries(markers).reduce(
    (url, [name, marker]) => url.replace(String(marker), `{${name}}`),
    sent.url.pathname,
  );
  const facts = factsOf(operationId, [], {
    operationId,
    method: sent.method.toLowerCase(),
    path,
    token: sent.headers.authorization === "Bearer token" ? "bearer" : "none",
  });

  for (const [name, marker] of Object.entries(markers)) {
    const isInPath = path.includes(`{${name}}`);
    const isInQuery = sent.url.searchParams.get(name) === marker;
    const isInHeader = sent.headers[name.toLowerCase()] === marker;
    const { [name]: _, ...others } = markers;
    facts.push(
      ...factsOf(operationId, ["parameter", name], {
        in: isInPath ? "path" : isInQuery ? "query" : isInHeader ? "header" : "nowhere",
        required: isInPath ? (await call({ ...others, body })).sent === undefined : undefined,
      }),
    );
  }

  facts.push(
    ...(await factsByProbing(operationId, "body", candidates, async (body) => {
      const { sent, error } = await call({ ...markers, body });
      return sent === undefined ? findingsIn(error) : [];
    })),
  );
  for (const { value } of examples.slice(0, 1)) {
    const { sent } = await call({ ...markers, body: JSON.parse(value) });
    if (sent !== undefined)
      facts.push(
        ...factsOf(operationId, ["body"], { example: sent.body, "media types": sent.headers["content-type"] }),
      );
  }

  // The client does not look at the status: it reads what comes where there is to be no body too.
  const isEmpty = ({ attribute, value }: Fact) => attribute === "media types" && value === "none";
  const own = candidates.filter(({ operation }) => operation === operationId);
  for (const [place, about] of Map.groupBy(own, ({ subject: [place = ""] }) => place)) {
    const [, status] = /^answer (2\d\d)$/.exec(place) ?? [];
    if (status === undefined || about.some(isEmpty)) continue;
    const judge = async (answer: unknown) => {
      server.answer = { status: Number(status), body: JSON.stringify(answer) };
      const { error } = await call({ ...markers, body });
      // An answer that is no object is none of Graph's to the client, whatever else it is.
      if ((error as Error | undefined)?.name === "GraphError")
        return [{ path: [], keyword: "type", limit: ["object"] }];
      return findingsIn(error);
    };
    facts.push(...(await factsByProbing(operationId, place, candidates, judge)));
  }
  return facts.filter((fact) => !isFormOfDateTime(fact, facts, candidates));
}

// Where the spec has no pattern for a time, the client has one to look at its form.
function isFormOfDateTime({ attribute, ...fact }: Fact, facts: readonly Fact[], candidates: readonly Fact[]): boolean {
  const says = (list: readonly Fact[], name: string) =>
    list.find(
      (one) => one.operation === fact.operation && one.attribute === name && one.subject.join() === fact.subject.join(),
    );
  return attribute === "pattern" && says(facts, "format") !== undefined && says(candidates, "pattern") === undefined;
}

function findingsIn(error: unknown): Finding[] {
  const { violations = [] } = (error ?? {}) as { violations?: { path: string; rule: string }[] };
  return violations.map(({ path, rule }) => {
    const keys = pathFrom(path.split("/").slice(1));
    const [keyword = "", limit = ""] = rule.split(/ (.*)/s);
    if (rule === "may not be written") return { path: keys.slice(0, -1), keyword: "closed" };
    if (keyword === "const") return { path: keys, keyword: "values", limit: [JSON.parse(limit)] };
    if (keyword === "enum") return { path: keys, keyword: "values", limit: JSON.parse(limit) };
    return { path: keys, keyword, limit };
  });
}
