// Generated from spec/openapi.yaml by `npm run generate`. Do not edit.

import * as check from "../checks/checks.ts";
import * as schemas from "./schema-checks.gen.ts";

/** The check of a successful response, by operationId. */
export const responseChecks: Readonly<Record<string, check.Check>> = {
  getRunSummary: schemas.RunSummaryCheck,
  updateRunSummary: schemas.RunSummaryCheck,
  listDeviceComplianceScripts: schemas.DeviceComplianceScriptCollectionResponseCheck,
  createDeviceComplianceScript: schemas.DeviceComplianceScriptCheck,
  getDeviceComplianceScript: schemas.DeviceComplianceScriptCheck,
  updateDeviceComplianceScript: schemas.DeviceComplianceScriptCheck,
  listDeviceRunStates: schemas.DeviceComplianceScriptDeviceStateCollectionResponseCheck,
  getDeviceRunState: schemas.DeviceComplianceScriptDeviceStateCheck,
};
