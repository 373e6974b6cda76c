// Generated from spec/openapi.yaml by `npm run generate`. Do not edit.

import { type Check, all, constant, dateTime, forbidden, integer, maximum, minimum, nullable, object, pattern, required, string } from "../checks/checks.ts";

/** The check of a request body, by operationId. */
export const bodyChecks: Readonly<Record<string, Check>> = {
  updateRunSummary: all(required, object({ "@odata.type": all(string, constant("#microsoft.graph.deviceComplianceScriptRunSummary")), "noIssueDetectedDeviceCount": all(integer, minimum(-2147483648), maximum(2147483647)), "issueDetectedDeviceCount": all(integer, minimum(-2147483648), maximum(2147483647)), "detectionScriptErrorDeviceCount": all(integer, minimum(-2147483648), maximum(2147483647)), "detectionScriptPendingDeviceCount": all(integer, minimum(-2147483648), maximum(2147483647)), "lastScriptRunDateTime": nullable(all(string, pattern("^\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,7})?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)$"), dateTime)) }, [], forbidden)),
};
