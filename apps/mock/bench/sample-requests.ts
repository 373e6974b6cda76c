import { listOperations, type Operation } from "@run-summary/openapi";
import { readBundle } from "@run-summary/spec";

export interface SampleRequest {
  readonly method: "GET" | "HEAD" | "PATCH" | "PUT" | "DELETE";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const operations = listOperations(readBundle());
const headers = { authorization: "Bearer token" };

/** A valid GET of the first path that takes GET and PATCH, with the parameters' examples. */
export const validGet: SampleRequest = { method: "GET", path: formatPath(findOperation("get")), headers };

/** A valid PATCH with the first example of its body. */
export const validPatch: SampleRequest = {
  method: "PATCH",
  path: formatPath(findOperation("patch")),
  headers: { ...headers, "content-type": "application/json" },
  body: JSON.stringify(getExampleBody(findOperation("patch"))),
};

/** The same, and a property more that nobody may write. */
export const invalidPatch: SampleRequest = {
  ...validPatch,
  body: JSON.stringify({ ...(getExampleBody(findOperation("patch")) as object), unknown: 1 }),
};

/** The same, with a header that is not of the form that the spec asks for. */
export const invalidGet: SampleRequest = { ...validGet, headers: { ...headers, [findFormattedHeader("get")]: "?" } };

// Both are of one path, so that a test can turn the one into the other.
function findOperation(method: "get" | "patch"): Operation {
  const isOther = ({ path }: Operation, other: string) =>
    operations.some((candidate) => candidate.path === path && candidate.method === other);
  const operation = operations.find(
    (candidate) => candidate.method === method && isOther(candidate, "get") && isOther(candidate, "patch"),
  );
  if (operation === undefined) throw new Error("The spec has no path with GET and PATCH.");
  return operation;
}

function findFormattedHeader(method: "get" | "patch"): string {
  const hasForm = (schema: unknown) => ["format", "pattern"].some((keyword) => keyword in (schema as object));
  const parameter = findOperation(method).parameters.find(
    ({ in: place, schema }) => place === "header" && hasForm(schema),
  );
  if (parameter === undefined) throw new Error("The spec's GET has no header of a given form.");
  return parameter.name;
}

function formatPath({ path, parameters }: Operation): string {
  return path.replace(/\{([^{}]+)\}/g, (_all, name) => {
    const parameter = parameters.find((candidate) => candidate.name === name);
    return encodeURIComponent(String(parameter?.example));
  });
}

function getExampleBody({ requestBody }: Operation): unknown {
  const [content] = Object.values(requestBody?.content ?? {});
  const [example] = Object.values(content?.examples ?? {});
  return example;
}
