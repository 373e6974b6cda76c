import { formatsByType, listOperations, type OpenApiDocument } from "@run-summary/openapi";
import { createValidator } from "@run-summary/openapi/validation";
import type { ResponseContract } from "./cases/service-response-cases.ts";
import { indexPaths, type PathIndex } from "./operations/path-index.ts";
import { type PreparedOperation, prepareOperation } from "./operations/prepare-operation.ts";

/** The document that client and mock have to agree with. */
export interface Contract extends ResponseContract {
  readonly operations: readonly PreparedOperation[];
  readonly paths: PathIndex;
  /** What the document itself gets wrong, a line each. The lint of the spec leaves nothing. */
  readonly mistakes: readonly string[];
}

/** Reads what a document promises. */
export function createContract(document: OpenApiDocument): Contract {
  const withoutFormats = omitFormats(document);
  const validator = createValidator(document);
  const prepared = listOperations(document).map((operation) => prepareOperation(document, validator, operation));
  return {
    document,
    validator,
    operations: prepared.flatMap(({ operations }) => operations),
    mistakes: prepared.flatMap(({ mistakes }) => mistakes),
    paths: indexPaths(document),
    ofClient: {
      validator: createValidator(withoutFormats),
      operations: new Map(listOperations(withoutFormats).map((operation) => [operation.operationId, operation])),
    },
  };
}

/** The document without the formats that the client does not validate in responses. */
function omitFormats(document: OpenApiDocument): OpenApiDocument {
  const known = Object.values(formatsByType).flat();
  return JSON.parse(JSON.stringify(document), (key, value) =>
    key === "format" && typeof value === "string" && !known.includes(value) ? undefined : value,
  );
}
