// What the client sends of the spec's examples, and what its users get of each documented answer, over HTTP.
import { type Cloud, createRunSummaryClient, type GraphErrorBody } from "@run-summary/client";
import { validateResponse } from "@run-summary/client/validate";
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

const servers = document.servers as { readonly url: string; readonly "x-cloud": Cloud }[] | undefined;
const clouds = servers?.map((server): [Cloud, string] => [server["x-cloud"], server.url]) ?? [];

describe.each(modes)("$operationId, $mode mock", async ({ mode, operation }) => {
  const mock = await startMock({ stateful: mode === "stateful" });
  afterAll(() => mock.close());
  const options = {
    token: "token",
    baseUrl: mock.apiUrl,
    fetch: observedFetch,
    retry: { attempts: 1 },
    validateResponse,
  };
  const client = createRunSummaryClient(options);
  const call = (client as unknown as Record<string, Method>)[operation.operationId] as Method;
  const [[, body] = []] = requestExamplesOf(operation);

  it.each(requestExamplesOf(operation))("takes the request example %s", async (_name, example) => {
    await call(inputOf(operation, example));

    expect(sent.method).toBe(operation.method.toUpperCase());
    expect(await sent.text()).toBe(example === undefined ? "" : JSON.stringify(example));
    expect(answered.headers.get("client-request-id")).toBe(sent.headers.get("client-request-id"));
    expect(answered.ok).toBe(true);
  });

  it.each(operation.parameters)("sends the parameter $name in the $in", async (parameter) => {
    await call({ ...inputOf(operation, body), [parameter.name]: parameter.example });

    expect(sentValues(operation, parameter)).toEqual([parameter.example].flat().map(String));
  });

  it.each(operation.parameters.filter((parameter) => parameter.in !== "header"))(
    "sends what is special in an address in the parameter $name",
    async (parameter) => {
      const value = "50%/a b?ä&c=d#e+f";

      await call({ ...inputOf(operation, body), [parameter.name]: value }).catch(() => {}); // it may be refused

      expect(sentValues(operation, parameter)).toEqual([value]);
    },
  );

  it.each(answerCasesOf(operation))("answers $title", async ({ status, example, prefer }) => {
    const outcome = await call(inputOf(operation, body), { headers: { Prefer: prefer } }).catch(
      (error: unknown) => error,
    );

    const { headers } = answered;
    const text = await answered.text();
    expect(answered.status).toBe(status);
    expect(text === "" ? undefined : JSON.parse(text)).toEqual(status < 400 ? example : ofThisAnswer(example, headers));
    expect(validator.errorsOfAnswer(responseFor(operation, status), { status, headers, text })).toEqual([]);
    if (status < 400) expect(outcome).toEqual(example);
    else expect(outcome).toMatchObject(expectedError(status, example, headers));
  });
});

it.each(clouds)("the cloud %s is at %s", (cloud, url) => {
  expect(createRunSummaryClient({ token: "token", cloud }).baseUrl).toBe(url);
});

function sentValues(operation: Operation, { name, in: place }: Parameter): (string | null | undefined)[] {
  if (place === "query") return new URL(sent.url).searchParams.getAll(name);
  return [place === "path" ? pathValueOf(operation, name, sent.url) : sent.headers.get(name)];
}

/** An error's example with the ids and the time of the answer that it is in. */
function ofThisAnswer(example: unknown, headers: Headers): object {
  const { error } = example as GraphErrorBody;
  const ids = ["request-id", "client-request-id"].map((name) => [name, headers.get(name)]);
  return { error: { ...error, innerError: { date: expect.any(String), ...Object.fromEntries(ids) } } };
}

function expectedError(status: number, example: unknown, headers: Headers): object {
  const { code, message } = (example as GraphErrorBody).error;
  return { name: "GraphError", status, code, message, requestId: headers.get("request-id") };
}
