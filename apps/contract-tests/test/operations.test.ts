// Cases derived from the spec: the real client against the mock, over HTTP.
import { createRunSummaryClient, type GraphErrorBody } from "@run-summary/client";
import { validateAnswer } from "@run-summary/client/validate";
import { startMock } from "@run-summary/mock";
import { type Operation, operationsOf, type Parameter, readBundle } from "@run-summary/spec";
import { afterAll, describe, expect, it } from "vitest";
import { answerCasesOf, type Input, inputOf, pathValueOf, requestExamplesOf, responseFor } from "../src/cases.ts";
import { createValidator } from "../src/validator.ts";

const document = readBundle();
const validator = createValidator(document);

let sent: Request;
let answered: Response;
async function observedFetch(request: Request): Promise<Response> {
  sent = request.clone();
  const response = await fetch(request);
  answered = response.clone();
  return response;
}

type Method = (input: Input, options?: { headers: Record<string, string> }) => Promise<unknown>;

const modes = ["stateless", "stateful"].flatMap((mode) =>
  operationsOf(document).map((operation) => ({ mode, operation, operationId: operation.operationId })),
);

describe.each(modes)("$operationId, $mode mock", async ({ mode, operation }) => {
  const mock = await startMock({ stateful: mode === "stateful" });
  afterAll(() => mock.close());
  const options = {
    token: "token",
    baseUrl: mock.apiUrl,
    fetch: observedFetch,
    retry: { attempts: 1 },
    validateAnswer,
  };
  const client = createRunSummaryClient(options);
  const call = (client as unknown as Record<string, Method>)[operation.operationId] as Method;
  const [[, body] = []] = requestExamplesOf(operation);

  it.each(requestExamplesOf(operation))("takes the request example %s", async (_name, example) => {
    await call(inputOf(operation, example));

    expect(sent.method).toBe(operation.method.toUpperCase());
    expect(await sent.text()).toBe(example === undefined ? "" : JSON.stringify(example));
    expect(answered.ok).toBe(true);
  });

  it.each(operation.parameters)("sends the parameter $name in the $in", async (parameter) => {
    await call({ ...inputOf(operation, body), [parameter.name]: parameter.example });

    expect(sentValues(operation, parameter)).toEqual([parameter.example].flat().map(String));
  });

  it.each(answerCasesOf(operation))("answers $title", async ({ status, example, prefer }) => {
    const outcome = await call(inputOf(operation, body), { headers: { Prefer: prefer } }).catch(
      (error: unknown) => error,
    );

    expect(answered.status).toBe(status);
    const answer = await readAnswer(answered);
    expect(answer.body).toEqual(example);
    expect(validator.errorsOfAnswer(responseFor(operation, status), answer)).toEqual([]);
    if (status < 400) expect(outcome).toEqual(example);
    else expect(outcome).toMatchObject(expectedError(status, example, answer.headers));
  });

  it.each(mode === "stateful" ? changesOf(operation) : [])(
    "$operationId shows what $example has changed",
    async ({ operationId, input }) => {
      await call(input);

      const entity = await (client as unknown as Record<string, Method>)[operationId]?.(inputOf(operation, undefined));

      expect(entity).toMatchObject(input.body as object);
    },
  );

  const refusals: [what: string, change: RequestInit][] = [
    ["a request without a token", { headers: { "content-type": "application/json" } }],
    [
      "a request with another kind of token",
      { headers: { authorization: "Basic dTpw", "content-type": "application/json" } },
    ],
    ...(operation.requestBody === undefined
      ? []
      : [["a body that is not JSON", { body: "{" }] satisfies [string, RequestInit]]),
  ];

  it.each(refusals)("refuses %s with an answer that is documented", async (_what, change) => {
    await call(inputOf(operation, body));

    const response = await fetch(new Request(sent, change));

    expect(response.ok).toBe(false);
    const answer = await readAnswer(response);
    expect(validator.errorsOfAnswer(responseFor(operation, response.status), answer)).toEqual([]);
  });
});

/** For an operation that changes what another reads: each of its request examples. */
function changesOf(operation: Operation) {
  const reading = operationsOf(document).find(({ path, method }) => path === operation.path && method === "get");
  if (operation.method !== "patch" || reading === undefined) return [];
  return requestExamplesOf(operation).map(([example, body]) => ({
    operationId: reading.operationId,
    example,
    input: inputOf(operation, body),
  }));
}

function sentValues(operation: Operation, { name, in: place }: Parameter): (string | null | undefined)[] {
  if (place === "query") return new URL(sent.url).searchParams.getAll(name);
  return [place === "path" ? pathValueOf(operation, name, sent.url) : sent.headers.get(name)];
}

async function readAnswer(response: Response): Promise<{ headers: Headers; body: unknown }> {
  const text = await response.text();
  return { headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}

function expectedError(status: number, example: unknown, headers: Headers): object {
  const { code, message } = (example as GraphErrorBody).error;
  return { name: "GraphError", status, code, message, requestId: headers.get("request-id") };
}
