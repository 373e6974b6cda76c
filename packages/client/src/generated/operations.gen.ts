// Generated from spec/openapi.yaml by `npm run generate`. Do not edit.

import type { operations } from "@run-summary/types";
import type { TypedListOperation, TypedOperation } from "../request/operation-description.ts";
import * as body from "../request/body.ts";
import * as query from "../request/query.ts";
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

/**
 * List deviceComplianceScripts
 *
 * List properties and relationships of the deviceComplianceScript objects, a page at a time: `@odata.nextLink` is the
 * address of the next page. `detectionScriptContent` is `null` in a list; get one script for its content.
 *
 * One of the following permissions is required to call this API. To learn more, including how to choose permissions, see [Permissions](https://learn.microsoft.com/graph/permissions-reference).
 *
 * |Permission type|Permissions (from least to most privileged)|
 * |:---|:---|
 * |Delegated (work or school account)|DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.Read.All, DeviceManagementManagedDevices.ReadWrite.All|
 * |Delegated (personal Microsoft account)|Not supported.|
 * |Application|DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.Read.All, DeviceManagementManagedDevices.ReadWrite.All|
 *
 * If successful, this method returns a `200 OK` response code and a collection of deviceComplianceScript objects in the
 * response body.
 */
export const listDeviceComplianceScripts: TypedListOperation<operations["listDeviceComplianceScripts"]> = {
  method: "GET",
  path: "/deviceManagement/deviceComplianceScripts",
  query: { parameters: { "$select": query.serializeCommaSeparated, "$expand": query.serializeCommaSeparated, "$filter": query.serializeForm, "$search": query.serializeForm, "$orderby": query.serializeCommaSeparated, "$top": query.serializeForm, "$skip": query.serializeForm, "$count": query.serializeForm }, serialize: query.serializeQuery },
  headers: ["client-request-id"],
  accept: "application/json",
  responses: { "200": read.readJson },
  isList: true,
};

/**
 * Create deviceComplianceScript
 *
 * Create a new deviceComplianceScript object.
 *
 * One of the following permissions is required to call this API. To learn more, including how to choose permissions, see [Permissions](https://learn.microsoft.com/graph/permissions-reference).
 *
 * |Permission type|Permissions (from least to most privileged)|
 * |:---|:---|
 * |Delegated (work or school account)|DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.ReadWrite.All|
 * |Delegated (personal Microsoft account)|Not supported.|
 * |Application|DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.ReadWrite.All|
 *
 * If successful, this method returns a `201 Created` response code and a deviceComplianceScript object in the response
 * body.
 */
export const createDeviceComplianceScript: TypedOperation<operations["createDeviceComplianceScript"]> = {
  method: "POST",
  path: "/deviceManagement/deviceComplianceScripts",
  headers: ["client-request-id"],
  body: { mediaType: "application/json", isRequired: true, serialize: body.serializeJson, check: schemas.DeviceComplianceScriptCreateCheck },
  accept: "application/json",
  responses: { "201": read.readEntity },
};

/**
 * Get deviceComplianceScript
 *
 * Read properties and relationships of the deviceComplianceScript object.
 *
 * One of the following permissions is required to call this API. To learn more, including how to choose permissions, see [Permissions](https://learn.microsoft.com/graph/permissions-reference).
 *
 * |Permission type|Permissions (from least to most privileged)|
 * |:---|:---|
 * |Delegated (work or school account)|DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.Read.All, DeviceManagementManagedDevices.ReadWrite.All|
 * |Delegated (personal Microsoft account)|Not supported.|
 * |Application|DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.Read.All, DeviceManagementManagedDevices.ReadWrite.All|
 *
 * If successful, this method returns a `200 OK` response code and a deviceComplianceScript object in the response body.
 * The reference page's example has the object wrapped in `{"value": …}`; a client reads both forms.
 */
export const getDeviceComplianceScript: TypedOperation<operations["getDeviceComplianceScript"]> = {
  method: "GET",
  path: "/deviceManagement/deviceComplianceScripts/{deviceComplianceScriptId}",
  query: { parameters: { "$select": query.serializeCommaSeparated, "$expand": query.serializeCommaSeparated }, serialize: query.serializeQuery },
  headers: ["client-request-id"],
  accept: "application/json",
  responses: { "200": read.readEntity },
};

/**
 * Update deviceComplianceScript
 *
 * Update the properties of a deviceComplianceScript object. Properties that are not sent keep their values.
 *
 * One of the following permissions is required to call this API. To learn more, including how to choose permissions, see [Permissions](https://learn.microsoft.com/graph/permissions-reference).
 *
 * |Permission type|Permissions (from least to most privileged)|
 * |:---|:---|
 * |Delegated (work or school account)|DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.ReadWrite.All|
 * |Delegated (personal Microsoft account)|Not supported.|
 * |Application|DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.ReadWrite.All|
 *
 * If successful, this method returns a `200 OK` response code and an updated deviceComplianceScript object in the response
 * body.
 */
export const updateDeviceComplianceScript: TypedOperation<operations["updateDeviceComplianceScript"]> = {
  method: "PATCH",
  path: "/deviceManagement/deviceComplianceScripts/{deviceComplianceScriptId}",
  headers: ["client-request-id"],
  body: { mediaType: "application/json", isRequired: true, serialize: body.serializeJson, check: schemas.DeviceComplianceScriptUpdateCheck },
  accept: "application/json",
  responses: { "200": read.readEntity },
};

