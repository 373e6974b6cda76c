import type { Mock, MockOptions } from "@run-summary/mock";
import { statusFor } from "../cases.ts";
import { type Fact, factsOf, isJson, limits, type View } from "./fact.ts";
import { decoy, type Finding, factsAt, factsByProbing, factsOfFindings, longest, pathFrom, texts } from "./probing.ts";
import { type RecordingServer, startRecordingServer } from "./recording-server.ts";

/** What the mock's package exports that is looked at. */
export interface MockModule {
  startMock(options?: MockOptions): Promise<Mock>;
}

// Formats that every text, or every whole number, has.
const anyFormat = ["binary", "double", "float", "int64", "password"];

/** The mock is seen from outside: it cannot show what nothing violates, nor its parameters' names in a path. */
export const mockSees: View = ({ subject, attribute, value }, says) => {
  const [place = ""] = subject;
  if (place === "" && attribute === "path") return withoutNames(value);
  if (place === "") return attribute === "operationId" ? undefined : value;
  const isBody = isJson(subject);
  const isInPath = says(subject, "in") === "path";
  const shows = (keyword: string, limit: string | undefined): boolean => {
    if (limit === undefined || (keyword === "format" && anyFormat.includes(limit))) return false;
    if (keyword === "maxLength") return Number(limit) < longest && !place.startsWith("header");
    return keyword !== "minLength" || isBody || limit !== "1";
  };
  if (attribute === "read-only") {
    const isRefused = place.startsWith("answer 2") && subject.length === 2 && says(["body"], "closed") === "yes";
    return isRefused ? value : undefined;
  }
  if (isBody) return shows(attribute, value) ? value : undefined;

  const hasType = /boolean|integer|number/.test(says(subject, "type") ?? "");
  const isMissed = says(subject, "required") === "yes" && !isInPath;
  const canBeWrong =
    hasType || isMissed || ["values", ...limits].some((keyword) => shows(keyword, says(subject, keyword)));
  if (attribute === "type") return hasType ? value : undefined;
  if (attribute === "in" || attribute === "required") return canBeWrong ? value : undefined;
  return shows(attribute, value) ? value : undefined;
};

interface Servers {
  readonly mock: Mock;
  /** A mock that only looks at what its upstream answers. */
  readonly proxy: Mock;
  readonly upstream: RecordingServer;
}

/** What a live mock accepts, answers and says of answers, over HTTP. The candidates tell which paths and names to try. */
export async function factsFromMock({ startMock }: MockModule, candidates: readonly Fact[]): Promise<Fact[]> {
  const upstream = await startRecordingServer();
  const [mock, proxy] = await Promise.all([startMock(), startMock({ upstream: upstream.url })]);
  const facts: Fact[] = [];
  for (const path of new Set(candidates.filter(({ attribute }) => attribute === "path").map(({ value }) => value))) {
    const { headers } = await fetch(mock.apiUrl + addressOf(path), { method: "OPTIONS" });
    const methods = (headers.get("allow") ?? "").toLowerCase().split(", ");
    for (const method of methods.filter((one) => !["", "head", "options"].includes(one))) {
      const operation = operationAt(candidates, method, path);
      const own = candidates.filter((fact) => fact.operation === operation);
      const conversation = createConversation({ mock, proxy, upstream }, method, path);
      facts.push(...(await factsOfOperation(conversation, operation, own)));
    }
  }
  upstream.close();
  await Promise.all([mock.close(), proxy.close()]);
  return facts;
}

function operationAt(candidates: readonly Fact[], method: string, path: string): string {
  const having = (attribute: string, value: string) =>
    new Set(
      candidates.filter((fact) => fact.attribute === attribute && fact.value === value).map((fact) => fact.operation),
    );
  const [operation = `${method} ${path}`] = having("path", path).intersection(having("method", method));
  return operation;
}

interface Violation {
  readonly location: readonly string[];
  readonly code: string;
  readonly message: string;
}

interface Reply {
  readonly status: number;
  /** What is wrong first of all. */
  readonly message: string;
  readonly violations: readonly Violation[];
}

interface Conversation {
  readonly method: string;
  readonly path: string;
  /** What the mock says to a request. */
  ask(request: { headers?: Record<string, string>; target?: string; body?: string }): Promise<Reply>;
  /** What it says to an answer. */
  answer(answer: RecordingServer["answer"]): Promise<readonly Violation[]>;
}

