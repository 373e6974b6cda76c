import { type HttpMethod, httpMethods, type OpenApiDocument, resolveReference } from "@run-summary/openapi";
import { sample } from "openapi-sampler";

/** What has an example, or lacks it. */
interface Exampled {
  readonly schema?: object;
  example?: unknown;
  readonly examples?: object;
}

interface Contents {
  readonly content?: Record<string, Exampled>;
}

type PathItem = Partial<Record<HttpMethod, PathItemOperation>> & { readonly parameters?: object[] };

interface PathItemOperation {
  operationId?: string;
  summary?: string;
  readonly parameters?: object[];
  readonly requestBody?: object;
  responses?: Record<string, object>;
}

/**
 * The document with all that the pages need and that OpenAPI does not require: operations have an operationId and a summary,
 * and what a request or a response contains has an example, made from its schema.
 */
export function completeDocument(document: OpenApiDocument): OpenApiDocument {
  const completed = structuredClone(document);
  const resolve = <Node extends object>(node: Node): Node => resolveReference(completed, node);
  const complete = (exampled: Exampled, options: object) => completeExample(completed, exampled, options);
  const completeContents = ({ content = {} }: Contents, options: object) => {
    for (const mediaType of Object.values(content)) complete(mediaType, options);
  };
  for (const [path, referenced] of Object.entries(completed.paths ?? {})) {
    const pathItem: PathItem = resolve<object>(referenced);
    for (const method of httpMethods) {
      const operation = pathItem[method];
      if (operation === undefined) continue;
      operation.operationId ??= createOperationId(method, path);
      operation.summary ||= `${method.toUpperCase()} ${path}`;
      operation.responses ??= {};
      for (const parameter of [...(pathItem.parameters ?? []), ...(operation.parameters ?? [])]) {
        complete(resolve(parameter) as Exampled, { skipNonRequired: true });
      }
      if (operation.requestBody) {
        completeContents(resolve(operation.requestBody) as Contents, { skipReadOnly: true, skipNonRequired: true });
      }
      for (const response of Object.values(operation.responses)) {
        completeContents(resolve(response) as Contents, { skipWriteOnly: true });
      }
    }
  }
  return completed;
}

function completeExample(document: OpenApiDocument, exampled: Exampled, options: object): void {
  const { schema, example, examples } = exampled;
  if (schema === undefined || example !== undefined || examples !== undefined) return;
  exampled.example = sample(schema, { quiet: true, ...options }, document);
}

/** @example createOperationId("get", "/pets/{id}") // "getPetsId" */
function createOperationId(method: HttpMethod, path: string): string {
  const words = path.split(/[^A-Za-z\d]+/).filter((word) => word !== "");
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
