import { createContract } from "@run-summary/contract";
import { type Budget, createBudget } from "@run-summary/contract/cases";
import type { OpenApiDocument } from "@run-summary/openapi";
import type { ContractCheck, Result } from "../suite/check.ts";
import { listRequestChecks, listStatelessChecks } from "../suite/checks.ts";
import { type ClientModules, startTargets } from "../suite/targets.ts";

/** A document and the client that is generated from it. */
export interface CheckedDocument {
  readonly document: OpenApiDocument;
  readonly modules: ClientModules;
}

/**
 * Puts a document's contract cases to its mock and to its client, and prints where one of them disagrees with the document.
 *
 * @returns the exit code: 1 where there is a disagreement
 */
export async function checkDocument(
  { document, modules }: CheckedDocument,
  print: (line: string) => void,
  budget: Budget = createBudget(),
): Promise<0 | 1> {
  const contract = createContract(document);
  const checks = [...listRequestChecks(contract, budget), ...listStatelessChecks(contract, budget)];
  const targets = await startTargets({ spec: document, strict: false, modules });
  print(`CONTRACT_SEED=${budget.seed} repeats this run.`);
  for (const mistake of [...contract.mistakes, ...targets.problems]) print(`the document: ${mistake}`);
  let wrong = 0;
  try {
    for (const check of checks) {
      const problems = (await runCheck(check, targets)).filter((problem) => problem !== undefined);
      if (problems.length > 0) wrong++;
      for (const problem of new Set(problems)) print(`${check.title}\n  ${problem}`);
    }
  } finally {
    await targets.close();
  }
  const counts = [
    `${contract.operations.length} operations`,
    `${checks.length} cases`,
    `${wrong} in which a part disagrees`,
    `${contract.mistakes.length + targets.problems.length} mistakes of the document`,
  ];
  print(counts.join(", "));
  return wrong === 0 ? 0 : 1;
}

/** What is wrong in a case, with the part that disagrees. */
async function runCheck(check: ContractCheck, targets: Parameters<ContractCheck["run"]>[0]) {
  const results = await check.run(targets).catch((error: Error): Result[] => {
    const cause = error.cause instanceof Error ? `: ${error.cause.message}` : "";
    return [{ operation: "", source: "mock", facts: [], isForbidden: false, problem: error.message + cause }];
  });
  return results.map(({ source, problem }) => problem && `${source}: ${problem}`);
}
