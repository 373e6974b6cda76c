import { listPathParameters, type Operation } from "@run-summary/openapi";
import { buildAuthorizedRequest, createFirstInput } from "../cases/example-cases.ts";
import { type Contract, compareValues, type Result } from "./check.ts";
import type { Targets } from "./targets.ts";

/** Finds methods of the client and methods of the mock's paths that the document has no operation for. */
export async function checkOperationNames({ operations }: Contract, targets: Targets): Promise<Result[]> {
  const known = operations.map(({ operationId }) => operationId);
  const ofClient = targets.methods
    .filter((name) => !known.includes(name))
    .map((name) => createNameResult("client", name, [], "operationId", "the client has this method"));
  const paths = [...Map.groupBy(operations, ({ path }) => path)];
  const ofMock = await Promise.all(
    paths.map(async ([path, [operation]]) => {
      const { target } = buildAuthorizedRequest(operation as Operation, createFirstInput(operation as Operation));
      const { headers } = await targets.send({ method: "OPTIONS", target, headers: {}, body: undefined });
      const allowed = (headers.get("allow") ?? "").toLowerCase().split(", ");
      return allowed
        .filter((method) => !["", "head", "options"].includes(method))
        .filter((method) => !operations.some((one) => one.path === path && one.method === method))
        .map((method) => createNameResult("mock", `${method} ${path}`, [], "method", "the mock allows this method"));
    }),
  );
  return [...ofClient, ...ofMock.flat()];
}

/** Finds parameters that the client's method reads and the document does not have. */
export async function checkParameterNames(targets: Targets, operation: Operation): Promise<Result[]> {
  const known = [...operation.parameters.map(({ name }) => name), ...listPathParameters(operation.path), "body"];
  const names = new Set<string>();
  const input = new Proxy(createFirstInput(operation), {
    get(values, name) {
      if (typeof name === "string") names.add(name);
      return Reflect.get(values, name);
    },
  });
  const response = { status: 204, headers: new Headers(), body: "" };
  await targets.call(operation.operationId, input, { response });
  return [...names]
    .filter((name) => !known.includes(name))
    .map((name) =>
      createNameResult("client", operation.operationId, ["parameter", name], "in", "the client reads this parameter"),
    );
}

/** Compares the address of each cloud of the client with the document's servers. */
export function checkClouds({ document }: Contract, targets: Targets): Result[] {
  const servers = (document.servers ?? []) as readonly { readonly url: string; readonly "x-cloud"?: string }[];
  return servers.flatMap(({ url, "x-cloud": cloud }) =>
    cloud === undefined
      ? []
      : [createNameResult("client", "clouds", [], cloud, compareValues(targets.findBaseUrl(cloud), url))],
  );
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
