// Generated from spec/openapi.yaml by `npm run generate`. Do not edit.

import type { operations } from "@run-summary/types";
import type { OperationDescription } from "../request/operation-description.ts";
import type { OperationMethod } from "../types/operation-method.ts";

/** The address of the API in each cloud. */
export const clouds = {
  "global": "https://graph.microsoft.com/beta",
  "usGov": "https://graph.microsoft.us/beta",
  "usGovDod": "https://dod-graph.microsoft.us/beta",
  "china": "https://microsoftgraph.chinacloudapi.cn/beta",
} as const;

/** What the client must know of each operation, by operationId. */
export const operationTable: Readonly<Record<string, OperationDescription>> = {
  getRunSummary: {"method":"get","path":"/deviceManagement/deviceComplianceScripts/{deviceComplianceScriptId}/runSummary","parameters":{"deviceComplianceScriptId":"path","client-request-id":"header"},"isEntity":true},
  updateRunSummary: {"method":"patch","path":"/deviceManagement/deviceComplianceScripts/{deviceComplianceScriptId}/runSummary","parameters":{"deviceComplianceScriptId":"path","client-request-id":"header","Prefer":"header"},"isEntity":true},
};

/** A method for each operation of the API. */
export interface OperationMethods {
  /**
   * Get deviceComplianceScriptRunSummary
   *
   * Read properties and relationships of the deviceComplianceScriptRunSummary object.
   *
   * One of the following permissions is required to call this API. To learn more, including how to choose permissions, see [Permissions](https://learn.microsoft.com/graph/permissions-reference).
   *
   * |Permission type|Permissions (from least to most privileged)|
   * |:---|:---|
   * |Delegated (work or school account)|DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.Read.All, DeviceManagementManagedDevices.ReadWrite.All|
   * |Delegated (personal Microsoft account)|Not supported.|
   * |Application|DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.Read.All, DeviceManagementManagedDevices.ReadWrite.All|
   *
   * If successful, this method returns a `200 OK` response code and a deviceComplianceScriptRunSummary object in the
   * response body. The reference page's example has the object wrapped in `{"value": …}`; a client reads both forms.
   */
  getRunSummary: OperationMethod<operations["getRunSummary"]>;
  /**
   * Update deviceComplianceScriptRunSummary
   *
   * Update the properties of a deviceComplianceScriptRunSummary object. Properties that are not sent keep their values.
   *
   * One of the following permissions is required to call this API. To learn more, including how to choose permissions, see [Permissions](https://learn.microsoft.com/graph/permissions-reference).
   *
   * |Permission type|Permissions (from least to most privileged)|
   * |:---|:---|
   * |Delegated (work or school account)|DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.ReadWrite.All|
   * |Delegated (personal Microsoft account)|Not supported.|
   * |Application|DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.ReadWrite.All|
   *
   * If successful, this method returns a `200 OK` response code and an updated deviceComplianceScriptRunSummary object
   * in the response body.
   */
  updateRunSummary: OperationMethod<operations["updateRunSummary"]>;
}