/**
 * Delete deviceComplianceScript
 *
 * Delete a deviceComplianceScript object.
 *
 * One of the following permissions is required to call this API. To learn more, including how to choose permissions, see [Permissions](https://learn.microsoft.com/graph/permissions-reference).
 *
 * |Permission type|Permissions (from least to most privileged)|
 * |:---|:---|
 * |Delegated (work or school account)|DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.ReadWrite.All|
 * |Delegated (personal Microsoft account)|Not supported.|
 * |Application|DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.ReadWrite.All|
 *
 * If successful, this method returns a `204 No Content` response code.
 */
export const deleteDeviceComplianceScript: TypedOperation<operations["deleteDeviceComplianceScript"]> = {
  method: "DELETE",
  path: "/deviceManagement/deviceComplianceScripts/{deviceComplianceScriptId}",
  headers: ["client-request-id"],
  responses: { "204": read.readNothing },
};

/**
 * Assign deviceComplianceScript
 *
 * Assign a deviceComplianceScript object to groups, users or devices. The reference page says "Not yet documented". It
 * prints the `@odata.type` of a target and of a schedule without the `#` that OData writes before it.
 *
 * In practice a script is bound to devices by a deviceCompliancePolicy that names it in its
 * `deviceCompliancePolicyScript`.
 *
 * One of the following permissions is required to call this API. To learn more, including how to choose permissions, see [Permissions](https://learn.microsoft.com/graph/permissions-reference).
 *
 * |Permission type|Permissions (from least to most privileged)|
 * |:---|:---|
 * |Delegated (work or school account)|DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.ReadWrite.All|
 * |Delegated (personal Microsoft account)|Not supported.|
 * |Application|DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.ReadWrite.All|
 *
 * If successful, this action returns a `204 No Content` response code.
 */
export const assignDeviceComplianceScript: TypedOperation<operations["assignDeviceComplianceScript"]> = {
  method: "POST",
  path: "/deviceManagement/deviceComplianceScripts/{deviceComplianceScriptId}/assign",
  headers: ["client-request-id"],
  body: { mediaType: "application/json", isRequired: true, serialize: body.serializeJson, check: schemas.DeviceHealthScriptAssignmentsCheck },
  responses: { "204": read.readNothing },
};

/**
 * List deviceComplianceScriptDeviceStates
 *
 * List properties and relationships of the deviceComplianceScriptDeviceState objects, a page at a time:
 * `@odata.nextLink` is the address of the next page.
 *
 * One of the following permissions is required to call this API. To learn more, including how to choose permissions, see [Permissions](https://learn.microsoft.com/graph/permissions-reference).
 *
 * |Permission type|Permissions (from least to most privileged)|
 * |:---|:---|
 * |Delegated (work or school account)|DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.Read.All, DeviceManagementManagedDevices.ReadWrite.All|
 * |Delegated (personal Microsoft account)|Not supported.|
 * |Application|DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.Read.All, DeviceManagementManagedDevices.ReadWrite.All|
 *
 * If successful, this method returns a `200 OK` response code and a collection of deviceComplianceScriptDeviceState objects
 * in the response body.
 */
export const listDeviceRunStates: TypedListOperation<operations["listDeviceRunStates"]> = {
  method: "GET",
  path: "/deviceManagement/deviceComplianceScripts/{deviceComplianceScriptId}/deviceRunStates",
  query: { parameters: { "$select": query.serializeCommaSeparated, "$filter": query.serializeForm, "$search": query.serializeForm, "$orderby": query.serializeCommaSeparated, "$top": query.serializeForm, "$skip": query.serializeForm, "$count": query.serializeForm }, serialize: query.serializeQuery },
  headers: ["client-request-id"],
  accept: "application/json",
  responses: { "200": read.readJson },
  isList: true,
};

/**
 * Get deviceComplianceScriptDeviceState
 *
 * Read properties and relationships of the deviceComplianceScriptDeviceState object.
 *
 * One of the following permissions is required to call this API. To learn more, including how to choose permissions, see [Permissions](https://learn.microsoft.com/graph/permissions-reference).
 *
 * |Permission type|Permissions (from least to most privileged)|
 * |:---|:---|
 * |Delegated (work or school account)|DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.Read.All, DeviceManagementManagedDevices.ReadWrite.All|
 * |Delegated (personal Microsoft account)|Not supported.|
 * |Application|DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.Read.All, DeviceManagementManagedDevices.ReadWrite.All|
 *
 * If successful, this method returns a `200 OK` response code and a deviceComplianceScriptDeviceState object in the
 * response body. The reference page's example has the object wrapped in `{"value": …}`; a client reads both forms.
 */
export const getDeviceRunState: TypedOperation<operations["getDeviceRunState"]> = {
  method: "GET",
  path: "/deviceManagement/deviceComplianceScripts/{deviceComplianceScriptId}/deviceRunStates/{deviceComplianceScriptDeviceStateId}",
  query: { parameters: { "$select": query.serializeCommaSeparated }, serialize: query.serializeQuery },
  headers: ["client-request-id"],
  accept: "application/json",
  responses: { "200": read.readEntity },
};