const authorization = "Bearer token";

function createConversation({ mock, proxy, upstream }: Servers, method: string, path: string): Conversation {
  const talk = async (url: string, headers: Record<string, string>, body?: string): Promise<Reply> => {
    const response = await fetch(url, { method: method.toUpperCase(), headers, body: body ?? null });
    const violations = JSON.parse(response.headers.get("sl-violations") ?? "[]") as Violation[];
    return { status: response.status, message: violations[0]?.message ?? "", violations };
  };
  return {
    method,
    path,
    ask: ({ headers = { authorization }, target = addressOf(path), body }) => talk(mock.apiUrl + target, headers, body),
    async answer(answer) {
      upstream.answer = answer;
      const { violations } = await talk(proxy.apiUrl + addressOf(path), { authorization });
      return violations.filter(({ location }) => location[0] === "response");
    },
  };
}

async function factsOfOperation(
  conversation: Conversation,
  operation: string,
  candidates: readonly Fact[],
): Promise<Fact[]> {
  const { method, path, ask } = conversation;
  const { status } = await ask({ headers: {} });
  const { message } = await ask({
    headers: { authorization: `Bearer e30.${Buffer.from("{}").toString("base64url")}.e30` },
  });
  const { message: preference } = await ask({ headers: { authorization, prefer: "code=999" } });
  const statuses = /answers (.*)\.$/.exec(preference)?.[1]?.split(", ") ?? [];
  const facts = [
    ...factsOf(operation, [], {
      method,
      path: withoutNames(path),
      token: status === 401 ? "bearer" : "none",
      security: securityIn(message),
    }),
    ...(await factsOfParameters(conversation, operation, candidates)),
    ...(await factsOfBody(conversation, operation, candidates)),
  ];
  for (const documented of statuses) {
    facts.push(
      ...(await factsOfAnswer(conversation, operation, candidates, documented, statusFor(documented, statuses))),
    );
  }
  return facts;
}

async function factsOfParameters(
  { path, ask }: Conversation,
  operation: string,
  candidates: readonly Fact[],
): Promise<Fact[]> {
  const names = namesAt(candidates, operation, "parameter");
  const { violations } = await ask({});
  const all = [...violations];
  for (const name of [...names, decoy]) {
    for (const text of texts) {
      const query = new URLSearchParams({ [name]: text });
      const target = `${addressOf(path.replaceAll(`{${name}}`, encodeURIComponent(text)))}?${query}`;
      const headers = /^[\w$-]+$/.test(name) ? { [name]: text, authorization } : { authorization };
      all.push(...(await ask({ target, headers })).violations);
    }
  }
  return ["path", "query", "header"].flatMap((place) => {
    const findings = findingsIn(all, place, names);
    const found = [...new Set(findings.map(({ path: [name = ""] }) => name))];
    const always = place === "path" ? found.map((name) => ({ path: [name], keyword: "required" })) : [];
    return [
      ...found.flatMap((name) => factsOf(operation, ["parameter", name], { in: place })),
      ...factsOfFindings(operation, "parameter", [...findings, ...always]),
    ];
  });
}

async function factsOfBody(
  { method, ask }: Conversation,
  operation: string,
  candidates: readonly Fact[],
): Promise<Fact[]> {
  if (method === "get") return []; // `fetch` sends no body with it
  const { message } = await ask({ headers: { authorization, "content-type": "text/x" }, body: "x" });
  const [, mediaTypes] = /send it as (.*)\.$/.exec(message) ?? [];
  if (mediaTypes === undefined) return [];
  const headers = { authorization, "content-type": mediaTypes.split(" or ")[0] ?? "" };
  const send = async (body: unknown) => (await ask({ headers, body: JSON.stringify(body) })).violations;
  const isMissed = findingsIn((await ask({})).violations, "body").some(
    ({ path, keyword }) => path.length === 0 && keyword === "required",
  );
  const facts = [
    ...factsOf(operation, ["body"], { "media types": mediaTypes.split(" or ").join(", "), required: isMissed }),
    ...(await factsByProbing(operation, "body", candidates, async (body) => findingsIn(await send(body), "body"))),
  ];
  for (const { value } of candidates.filter(({ attribute }) => attribute === "example")) {
    const isTaken = findingsIn(await send(JSON.parse(value)), "body").length === 0;
    facts.push(...factsOf(operation, ["body"], { example: isTaken ? value : "refused" }));
  }
  if (!facts.some(({ subject, attribute, value }) => subject.length === 1 && attribute === "closed" && value === "yes"))
    return facts;
  // What may not be written is refused with the reason.
  for (const place of new Set(
    candidates.map(({ subject: [place = ""] }) => place).filter((one) => one.startsWith("answer 2")),
  )) {
    for (const name of namesAt(candidates, operation, place)) {
      const isReadOnly = (await send({ [name]: null })).some((violation) =>
        violation.message.endsWith("is read-only."),
      );
      facts.push(...factsOf(operation, [place, name], { "read-only": isReadOnly }));
    }
  }
  return facts;
}

