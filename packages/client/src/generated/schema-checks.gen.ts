// Generated from spec/openapi.yaml by `npm run generate`. Do not edit.

import * as check from "../checks/checks.ts";

export const RunSummaryCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.every(check.object({ "@odata.context": check.string, "id": check.string }, ["id","noIssueDetectedDeviceCount","issueDetectedDeviceCount","detectionScriptErrorDeviceCount","detectionScriptPendingDeviceCount","lastScriptRunDateTime"]), RunSummaryPropertiesCheck));

export const RunSummaryPropertiesCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.object({ "@odata.type": check.all(check.string, check.constant("#microsoft.graph.deviceComplianceScriptRunSummary")), "noIssueDetectedDeviceCount": check.all(check.integer, check.minimum(-2147483648), check.maximum(2147483647)), "issueDetectedDeviceCount": check.all(check.integer, check.minimum(-2147483648), check.maximum(2147483647)), "detectionScriptErrorDeviceCount": check.all(check.integer, check.minimum(-2147483648), check.maximum(2147483647)), "detectionScriptPendingDeviceCount": check.all(check.integer, check.minimum(-2147483648), check.maximum(2147483647)), "lastScriptRunDateTime": check.nullable(check.all(check.string, check.pattern("^\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,7})?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)$"), check.dateTime)) }, []));

export const RunSummaryUpdateCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.unevaluated(check.every(check.object({  }, []), RunSummaryPropertiesCheck), check.forbidden));
