import type { Operation } from "@run-summary/openapi";
import { listBodyCases, listTextCases } from "../cases/body-cases.ts";
import { listExampleCases } from "../cases/example-cases.ts";
import { listHeaderCases } from "../cases/header-cases.ts";
import { listParameterCases, listPathCases } from "../cases/parameter-cases.ts";
import { listResponseCases, listUndocumentedStatusCases } from "../cases/response-cases.ts";
import { listServiceResponseCases } from "../cases/service-response-cases.ts";
import type { Check, Context, Contract, Result } from "./check.ts";
import { checkBody, checkExample } from "./check-body.ts";
import { checkClouds, checkOperationNames, checkParameterNames } from "./check-names.ts";
import { checkParameter, checkRequest } from "./check-request.ts";
import { checkResponse, checkServiceResponse } from "./check-response.ts";

/** The contract cases of requests and of documented responses. A mock has to pass them stateless and stateful. */
export function listRequestChecks(contract: Contract): Check[] {
  const { document, validator, operations } = contract;
  return operations.flatMap((operation) => {
    const bind = <Case extends { title: string; status: number }>(
      check: (context: Context, one: Case) => Promise<Result[]>,
      cases: readonly Case[],
    ) =>
      cases.map((one): Check => {
        const title = `${operation.operationId} · ${one.title} → ${one.status}`;
        return { title, run: (targets) => check({ ...contract, operation, targets }, one) };
      });
    return [
      ...bind(checkExample, listExampleCases(operation)),
      ...bind(checkBody, listBodyCases(document, validator, operation)),
      ...bind(checkParameter, listParameterCases(document, validator, operation)),
      ...bind(checkRequest, [
        ...listTextCases(operation),
        ...listPathCases(operation),
        ...listHeaderCases(document, operation),
        ...listUndocumentedStatusCases(operation),
      ]),
      ...bind(checkResponse, listResponseCases(operation)),
    ];
  });
}

/** The contract cases that do not depend on the mock's state: names, and responses of a service. */
export function listStatelessChecks(contract: Contract): Check[] {
  return [
    { title: "operations that the document does not have", run: (targets) => checkOperationNames(contract, targets) },
    { title: "the address of each cloud", run: async (targets) => checkClouds(contract, targets) },
    ...contract.operations.flatMap((operation) => listOperationChecks(contract, operation)),
  ];
}

function listOperationChecks(contract: Contract, operation: Operation): Check[] {
  const names: Check = {
    title: `${operation.operationId} · parameters that the document does not have`,
    run: (targets) => checkParameterNames(targets, operation),
  };
  const cases = listServiceResponseCases(contract, operation);
  const responses = [...Map.groupBy(cases, ({ title }) => title)].map(
    ([title, group]): Check => ({
      title: `${operation.operationId} · ${title}, right and wrong`,
      async run(targets) {
        const results: Result[] = [];
        for (const one of group) {
          results.push(...(await checkServiceResponse({ ...contract, operation, targets }, one)));
        }
        return results;
      },
    }),
  );
  return [names, ...responses];
}
