export type * from "@run-summary/types";
export {
  createRunSummaryClient,
  type RunSummaryClient,
  type RunSummaryClientOptions,
  type TokenSource,
} from "./create-client.ts";
export { GraphError } from "./graph-error.ts";
export type { CallOptions, OperationInput, OperationMethod } from "./operation.ts";
export type { PathMethods } from "./path-methods.ts";
