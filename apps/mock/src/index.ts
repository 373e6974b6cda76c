export { ContractError } from "./contract.ts";
export type { Chaos, Fault } from "./faults.ts";
export type { RecordedRequest } from "./recorded-requests.ts";
export { type Mock, type MockOptions, startMock } from "./start-mock.ts";
export type { Violation } from "./violation.ts";
