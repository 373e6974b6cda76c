import { httpMethods, isRecord, type OpenApiDocument } from "@run-summary/openapi";
import type { Parts } from "../compare/differences.ts";
import { readNode } from "./read-node.ts";

/** What of an operation the generated types have names for. */
export interface CalledOperation {
  readonly path: string;
  readonly method: string;
  /** The name of the client's method. */
  readonly id: string | undefined;
  readonly parameters: readonly { readonly in: string; readonly name: string }[];
  /** The media types of the request's body; `undefined` where it has none. */
  readonly bodyTypes: readonly string[] | undefined;
  /** The media types of each response, by its status. */
  readonly responses: ReadonlyMap<string, readonly string[]>;
}

/** The document's operations. What is not as OpenAPI has it is left out: the document may be anyone's. */
export function listCalledOperations(document: OpenApiDocument): CalledOperation[] {
  return Object.entries(readNode(document, document.paths)).flatMap(([path, part]) => {
    const pathItem = readNode(document, part);
    return httpMethods
      .filter((method) => isRecord(pathItem[method]))
      .map((method) => readOperation(document, path, method, pathItem));
  });
}

function readOperation(document: OpenApiDocument, path: string, method: string, pathItem: Parts): CalledOperation {
  const { operationId, parameters, requestBody, responses } = readNode(document, pathItem[method]);
  const allParameters = [pathItem.parameters, parameters]
    .flatMap((list) => (Array.isArray(list) ? list : []))
    .map((parameter) => readNode(document, parameter))
    .map((parameter) => ({ in: String(parameter.in), name: String(parameter.name) }));
  const allResponses = Object.entries(readNode(document, responses)).filter(([, response]) => isRecord(response));
  return {
    path,
    method,
    id: typeof operationId === "string" && operationId !== "" ? operationId : undefined,
    // A path item and its operation may have the same parameter.
    parameters: [
      ...new Map(allParameters.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter])).values(),
    ],
    bodyTypes: isRecord(requestBody) ? listMediaTypes(document, requestBody) : undefined,
    responses: new Map(allResponses.map(([status, response]) => [status, listMediaTypes(document, response)])),
  };
}

function listMediaTypes(document: OpenApiDocument, message: unknown): string[] {
  return Object.keys(readNode(document, readNode(document, message).content));
}
