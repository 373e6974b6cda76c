import type { Operation } from "@run-summary/openapi";
import { listBodyCases, listTextCases } from "../cases/body-cases.ts";
import { listExampleCases } from "../cases/example-cases.ts";
import { listHeaderCases } from "../cases/header-cases.ts";
import { listParameterCases, listPathCases } from "../cases/parameter-cases.ts";
import { listResponseCases, listUndocumentedStatusCases } from "../cases/response-cases.ts";
import { listServiceResponseCases } from "../cases/service-response-cases.ts";
import type { Check, Contract, Result } from "./check.ts";
import { checkBody, checkExample } from "./check-body.ts";
import { checkClouds, checkOperationNames, checkParameterNames } from "./check-names.ts";
import { checkParameter, checkRequest } from "./check-request.ts";
import { checkResponse, checkServiceResponse } from "./check-response.ts";
import type { Targets } from "./targets.ts";

type CheckCase<Case> = (contract: Contract, targets: Targets, operation: Operation, one: Case) => Promise<Result[]>;

/** The contract cases of requests and of documented responses. A mock has to pass them stateless and stateful. */
export function listRequestChecks(contract: Contract): Check[] {
  const { document, validator, operations } = contract;
  return operations.flatMap((operation) => {
    const bind = <Case extends { title: string; status: number }>(check: CheckCase<Case>, cases: readonly Case[]) =>
      cases.map(
        (one): Check => ({
          title: `${operation.operationId} · ${one.title} → ${one.status}`,
          run: (targets) => check(contract, targets, operation, one),
        }),
      );
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
  const { document, validator, operations } = contract;
  const ofDocument: Check[] = [
    { title: "operations that the document does not have", run: (targets) => checkOperationNames(contract, targets) },
    { title: "the address of each cloud", run: async (targets) => checkClouds(contract, targets) },
  ];
  const ofOperations = operations.flatMap((operation): Check[] => {
    const responses = Map.groupBy(listServiceResponseCases(document, validator, operation), ({ title }) => title);
    return [
      {
        title: `${operation.operationId} · parameters that the document does not have`,
        run: (targets) => checkParameterNames(targets, operation),
      },
      ...[...responses].map(
        ([title, cases]): Check => ({
          title: `${operation.operationId} · ${title}, right and wrong`,
          async run(targets) {
            const results: Result[] = [];
            for (const one of cases) results.push(...(await checkServiceResponse(targets, operation, one)));
            return results;
          },
        }),
      ),
    ];
  });
  return [...ofDocument, ...ofOperations];
}
