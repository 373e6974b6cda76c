export type { Chaos } from "./features/chaos.ts";
export type { Fault } from "./features/faults.ts";
export { DocumentError } from "./prism/document.ts";
export type { RecordedRequest } from "./server/recorded-requests.ts";
export { type Mock, type MockOptions, startMock } from "./start-mock.ts";
export type { Violation } from "./validation/violation.ts";
