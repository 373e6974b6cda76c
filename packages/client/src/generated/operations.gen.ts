// Generated from spec/openapi.yaml by `npm run generate`. Do not edit.

import type { operations } from "@run-summary/types";
import type { TypedOperation } from "../request/operation-description.ts";
import * as body from "../request/body.ts";
import * as read from "../response/readers.ts";
import * as schemas from "./schema-checks.gen.ts";

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
export const getRunSummary: TypedOperation<operations["getRunSummary"]> = {
  method: "GET",
  path: "/deviceManagement/deviceComplianceScripts/{deviceComplianceScriptId}/runSummary",
  headers: ["client-request-id"],
  accept: "application/json",
  responses: { "200": read.readEntity },
};

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
export const updateRunSummary: TypedOperation<operations["updateRunSummary"]> = {
  method: "PATCH",
  path: "/deviceManagement/deviceComplianceScripts/{deviceComplianceScriptId}/runSummary",
  headers: ["client-request-id","Prefer"],
  body: { mediaType: "application/json", isRequired: true, serialize: body.serializeJson, check: schemas.RunSummaryUpdateCheck },
  accept: "application/json",
  responses: { "200": read.readEntity, "204": read.readNothing },
};
