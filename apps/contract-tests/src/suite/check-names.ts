import type { Contract } from "@run-summary/contract";
import { buildAuthorizedRequest, createFirstInput, type PreparedOperation } from "@run-summary/contract/cases";
import { listPathParameters } from "@run-summary/openapi";
import { compareValues, type Result } from "./check.ts";
import type { Targets } from "./targets.ts";

/** Compares the client's methods, and the methods that the mock allows on each path, with the document's operations. */
export async function checkOperationNames(
  { operations, ofClient, paths }: Contract,
  targets: Targets,
): Promise<Result[]> {
  const results = targets.methods
    .filter((name) => !ofClient.operations.has(name))
    .map((name) => createNameResult("client", name, [], "operationId", "the client has this method"));
  const methods = Map.groupBy(ofClient.operations.values(), ({ path }) => path);
  for (const [path, documented] of Map.groupBy(operations, ({ path }) => path)) {
    const [operation] = documented;
    const { target } = buildAuthorizedRequest(
      operation as PreparedOperation,
      createFirstInput(operation as PreparedOperation),
    );
    const { headers } = await targets.send({ method: "OPTIONS", target, headers: {}, body: undefined });
    const allowed = (headers.get("allow") ?? "").toLowerCase().split(", ");
    // The paths of other operations may match, too.
    const known = paths(target).flatMap((match) => (methods.get(match) ?? []).map((one) => one.method as string));
    const unknown = allowed.filter((method) => !["", "head", "options", ...known].includes(method));
    results.push(
      ...unknown.map((method) => createNameResult("mock", `${method} ${path}`, [], "method", "the mock allows it")),
      ...documented
        .filter(({ method }) => !allowed.includes(method))
        .map((one) => createNameResult("mock", one.operationId, [], "method", "OPTIONS does not list it")),
    );
  }
  return results;
}

/** Finds parameters that the client's method reads and the document does not have. */
export async function checkParameterNames(targets: Targets, operation: PreparedOperation): Promise<Result[]> {
  const known = [...operation.parameters.map(({ name }) => name), ...listPathParameters(operation.path), "body"];
  const names = new Set<string>();
  const input = new Proxy(createFirstInput(operation), {
    get(values, name) {
      if (typeof name === "string") names.add(name);
      return Reflect.get(values, name);
    },
  });
  const response = { status: 204, headers: new Headers(), body: "" };
  await targets.call(operation, input, { response });
  const unknown = [...names].filter((name) => !known.includes(name));
  return unknown.map((name) =>
    createNameResult("client", operation.operationId, ["parameter", name], "in", "the client reads this parameter"),
  );
}

/** Compares the address of each cloud of the client with the document's servers. */
export function checkClouds({ document }: Contract, targets: Targets): Result[] {
  const servers = (document.servers ?? []) as readonly { readonly url: string; readonly "x-cloud"?: string }[];
  return servers.flatMap(({ url, "x-cloud": cloud }) => {
    if (cloud === undefined) return [];
    return [createNameResult("client", "clouds", [], cloud, compareValues(targets.findBaseUrl(cloud), url))];
  });
}

function createNameResult(
  source: Result["source"],
  operation: string,
  subject: readonly string[],
  attribute: string,
  problem: string | undefined,
): Result {
  return { operation, source, facts: [{ subject, attribute }], isForbidden: true, problem };
}
