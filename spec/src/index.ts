// Moved to @run-summary/openapi; these names go when the last caller has moved.
export {
  type Content,
  type FlatSchema,
  flattenSchema as flatSchema,
  type Header,
  type HttpMethod,
  type Keyword,
  keywordsByType,
  listOperations as operationsOf,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type RequestBody,
  type Response,
  resolveReference as resolve,
} from "@run-summary/openapi";
export { displayPath } from "./display-path.ts";
export { bundleFile, readBundle } from "./document.ts";
