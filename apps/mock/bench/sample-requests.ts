import { type Operation, operationsOf, readBundle } from "@run-summary/spec";

export interface SampleRequest {
  readonly method: "GET" | "HEAD" | "PATCH" | "PUT" | "DELETE";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const operations = operationsOf(readBundle());
const headers = { authorization: "Bearer token" };

/** A valid GET of the first operation that takes one, with the parameters' examples. */
export const validGet: SampleRequest = { method: "GET", path: pathOf(operationWith("get")), headers };

/** A valid PATCH with the first example of its body. */
export const validPatch: SampleRequest = {
  method: "PATCH",
  path: pathOf(operationWith("patch")),
  headers: { ...headers, "content-type": "application/json" },
  body: JSON.stringify(bodyOf(operationWith("patch"))),
};

/** The same, and a property more that nobody may write. */
export const invalidPatch: SampleRequest = {
  ...validPatch,
  body: JSON.stringify({ ...(bodyOf(operationWith("patch")) as object), unknown: 1 }),
};

/** The same, without the token. */
export const invalidGet: SampleRequest = { ...validGet, headers: {} };

function operationWith(method: string): Operation {
  const operation = operations.find((candidate) => candidate.method === method);
  if (operation === undefined) throw new Error(`The spec has no ${method.toUpperCase()}.`);
  return operation;
}

function pathOf({ path, parameters }: Operation): string {
  return path.replace(/\{([^{}]+)\}/g, (_all, name) => {
    const parameter = parameters.find((candidate) => candidate.name === name);
    return encodeURIComponent(String(parameter?.example));
  });
}

function bodyOf({ requestBody }: Operation): unknown {
  const [content] = Object.values(requestBody?.content ?? {});
  const [example] = Object.values(content?.examples ?? {});
  return example;
}
