// Cases derived from the spec: the real client against the mock, over HTTP.
import { createRunSummaryClient, GraphError, type GraphErrorBody } from "@run-summary/client";
import { startMock } from "@run-summary/mock";
import { type Operation, operationsOf, type Parameter, readBundle } from "@run-summary/spec";
import { afterAll, describe, expect, it } from "vitest";
import { answerCasesOf, type Input, inputOf, pathValueOf, requestExamplesOf, responseFor } from "../src/cases.ts";
import { createValidator } from "../src/validator.ts";

const document = readBundle();
const validator = createValidator(document);
const mock = await startMock();
afterAll(() => mock.close());

let sent: Request;
let answered: Response;
const client = createRunSummaryClient({
  token: "token",
  baseUrl: mock.apiUrl,
  async fetch(request) {
    sent = request.clone();
    const response = await fetch(request);
    answered = response.clone();
    return response;
  },
});

type Method = (input: Input, options?: { headers: Record<string, string> }) => Promise<unknown>;
const methods = client as unknown as Record<string, Method>;

describe.each(operationsOf(document))("$operationId", (operation) => {
  const call = methods[operation.operationId] as Method;
  const [[, body] = []] = requestExamplesOf(operation);

  it.each(requestExamplesOf(operation))("takes the request example %s", async (_name, example) => {
    await call(inputOf(operation, example));

    expect(sent.method).toBe(operation.method.toUpperCase());
    expect(await sent.text()).toBe(example === undefined ? "" : JSON.stringify(example));
    expect(answered.ok).toBe(true);
  });

  it.each(operation.parameters)("sends the parameter $name in the $in", async (parameter) => {
    await call({ ...inputOf(operation, body), [parameter.name]: parameter.example });

    expect(sentValue(operation, parameter)).toBe(String(parameter.example));
  });

  it.each(answerCasesOf(operation))("answers $title", async ({ status, example, prefer }) => {
    const outcome = await call(inputOf(operation, body), { headers: { Prefer: prefer } }).catch(
      (error: unknown) => error,
    );

    expect(answered.status).toBe(status);
    const answer = await readAnswer(answered);
    expect(answer.body).toEqual(example);
    expect(validator.errorsOfAnswer(responseFor(operation, status), answer)).toEqual([]);
    expect(outcome).toEqual(status < 400 ? example : expectedError(status, example, answer.headers));
  });

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

function sentValue(operation: Operation, { name, in: place }: Parameter): string | null | undefined {
  if (place === "path") return pathValueOf(operation, name, sent.url);
  return place === "query" ? new URL(sent.url).searchParams.get(name) : sent.headers.get(name);
}

async function readAnswer(response: Response): Promise<{ headers: Headers; body: unknown }> {
  const text = await response.text();
  return { headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}

function expectedError(status: number, example: unknown, headers: Headers): GraphError {
  const { code, message } = (example as GraphErrorBody).error;
  return new GraphError(message, { status, code, requestId: headers.get("request-id") ?? undefined });
}
