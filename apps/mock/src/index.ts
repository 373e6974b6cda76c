export { ContractError } from "./contract.ts";
export type { Chaos, Fault } from "./faults.ts";
export { type Mock, type MockOptions, type RecordedRequest, startMock } from "./start-mock.ts";
export type { Violation } from "./violation.ts";
