export type { ContractCheck } from "../suite/check.ts";
export { listRequestChecks, listStatelessChecks } from "../suite/checks.ts";
export { type ClientModules, startTargets, type Targets } from "../suite/targets.ts";
export { type Artifacts, collectEvidence, type Evidence, readSiteFacts, runContractCases } from "./agreement.ts";
export { runChecks } from "./case-results.ts";
export type { Fact } from "./fact.ts";
export { reportAgreement } from "./report-agreement.ts";
export { listSpecFacts } from "./spec-facts.ts";
export {
  createTable,
  type Disagreement,
  findDisagreements,
  listShownFacts,
  omitFacts,
  type Row,
  type Source,
} from "./table.ts";
export { readTypesFacts } from "./types-facts.ts";
