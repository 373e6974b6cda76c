export { displayPath } from "./display-path.ts";
export { bundleFile, type OpenApiDocument, readBundle } from "./document.ts";
export { type FlatSchema, flatSchema } from "./flat-schema.ts";
export { type Keyword, keywordsByType } from "./keywords.ts";
export {
  type Content,
  type Header,
  type HttpMethod,
  type Operation,
  operationsOf,
  type Parameter,
  type RequestBody,
  type Response,
  resolve,
} from "./operations.ts";
