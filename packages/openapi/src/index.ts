export { convertText } from "./convert-text.ts";
export { type OpenApiDocument, parseDocument, readDocument } from "./document.ts";
export { isRecord } from "./is-record.ts";
export { formatPointer, getValue, type Keys, parsePointer } from "./json-pointer.ts";
export { type BodyKind, getBodyKind } from "./media-type.ts";
export {
  type Content,
  findResponse,
  findSuccessStatus,
  type Header,
  type HttpMethod,
  httpMethods,
  isIgnoredHeader,
  listOperations,
  listSuccessContents,
  type Operation,
  type Parameter,
  type RequestBody,
  type Response,
} from "./operations.ts";
export {
  compilePathTemplate,
  expandPath,
  listPathParameters,
  matchPath,
  type PathTemplate,
  splitPath,
} from "./path-template.ts";
export { getReference, resolveReference } from "./reference.ts";
export {
  buildRequest,
  createExampleInput,
  type HttpRequest,
  listRequestExamples,
  type RequestExample,
  type RequestInput,
  serializeBody,
} from "./request.ts";
export { type FlatSchema, flattenSchema } from "./schema/flatten-schema.ts";
export { formatsByType, isAnnotation, type Keyword, keywordsByType, keywordsOfAnyType } from "./schema/keywords.ts";
export { listSubschemas, mapSubschemas, type Subschema } from "./schema/subschemas.ts";
export { isGranted, listRequiredClaims, readTokenClaims, type TokenClaims } from "./security.ts";
