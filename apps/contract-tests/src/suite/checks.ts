import type { Contract } from "@run-summary/contract";
import {
  type Batch,
  type Budget,
  createBudget,
  listBodyCases,
  listExampleCases,
  listHeaderCases,
  listPairCases,
  listParameterCases,
  listPathCases,
  listResponseCases,
  listServiceResponseParts,
  listTextCases,
  listUndocumentedStatusCases,
  type PreparedOperation,
} from "@run-summary/contract/cases";
import type { Context, ContractCheck, Result } from "./check.ts";
import { checkBody, checkExample } from "./check-body.ts";
import { checkClouds, checkOperationNames, checkParameterNames } from "./check-names.ts";
import { checkParameter, checkRequest } from "./check-request.ts";
import { checkForms, checkResponse, checkServiceResponse } from "./check-response.ts";
import { createPart, type Part, shareParts } from "./parts.ts";

/** The contract cases of requests and of documented responses. A mock has to pass them stateless and stateful. */
export function listRequestChecks(contract: Contract, budget: Budget = createBudget()): ContractCheck[] {
  return shareParts(
    contract.operations.map((operation) => listRequestParts(contract, operation, budget)),
    budget,
  );
}

function listRequestParts(contract: Contract, operation: PreparedOperation, budget: Budget): Part[] {
  const { document, validator, paths } = contract;
  const { operationId, parameters, requestBody, responses } = operation;
  const bind = <Case extends { title: string; status: number }>(
    name: string,
    check: (context: Context, one: Case) => Promise<Result[]>,
    listCases: () => readonly Case[],
    key?: readonly unknown[],
  ) => createPart(contract, operation, { name, check, listCases, key });
  return [
    bind("examples", checkExample, () => listExampleCases(operation), ["examples", operationId]),
    bind("body", checkBody, () => listBodyCases(document, validator, operation, budget), ["body", requestBody]),
    ...parameters.map((one) =>
      bind("parameter", checkParameter, () => listParameterCases(document, validator, paths, operation, one, budget), [
        "parameter",
        one,
      ]),
    ),
    bind("pairs", checkRequest, () => listPairCases(operation), ["pairs", operationId]),
    bind("text", checkRequest, () => listTextCases(operation)),
    bind("path", checkRequest, () => listPathCases(paths, operation), ["path", operationId]),
    bind("headers", checkRequest, () => listHeaderCases(document, operation)),
    bind("undocumented statuses", checkRequest, () => listUndocumentedStatusCases(operation)),
    ...Object.entries(responses).map(([status, one]) =>
      bind(`response ${status}`, checkResponse, () => listResponseCases(operation, status), [status, one]),
    ),
  ];
}

// How many responses of all operations show that parts that are equal to others are wired up.
const sampledResponses = 500;

/** The contract cases that do not depend on the mock's state: names, and responses of a service. */
export function listStatelessChecks(contract: Contract, budget: Budget = createBudget()): ContractCheck[] {
  const operationNames = "operations that the document does not have";
  const clouds = "the address of each cloud";
  const parts = contract.operations.map((operation) =>
    listServiceResponseParts(contract, operation, budget).map(({ name, key, listBatches, createCase }) =>
      createPart<Batch & { readonly title: string }>(contract, operation, {
        name,
        key,
        listCases: () => listBatches().map((batch) => ({ ...batch, title: `the ${name}, right and wrong` })),
        check: (context, batch) => checkServiceResponse(context, createCase(batch)),
        isForbidden: (batch) => createCase(batch).probes.some((probe) => probe.isForbidden.mock),
      }),
    ),
  );
  return [
    { title: operationNames, group: operationNames, run: (targets) => checkOperationNames(contract, targets) },
    { title: clouds, group: clouds, run: async (targets) => checkClouds(contract, targets) },
    ...contract.operations.map((operation): ContractCheck => {
      const group = `${operation.operationId} · parameters that the document does not have`;
      return { title: group, group, run: (targets) => checkParameterNames(targets, operation) };
    }),
    ...contract.operations.map((operation): ContractCheck => {
      const group = `${operation.operationId} · forms of its success`;
      return { title: group, group, run: (targets) => checkForms({ ...contract, operation, targets }) };
    }),
    ...shareParts(parts, budget, Math.ceil(sampledResponses / parts.length)),
  ];
}
