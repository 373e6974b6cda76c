// The contract cases, and what they are made of.
export { exampleToken, isBearer, takesBearerOnly } from "../operations/credentials.ts";
export { findReadOperation, isBodyAllowed } from "../operations/entity.ts";
export type { PreparedOperation } from "../operations/prepare-operation.ts";
export { parseJson, sendRequest } from "../raw-http.ts";
export { createArbitrary, createChangedArbitrary } from "../values/arbitraries.ts";
export { cutPointer, nameBranches, type ReadSchema, readSchema, resolveSchema } from "../values/read-schema.ts";
export { readTexts } from "../values/texts.ts";
export { canSend, listBodyCases, listTextCases } from "./body-cases.ts";
export { type Budget, createBudget, pickItems } from "./budget.ts";
export type { BodyCase, FactName, ParameterCase, RequestCase, ResponseCase } from "./contract-case.ts";
export {
  addCredentials,
  buildAuthorizedRequest,
  createFirstInput,
  getSuccessStatus,
  listExampleCases,
} from "./example-cases.ts";
export { forbidden, listFormCases } from "./form-cases.ts";
export { listHeaderCases } from "./header-cases.ts";
export { isWithin, listInnermost } from "./locations.ts";
export { listPairCases, listParameterCases, listPathCases } from "./parameter-cases.ts";
export { listResponseCases, listUndocumentedStatusCases } from "./response-cases.ts";
export { type Batch, listServiceResponseParts, type ServiceResponseCase } from "./service-response-cases.ts";
