// Generated from spec/openapi.yaml by `npm run generate`. Do not edit.

import * as check from "../checks/checks.ts";
import * as schemas from "./schema-checks.gen.ts";

/** The check of a successful response, by operationId. */
export const responseChecks: Readonly<Record<string, check.Check>> = {
  getRunSummary: schemas.RunSummaryCheck,
  updateRunSummary: check.optional(schemas.RunSummaryCheck),
};

/** The check of a successful response of which the call selects properties, by operationId. */
export const selectedChecks: Readonly<Record<string, check.Check>> = {
};
