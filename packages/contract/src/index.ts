export type { Mismatch } from "@run-summary/openapi/validation";
export { type Contract, createContract } from "./contract.ts";
export { checkProvider, type Provider, type RequestReport } from "./provider-check/check-provider.ts";
export { main } from "./provider-check/main.ts";
export { readSpec } from "./read-spec.ts";