async function factsOfAnswer(
  { answer }: Conversation,
  operation: string,
  candidates: readonly Fact[],
  documented: string,
  status: number,
): Promise<Fact[]> {
  const place = `answer ${documented}`;
  const told = await answer({ status, headers: { "content-type": "text/x" }, body: "x" });
  const mediaTypes = told
    .map(({ message }) => / current response: (.*)\.$/.exec(message)?.[1])
    .find((one) => one !== undefined);
  const facts = factsOf(operation, [place], { "media types": mediaTypes ?? "none" });

  const names = namesAt(candidates, operation, `header ${documented}`);
  const all = [...(await answer({ status }))];
  for (const text of texts.slice(0, -1)) {
    const headers = Object.fromEntries([...names, decoy].map((name) => [name, text]));
    all.push(...(await answer({ status, headers })));
  }
  facts.push(...factsOfFindings(operation, `header ${documented}`, findingsIn(all, "header", names)));
  if (mediaTypes === undefined) return facts;
  const judge = async (body: unknown) => findingsIn(await answer({ status, body: JSON.stringify(body) }), "body");
  return [...facts, ...(await factsByProbing(operation, place, candidates, judge))];
}

function namesAt(candidates: readonly Fact[], operation: string, place: string): string[] {
  return [...new Set(factsAt(candidates, operation, place).flatMap(({ subject }) => subject[1] ?? []))];
}

function addressOf(path: string): string {
  return path.replace(/\{[^{}]+\}/g, "1");
}

function withoutNames(path: string): string {
  return path.replace(/\{[^{}]+\}/g, "{}");
}

/** The alternatives that a refusal names, in the words of the spec's text. */
function securityIn(refusal: string): string {
  const [, alternatives] = /would do: (.*)\.$/.exec(refusal) ?? [];
  const scheme = (text: string) =>
    text
      .replace(/^(.*) \((.*)\)$/, "$2 $1")
      .replaceAll(" and ", " ")
      .trim();
  const texts = alternatives?.split("; ").map((schemes) => schemes.split(" with ").map(scheme).join(" and "));
  return texts?.join(" or ") ?? "none";
}

// A message does not tell a number from its text, and of null it has nothing.
function valueIn(text: string): unknown {
  if (text === "") return null;
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

const limit =
  /(?:allowed values: |must be (?!equal)(?:[<>]= )?|(?:more|fewer) than |must match \w+ ")(.*?)(?: characters|")?\.$/;

/** The findings that violations in a place are; a header has the name that it is known by. */
function findingsIn(violations: readonly Violation[], place: string, names: readonly string[] = []): Finding[] {
  return violations
    .filter(({ location }) => location[1] === place)
    .flatMap(({ location, code, message }): Finding[] => {
      const keys = location.slice(2);
      const [first = "", ...rest] = pathFrom(keys);
      const name = names.find((known) => known.toLowerCase() === first.toLowerCase()) ?? first;
      const path = keys.length === 0 ? [] : [name, ...rest];
      if (/^(additional|unevaluated)Properties$/.test(code)) {
        const at = path.at(-1) === decoy ? path.slice(0, -1) : path;
        return message.includes(decoy) ? [{ path: at, keyword: "closed" }] : [];
      }
      const [, text = ""] = limit.exec(message) ?? [];
      if (code === "const") return [{ path, keyword: "values" }];
      if (code === "enum") return [{ path, keyword: "values", limit: text.split(", ").map(valueIn) }];
      return [{ path, keyword: code, limit: code === "type" ? text.split(",") : text }];
    });
}
