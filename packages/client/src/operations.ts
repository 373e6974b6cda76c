// The operations of the API, each by its operationId, for `createOperationClient`.
export * from "./generated/operations.gen.ts";
