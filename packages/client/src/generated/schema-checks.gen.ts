// Generated from spec/openapi.yaml by `npm run generate`. Do not edit.

import * as check from "../checks/checks.ts";

export const AllDevicesAssignmentTargetCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.every(check.object({ "@odata.type": check.all(check.string, check.constant("#microsoft.graph.allDevicesAssignmentTarget")) }, ["@odata.type"]), DeviceAndAppManagementAssignmentTargetPropertiesCheck));

export const AllDevicesAssignmentTargetCreateCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.unevaluated(check.every(check.object({  }, []), AllDevicesAssignmentTargetCheck), check.forbidden));

export const AllLicensedUsersAssignmentTargetCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.every(check.object({ "@odata.type": check.all(check.string, check.constant("#microsoft.graph.allLicensedUsersAssignmentTarget")) }, ["@odata.type"]), DeviceAndAppManagementAssignmentTargetPropertiesCheck));

export const AllLicensedUsersAssignmentTargetCreateCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.unevaluated(check.every(check.object({  }, []), AllLicensedUsersAssignmentTargetCheck), check.forbidden));

export const ConfigurationManagerCollectionAssignmentTargetCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.every(check.object({ "@odata.type": check.all(check.string, check.constant("#microsoft.graph.configurationManagerCollectionAssignmentTarget")), "collectionId": check.nullable(check.string) }, ["@odata.type"]), DeviceAndAppManagementAssignmentTargetPropertiesCheck));

export const ConfigurationManagerCollectionAssignmentTargetCreateCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.unevaluated(check.every(check.object({  }, []), ConfigurationManagerCollectionAssignmentTargetCheck), check.forbidden));

export const DeviceAndAppManagementAssignmentFilterTypeCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.all(check.string, check.enumeration(["none","include","exclude"])));

export const DeviceAndAppManagementAssignmentTargetCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.discriminated("@odata.type", { "#microsoft.graph.allDevicesAssignmentTarget": AllDevicesAssignmentTargetCheck, "#microsoft.graph.allLicensedUsersAssignmentTarget": AllLicensedUsersAssignmentTargetCheck, "#microsoft.graph.groupAssignmentTarget": GroupAssignmentTargetCheck, "#microsoft.graph.exclusionGroupAssignmentTarget": ExclusionGroupAssignmentTargetCheck, "#microsoft.graph.configurationManagerCollectionAssignmentTarget": ConfigurationManagerCollectionAssignmentTargetCheck }));

export const DeviceAndAppManagementAssignmentTargetCreateCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.discriminated("@odata.type", { "#microsoft.graph.allDevicesAssignmentTarget": AllDevicesAssignmentTargetCreateCheck, "#microsoft.graph.allLicensedUsersAssignmentTarget": AllLicensedUsersAssignmentTargetCreateCheck, "#microsoft.graph.groupAssignmentTarget": GroupAssignmentTargetCreateCheck, "#microsoft.graph.exclusionGroupAssignmentTarget": ExclusionGroupAssignmentTargetCreateCheck, "#microsoft.graph.configurationManagerCollectionAssignmentTarget": ConfigurationManagerCollectionAssignmentTargetCreateCheck }));

export const DeviceAndAppManagementAssignmentTargetPropertiesCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.object({ "deviceAndAppManagementAssignmentFilterId": check.nullable(check.string), "deviceAndAppManagementAssignmentFilterType": DeviceAndAppManagementAssignmentFilterTypeCheck }, []));

export const DeviceComplianceScriptCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.every(check.object({ "@odata.context": check.string, "id": check.string, "createdDateTime": check.all(check.string, check.pattern("^\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,7})?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)$"), check.dateTime), "lastModifiedDateTime": check.all(check.string, check.pattern("^\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,7})?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)$"), check.dateTime), "assignments": check.array(DeviceHealthScriptAssignmentCheck), "runSummary": check.oneOf(RunSummaryCheck, check.constant(null)) }, ["id"]), DeviceComplianceScriptPropertiesCheck));

export const DeviceComplianceScriptCollectionResponseCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.object({ "@odata.context": check.string, "@odata.count": check.all(check.integer, check.minimum(0)), "@odata.nextLink": check.string, "value": check.array(DeviceComplianceScriptCheck) }, ["value"]));

export const DeviceComplianceScriptCreateCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.unevaluated(check.every(check.object({  }, []), DeviceComplianceScriptPropertiesCheck), check.forbidden));

export const DeviceComplianceScriptDeviceStateCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.object({ "@odata.context": check.string, "@odata.type": check.all(check.string, check.constant("#microsoft.graph.deviceComplianceScriptDeviceState")), "id": check.string, "detectionState": RunStateCheck, "lastStateUpdateDateTime": check.all(check.string, check.pattern("^\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,7})?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)$"), check.dateTime), "expectedStateUpdateDateTime": check.nullable(check.all(check.string, check.pattern("^\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,7})?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)$"), check.dateTime)), "lastSyncDateTime": check.all(check.string, check.pattern("^\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,7})?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)$"), check.dateTime), "scriptOutput": check.nullable(check.string), "scriptError": check.nullable(check.string) }, ["id"]));

export const DeviceComplianceScriptDeviceStateCollectionResponseCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.object({ "@odata.context": check.string, "@odata.count": check.all(check.integer, check.minimum(0)), "@odata.nextLink": check.string, "value": check.array(DeviceComplianceScriptDeviceStateCheck) }, ["value"]));

export const DeviceComplianceScriptPlatformTypeCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.all(check.string, check.enumeration(["windows10","linux","macOS","unknownFutureValue"])));

export const DeviceComplianceScriptPropertiesCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.object({ "@odata.type": check.all(check.string, check.constant("#microsoft.graph.deviceComplianceScript")), "publisher": check.nullable(check.string), "version": check.nullable(check.string), "displayName": check.nullable(check.string), "description": check.nullable(check.string), "detectionScriptContent": check.nullable(check.all(check.string, check.byte)), "runAsAccount": RunAsAccountTypeCheck, "enforceSignatureCheck": check.boolean, "runAs32Bit": check.boolean, "roleScopeTagIds": check.nullable(check.array(check.string)), "platform": check.anyOf(DeviceComplianceScriptPlatformTypeCheck, check.constant(null)) }, []));

export const DeviceComplianceScriptUpdateCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.unevaluated(check.every(check.object({  }, []), DeviceComplianceScriptPropertiesCheck), check.forbidden));

export const DeviceHealthScriptAssignmentCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.every(check.object({ "target": check.anyOf(DeviceAndAppManagementAssignmentTargetCheck, check.constant(null)), "runSchedule": check.anyOf(DeviceHealthScriptRunScheduleCheck, check.constant(null)) }, ["id"]), DeviceHealthScriptAssignmentPropertiesCheck));

export const DeviceHealthScriptAssignmentCreateCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.unevaluated(check.every(check.object({ "target": check.anyOf(DeviceAndAppManagementAssignmentTargetCreateCheck, check.constant(null)), "runSchedule": check.anyOf(DeviceHealthScriptRunScheduleCreateCheck, check.constant(null)) }, []), DeviceHealthScriptAssignmentPropertiesCheck), check.forbidden));

export const DeviceHealthScriptAssignmentPropertiesCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.object({ "@odata.type": check.all(check.string, check.constant("#microsoft.graph.deviceHealthScriptAssignment")), "id": check.string, "runRemediationScript": check.boolean }, []));

export const DeviceHealthScriptAssignmentsCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.object({ "deviceHealthScriptAssignments": check.array(DeviceHealthScriptAssignmentCreateCheck) }, [], check.forbidden));

export const DeviceHealthScriptDailyScheduleCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.every(check.object({ "@odata.type": check.all(check.string, check.constant("#microsoft.graph.deviceHealthScriptDailySchedule")) }, ["@odata.type"]), DeviceHealthScriptTimeSchedulePropertiesCheck));

export const DeviceHealthScriptDailyScheduleCreateCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.unevaluated(check.every(check.object({  }, []), DeviceHealthScriptDailyScheduleCheck), check.forbidden));

export const DeviceHealthScriptHourlyScheduleCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.every(check.object({ "@odata.type": check.all(check.string, check.constant("#microsoft.graph.deviceHealthScriptHourlySchedule")) }, ["@odata.type"]), DeviceHealthScriptRunSchedulePropertiesCheck));

export const DeviceHealthScriptHourlyScheduleCreateCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.unevaluated(check.every(check.object({  }, []), DeviceHealthScriptHourlyScheduleCheck), check.forbidden));

