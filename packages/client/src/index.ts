export type * from "@run-summary/types";
export type { OperationClient, Operations } from "./call-operation.ts";
export type { SchemaViolation } from "./checks/schema-violation.ts";
export type { Cloud, ConnectionOptions, Fetch } from "./connection.ts";
export { createRunSummaryClient, type RunSummaryClient, type RunSummaryClientOptions } from "./create-client.ts";
export { createOperationClient } from "./create-operation-client.ts";
export { createPathClient, type PathClient, type PathClientTransport } from "./create-path-client.ts";
export { ContractError } from "./errors/contract-error.ts";
export { GraphError, type GraphErrorCause, isGraphError } from "./errors/graph-error.ts";
export { NetworkError } from "./errors/network-error.ts";
export { TimeoutError } from "./errors/timeout-error.ts";
export type {
  OperationDescription,
  PagedOperation,
  TypedListOperation,
  TypedOperation,
} from "./request/operation-description.ts";
export { type WithPages, withPages } from "./response/paging.ts";
export type { DirectCallOptions } from "./send/direct-sender.ts";
export type { RetryOptions } from "./send/retry.ts";
export type { CallOptions, RetryEvent, SendHooks, SendOptions } from "./send/send-options.ts";
export { createSender, type Sender, type SenderOptions } from "./send/sender.ts";
export type { AccessToken, Token, TokenCredential, TokenFunction, TokenRequest } from "./token/token.ts";
export type { BinaryBody, ListMethod, OperationInput, OperationMethod } from "./types/operation-method.ts";
export type { PathMethods } from "./types/path-methods.ts";
export { decodeBase64, encodeBase64 } from "./values/base64.ts";
export { createPatchBody, type PatchBody } from "./values/create-patch-body.ts";
export { compareDateTimeOffset, toEpochNanoseconds } from "./values/date-time.ts";