export const DeviceHealthScriptRunOnceScheduleCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.every(check.object({ "@odata.type": check.all(check.string, check.constant("#microsoft.graph.deviceHealthScriptRunOnceSchedule")), "date": check.nullable(check.all(check.string, check.pattern("^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$"))) }, ["@odata.type"]), DeviceHealthScriptTimeSchedulePropertiesCheck));

export const DeviceHealthScriptRunOnceScheduleCreateCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.unevaluated(check.every(check.object({  }, []), DeviceHealthScriptRunOnceScheduleCheck), check.forbidden));

export const DeviceHealthScriptRunScheduleCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.discriminated("@odata.type", { "#microsoft.graph.deviceHealthScriptHourlySchedule": DeviceHealthScriptHourlyScheduleCheck, "#microsoft.graph.deviceHealthScriptDailySchedule": DeviceHealthScriptDailyScheduleCheck, "#microsoft.graph.deviceHealthScriptRunOnceSchedule": DeviceHealthScriptRunOnceScheduleCheck }));

export const DeviceHealthScriptRunScheduleCreateCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.discriminated("@odata.type", { "#microsoft.graph.deviceHealthScriptHourlySchedule": DeviceHealthScriptHourlyScheduleCreateCheck, "#microsoft.graph.deviceHealthScriptDailySchedule": DeviceHealthScriptDailyScheduleCreateCheck, "#microsoft.graph.deviceHealthScriptRunOnceSchedule": DeviceHealthScriptRunOnceScheduleCreateCheck }));

export const DeviceHealthScriptRunSchedulePropertiesCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.object({ "interval": check.all(check.integer, check.minimum(1), check.maximum(23)) }, []));

export const DeviceHealthScriptTimeSchedulePropertiesCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.every(check.object({ "useUtc": check.boolean, "time": check.nullable(check.all(check.string, check.pattern("^([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,7})?$"))) }, []), DeviceHealthScriptRunSchedulePropertiesCheck));

export const ExclusionGroupAssignmentTargetCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.every(check.object({ "@odata.type": check.all(check.string, check.constant("#microsoft.graph.exclusionGroupAssignmentTarget")), "groupId": check.nullable(check.string) }, ["@odata.type"]), DeviceAndAppManagementAssignmentTargetPropertiesCheck));

export const ExclusionGroupAssignmentTargetCreateCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.unevaluated(check.every(check.object({  }, []), ExclusionGroupAssignmentTargetCheck), check.forbidden));

export const GroupAssignmentTargetCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.every(check.object({ "@odata.type": check.all(check.string, check.constant("#microsoft.graph.groupAssignmentTarget")), "groupId": check.nullable(check.string) }, ["@odata.type"]), DeviceAndAppManagementAssignmentTargetPropertiesCheck));

export const GroupAssignmentTargetCreateCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.unevaluated(check.every(check.object({  }, []), GroupAssignmentTargetCheck), check.forbidden));

export const RunAsAccountTypeCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.all(check.string, check.enumeration(["system","user"])));

export const RunStateCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.all(check.string, check.enumeration(["unknown","success","fail","scriptError","pending","notApplicable"])));

export const RunSummaryCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.every(check.object({ "@odata.context": check.string, "id": check.string }, ["id","noIssueDetectedDeviceCount","issueDetectedDeviceCount","detectionScriptErrorDeviceCount","detectionScriptPendingDeviceCount","lastScriptRunDateTime"]), RunSummaryPropertiesCheck));

export const RunSummaryPropertiesCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.object({ "@odata.type": check.all(check.string, check.constant("#microsoft.graph.deviceComplianceScriptRunSummary")), "noIssueDetectedDeviceCount": check.all(check.integer, check.minimum(-2147483648), check.maximum(2147483647)), "issueDetectedDeviceCount": check.all(check.integer, check.minimum(-2147483648), check.maximum(2147483647)), "detectionScriptErrorDeviceCount": check.all(check.integer, check.minimum(-2147483648), check.maximum(2147483647)), "detectionScriptPendingDeviceCount": check.all(check.integer, check.minimum(-2147483648), check.maximum(2147483647)), "lastScriptRunDateTime": check.nullable(check.all(check.string, check.pattern("^\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,7})?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)$"), check.dateTime)) }, []));

export const RunSummaryUpdateCheck: check.Check = /* @__PURE__ */ check.lazy(() => check.unevaluated(check.every(check.object({  }, []), RunSummaryPropertiesCheck), check.forbidden));
