// Generated from spec/openapi.yaml by `npm run generate`. Do not edit.

export interface paths {
    "/deviceManagement/deviceComplianceScripts/{deviceComplianceScriptId}/runSummary": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A UUID that the caller makes for the request. The response repeats it. Give it to support together with `request-id`.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id"?: components["parameters"]["clientRequestId"];
            };
            path: {
                /**
                 * @description Key of the device compliance script.
                 * @example 0e7e9f7e-3c4c-4f0a-9d3b-7f3f2c1d5a60
                 */
                deviceComplianceScriptId: components["parameters"]["deviceComplianceScriptId"];
            };
            cookie?: never;
        };
        /**
         * Get deviceComplianceScriptRunSummary
         * @description Read properties and relationships of the deviceComplianceScriptRunSummary object.
         *
         *     One of the following permissions is required to call this API. To learn more, including how to choose permissions, see [Permissions](https://learn.microsoft.com/graph/permissions-reference).
         *
         *     |Permission type|Permissions (from least to most privileged)|
         *     |:---|:---|
         *     |Delegated (work or school account)|DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.Read.All, DeviceManagementManagedDevices.ReadWrite.All|
         *     |Delegated (personal Microsoft account)|Not supported.|
         *     |Application|DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.Read.All, DeviceManagementManagedDevices.ReadWrite.All|
         *
         *     If successful, this method returns a `200 OK` response code and a deviceComplianceScriptRunSummary object in the
         *     response body. The reference page's example has the object wrapped in `{"value": …}`; a client reads both forms.
         */
        get: operations["getRunSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update deviceComplianceScriptRunSummary
         * @description Update the properties of a deviceComplianceScriptRunSummary object. Properties that are not sent keep their values.
         *
         *     One of the following permissions is required to call this API. To learn more, including how to choose permissions, see [Permissions](https://learn.microsoft.com/graph/permissions-reference).
         *
         *     |Permission type|Permissions (from least to most privileged)|
         *     |:---|:---|
         *     |Delegated (work or school account)|DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.ReadWrite.All|
         *     |Delegated (personal Microsoft account)|Not supported.|
         *     |Application|DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.ReadWrite.All|
         *
         *     If successful, this method returns a `200 OK` response code and an updated deviceComplianceScriptRunSummary object
         *     in the response body.
         */
        patch: operations["updateRunSummary"];
        trace?: never;
    };
    "/deviceManagement/deviceComplianceScripts": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A UUID that the caller makes for the request. The response repeats it. Give it to support together with `request-id`.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id"?: components["parameters"]["clientRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List deviceComplianceScripts
         * @description List properties and relationships of the deviceComplianceScript objects, a page at a time: `@odata.nextLink` is the
         *     address of the next page. `detectionScriptContent` is `null` in a list; get one script for its content.
         *
         *     One of the following permissions is required to call this API. To learn more, including how to choose permissions, see [Permissions](https://learn.microsoft.com/graph/permissions-reference).
         *
         *     |Permission type|Permissions (from least to most privileged)|
         *     |:---|:---|
         *     |Delegated (work or school account)|DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.Read.All, DeviceManagementManagedDevices.ReadWrite.All|
         *     |Delegated (personal Microsoft account)|Not supported.|
         *     |Application|DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.Read.All, DeviceManagementManagedDevices.ReadWrite.All|
         *
         *     If successful, this method returns a `200 OK` response code and a collection of deviceComplianceScript objects in the
         *     response body.
         */
        get: operations["listDeviceComplianceScripts"];
        put?: never;
        /**
         * Create deviceComplianceScript
         * @description Create a new deviceComplianceScript object.
         *
         *     One of the following permissions is required to call this API. To learn more, including how to choose permissions, see [Permissions](https://learn.microsoft.com/graph/permissions-reference).
         *
         *     |Permission type|Permissions (from least to most privileged)|
         *     |:---|:---|
         *     |Delegated (work or school account)|DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.ReadWrite.All|
         *     |Delegated (personal Microsoft account)|Not supported.|
         *     |Application|DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.ReadWrite.All|
         *
         *     If successful, this method returns a `201 Created` response code and a deviceComplianceScript object in the response
         *     body.
         */
        post: operations["createDeviceComplianceScript"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deviceManagement/deviceComplianceScripts/{deviceComplianceScriptId}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A UUID that the caller makes for the request. The response repeats it. Give it to support together with `request-id`.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id"?: components["parameters"]["clientRequestId"];
            };
            path: {
                /**
                 * @description Key of the device compliance script.
                 * @example 0e7e9f7e-3c4c-4f0a-9d3b-7f3f2c1d5a60
                 */
                deviceComplianceScriptId: components["parameters"]["deviceComplianceScriptId"];
            };
            cookie?: never;
        };
        /**
         * Get deviceComplianceScript
         * @description Read properties and relationships of the deviceComplianceScript object.
         *
         *     One of the following permissions is required to call this API. To learn more, including how to choose permissions, see [Permissions](https://learn.microsoft.com/graph/permissions-reference).
         *
         *     |Permission type|Permissions (from least to most privileged)|
         *     |:---|:---|
         *     |Delegated (work or school account)|DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.Read.All, DeviceManagementManagedDevices.ReadWrite.All|
         *     |Delegated (personal Microsoft account)|Not supported.|
         *     |Application|DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.Read.All, DeviceManagementManagedDevices.ReadWrite.All|
         *
         *     If successful, this method returns a `200 OK` response code and a deviceComplianceScript object in the response body.
         *     The reference page's example has the object wrapped in `{"value": …}`; a client reads both forms.
         */
        get: operations["getDeviceComplianceScript"];
        put?: never;
        post?: never;
        /**
         * Delete deviceComplianceScript
         * @description Delete a deviceComplianceScript object.
         *
         *     One of the following permissions is required to call this API. To learn more, including how to choose permissions, see [Permissions](https://learn.microsoft.com/graph/permissions-reference).
         *
         *     |Permission type|Permissions (from least to most privileged)|
         *     |:---|:---|
         *     |Delegated (work or school account)|DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.ReadWrite.All|
         *     |Delegated (personal Microsoft account)|Not supported.|
         *     |Application|DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.ReadWrite.All|
         *
         *     If successful, this method returns a `204 No Content` response code.
         */
        delete: operations["deleteDeviceComplianceScript"];
        options?: never;
        head?: never;
        /**
         * Update deviceComplianceScript
         * @description Update the properties of a deviceComplianceScript object. Properties that are not sent keep their values.
         *
         *     One of the following permissions is required to call this API. To learn more, including how to choose permissions, see [Permissions](https://learn.microsoft.com/graph/permissions-reference).
         *
         *     |Permission type|Permissions (from least to most privileged)|
         *     |:---|:---|
         *     |Delegated (work or school account)|DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.ReadWrite.All|
         *     |Delegated (personal Microsoft account)|Not supported.|
         *     |Application|DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.ReadWrite.All|
         *
         *     If successful, this method returns a `200 OK` response code and an updated deviceComplianceScript object in the response
         *     body.
         */
        patch: operations["updateDeviceComplianceScript"];
        trace?: never;
    };
    "/deviceManagement/deviceComplianceScripts/{deviceComplianceScriptId}/assign": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A UUID that the caller makes for the request. The response repeats it. Give it to support together with `request-id`.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id"?: components["parameters"]["clientRequestId"];
            };
            path: {
                /**
                 * @description Key of the device compliance script.
                 * @example 0e7e9f7e-3c4c-4f0a-9d3b-7f3f2c1d5a60
                 */
                deviceComplianceScriptId: components["parameters"]["deviceComplianceScriptId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Assign deviceComplianceScript
         * @description Assign a deviceComplianceScript object to groups, users or devices. The reference page says "Not yet documented". It
         *     prints the `@odata.type` of a target and of a schedule without the `#` that OData writes before it.
         *
         *     In practice a script is bound to devices by a deviceCompliancePolicy that names it in its
         *     `deviceCompliancePolicyScript`.
         *
         *     One of the following permissions is required to call this API. To learn more, including how to choose permissions, see [Permissions](https://learn.microsoft.com/graph/permissions-reference).
         *
         *     |Permission type|Permissions (from least to most privileged)|
         *     |:---|:---|
         *     |Delegated (work or school account)|DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.ReadWrite.All|
         *     |Delegated (personal Microsoft account)|Not supported.|
         *     |Application|DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.ReadWrite.All|
         *
         *     If successful, this action returns a `204 No Content` response code.
         */
        post: operations["assignDeviceComplianceScript"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deviceManagement/deviceComplianceScripts/{deviceComplianceScriptId}/deviceRunStates": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A UUID that the caller makes for the request. The response repeats it. Give it to support together with `request-id`.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id"?: components["parameters"]["clientRequestId"];
            };
            path: {
                /**
                 * @description Key of the device compliance script.
                 * @example 0e7e9f7e-3c4c-4f0a-9d3b-7f3f2c1d5a60
                 */
                deviceComplianceScriptId: components["parameters"]["deviceComplianceScriptId"];
            };
            cookie?: never;
        };
        /**
         * List deviceComplianceScriptDeviceStates
         * @description List properties and relationships of the deviceComplianceScriptDeviceState objects, a page at a time:
         *     `@odata.nextLink` is the address of the next page.
         *
         *     One of the following permissions is required to call this API. To learn more, including how to choose permissions, see [Permissions](https://learn.microsoft.com/graph/permissions-reference).
         *
         *     |Permission type|Permissions (from least to most privileged)|
         *     |:---|:---|
         *     |Delegated (work or school account)|DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.Read.All, DeviceManagementManagedDevices.ReadWrite.All|
         *     |Delegated (personal Microsoft account)|Not supported.|
         *     |Application|DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.Read.All, DeviceManagementManagedDevices.ReadWrite.All|
         *
         *     If successful, this method returns a `200 OK` response code and a collection of deviceComplianceScriptDeviceState objects
         *     in the response body.
         */
        get: operations["listDeviceRunStates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deviceManagement/deviceComplianceScripts/{deviceComplianceScriptId}/deviceRunStates/{deviceComplianceScriptDeviceStateId}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A UUID that the caller makes for the request. The response repeats it. Give it to support together with `request-id`.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id"?: components["parameters"]["clientRequestId"];
            };
            path: {
                /**
                 * @description Key of the device compliance script.
                 * @example 0e7e9f7e-3c4c-4f0a-9d3b-7f3f2c1d5a60
                 */
                deviceComplianceScriptId: components["parameters"]["deviceComplianceScriptId"];
                /**
                 * @description Key of the device compliance script device state.
                 * @example 7bd39c86-9c86-7bd3-869c-d37b869cd37b
                 */
                deviceComplianceScriptDeviceStateId: components["parameters"]["deviceComplianceScriptDeviceStateId"];
            };
            cookie?: never;
        };
        /**
         * Get deviceComplianceScriptDeviceState
         * @description Read properties and relationships of the deviceComplianceScriptDeviceState object.
         *
         *     One of the following permissions is required to call this API. To learn more, including how to choose permissions, see [Permissions](https://learn.microsoft.com/graph/permissions-reference).
         *
         *     |Permission type|Permissions (from least to most privileged)|
         *     |:---|:---|
         *     |Delegated (work or school account)|DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.Read.All, DeviceManagementManagedDevices.ReadWrite.All|
         *     |Delegated (personal Microsoft account)|Not supported.|
         *     |Application|DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All, DeviceManagementManagedDevices.Read.All, DeviceManagementManagedDevices.ReadWrite.All|
         *
         *     If successful, this method returns a `200 OK` response code and a deviceComplianceScriptDeviceState object in the
         *     response body. The reference page's example has the object wrapped in `{"value": …}`; a client reads both forms.
         */
        get: operations["getDeviceRunState"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The properties of a deviceComplianceScriptRunSummary that a caller may write. */
        RunSummaryProperties: {
            /**
             * @description The OData type of the object.
             * @constant
             */
            "@odata.type"?: "#microsoft.graph.deviceComplianceScriptRunSummary";
            /**
             * Format: int32
             * @description Number of devices for which the detection script did not find an issue and the device is healthy. Valid values -2147483648 to 2147483647
             */
            noIssueDetectedDeviceCount?: number;
            /**
             * Format: int32
             * @description Number of devices for which the detection script found an issue. Valid values -2147483648 to 2147483647
             */
            issueDetectedDeviceCount?: number;
            /**
             * Format: int32
             * @description Number of devices on which the detection script execution encountered an error and did not complete. Valid values -2147483648 to 2147483647
             */
            detectionScriptErrorDeviceCount?: number;
            /**
             * Format: int32
             * @description Number of devices which have not yet run the latest version of the device compliance script. Valid values -2147483648 to 2147483647
             */
            detectionScriptPendingDeviceCount?: number;
            /**
             * Format: date-time
             * @description Last run time for the script across all devices. `null` for a script that never ran. Up to seven fractional digits and an offset, more than a JavaScript `Date` keeps.
             */
            lastScriptRunDateTime?: string | null;
        };
        /** @description A deviceComplianceScriptRunSummary, as the service returns it. It may hold further properties. */
        RunSummary: {
            /** @description The address of the metadata that describes the response. */
            readonly "@odata.context"?: string;
            /** @description Key of the device compliance script run summary entity. This property is read-only. */
            readonly id: string;
        } & WithRequired<components["schemas"]["RunSummaryProperties"], "noIssueDetectedDeviceCount" | "issueDetectedDeviceCount" | "detectionScriptErrorDeviceCount" | "detectionScriptPendingDeviceCount" | "lastScriptRunDateTime">;
        /** @description One of several errors of a request. */
        GraphErrorDetail: {
            /** @description An error code for programs. */
            code: string;
            /** @description What went wrong, for developers. */
            message: string;
            /** @description What the error is about. */
            target?: string;
        };
        /** @description What support needs to find the request, and sometimes a more exact error. May nest, and is spelled `innererror` by some services. */
        GraphInnerError: {
            /** @description A more exact error code. */
            code?: string;
            /** @description A more exact message. */
            message?: string;
            /** @description When the service responded, in UTC, without an offset. */
            date?: string;
            /** @description The `request-id` of the response. */
            "request-id"?: string;
            /** @description The `client-request-id` of the response. */
            "client-request-id"?: string;
            innerError?: components["schemas"]["GraphInnerError"];
            innererror?: components["schemas"]["GraphInnerError"];
        };
        /** @description The body of every error response. */
        GraphErrorBody: {
            /** @description What went wrong. */
            error: {
                /** @description An error code for programs. May be empty. */
                code: string;
                /** @description What went wrong, for developers. Not for the app's users, and not to be parsed. */
                message: string;
                /** @description What the error is about. */
                target?: string;
                /** @description Further errors that led to this one. */
                details?: components["schemas"]["GraphErrorDetail"][];
                innerError?: components["schemas"]["GraphInnerError"];
                innererror?: components["schemas"]["GraphInnerError"];
            };
        };
        /** @description The properties to update. Only these properties can be written. Properties that are not sent keep their values. */
        RunSummaryUpdate: components["schemas"]["RunSummaryProperties"];
        /**
         * @description Indicates the type of execution context
         * @enum {string}
         */
        RunAsAccountType: "system" | "user";
        /**
         * @description An operating system platform. `windows10` is the default. A service that knows more platforms responds with `unknownFutureValue` in their place.
         * @enum {string}
         */
        DeviceComplianceScriptPlatformType: "windows10" | "linux" | "macOS" | "unknownFutureValue";
        /** @description The properties of a deviceComplianceScript that a caller may write. */
        DeviceComplianceScriptProperties: {
            /**
             * @description The OData type of the object.
             * @constant
             */
            "@odata.type"?: "#microsoft.graph.deviceComplianceScript";
            /** @description Name of the device compliance script publisher */
            publisher?: string | null;
            /** @description Version of the device compliance script */
            version?: string | null;
            /** @description Name of the device compliance script */
            displayName?: string | null;
            /** @description Description of the device compliance script */
            description?: string | null;
            /**
             * Format: byte
             * @description The entire content of the detection powershell script, in Base64. `null` in a list.
             */
            detectionScriptContent?: string | null;
            runAsAccount?: components["schemas"]["RunAsAccountType"];
            /** @description Indicate whether the script signature needs be checked */
            enforceSignatureCheck?: boolean;
            /** @description Indicate whether PowerShell script(s) should run as 32-bit. The service takes `false` for a new script without it. */
            runAs32Bit?: boolean;
            /** @description List of Scope Tag IDs for the device compliance script. `"0"` is the default tag. */
            roleScopeTagIds?: string[] | null;
            /** @description Indicates the operating system platform type that this compliance script targets. In Microsoft's metadata of July 2026, and on no reference page yet. */
            platform?: components["schemas"]["DeviceComplianceScriptPlatformType"] | null;
        };
        /** @description The properties that an assignment has in requests and in responses. */
        DeviceHealthScriptAssignmentProperties: {
            /**
             * @description The OData type of the object.
             * @constant
             */
            "@odata.type"?: "#microsoft.graph.deviceHealthScriptAssignment";
            /** @description Key of the device health script assignment entity. This property is read-only. */
            id?: string;
            /** @description Determine whether we want to run detection script only or run both detection script and remediation script */
            runRemediationScript?: boolean;
        };
        /**
         * @description The type of filter of the target assignment i.e. Exclude or Include.
         * @enum {string}
         */
        DeviceAndAppManagementAssignmentFilterType: "none" | "include" | "exclude";
        /** @description The properties of each kind of target. */
        DeviceAndAppManagementAssignmentTargetProperties: {
            /** @description The Id of the filter for the target assignment. */
            deviceAndAppManagementAssignmentFilterId?: string | null;
            deviceAndAppManagementAssignmentFilterType?: components["schemas"]["DeviceAndAppManagementAssignmentFilterType"];
        };
        /** @description An assignment to all managed devices in the tenant. */
        AllDevicesAssignmentTarget: {
            /**
             * @description The OData type of the object.
             * @constant
             */
            "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget";
        } & (components["schemas"]["DeviceAndAppManagementAssignmentTargetProperties"] & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget";
        });
        /** @description An assignment to all licensed users in the tenant. */
        AllLicensedUsersAssignmentTarget: {
            /**
             * @description The OData type of the object.
             * @constant
             */
            "@odata.type": "#microsoft.graph.allLicensedUsersAssignmentTarget";
        } & (components["schemas"]["DeviceAndAppManagementAssignmentTargetProperties"] & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            "@odata.type": "#microsoft.graph.allLicensedUsersAssignmentTarget";
        });
        /** @description An assignment to a group. */
        GroupAssignmentTarget: {
            /**
             * @description The OData type of the object.
             * @constant
             */
            "@odata.type": "#microsoft.graph.groupAssignmentTarget";
            /** @description The group Id that is the target of the assignment. */
            groupId?: string | null;
        } & (components["schemas"]["DeviceAndAppManagementAssignmentTargetProperties"] & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            "@odata.type": "#microsoft.graph.groupAssignmentTarget";
        });
        /** @description A group that should be excluded from an assignment. */
        ExclusionGroupAssignmentTarget: {
            /**
             * @description The OData type of the object.
             * @constant
             */
            "@odata.type": "#microsoft.graph.exclusionGroupAssignmentTarget";
            /** @description The group Id that is the target of the assignment. */
            groupId?: string | null;
        } & (components["schemas"]["DeviceAndAppManagementAssignmentTargetProperties"] & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            "@odata.type": "#microsoft.graph.exclusionGroupAssignmentTarget";
        });
        /** @description An assignment to a Configuration Manager Collection. */
        ConfigurationManagerCollectionAssignmentTarget: {
            /**
             * @description The OData type of the object.
             * @constant
             */
            "@odata.type": "#microsoft.graph.configurationManagerCollectionAssignmentTarget";
            /** @description The collection Id that is the target of the assignment. */
            collectionId?: string | null;
        } & (components["schemas"]["DeviceAndAppManagementAssignmentTargetProperties"] & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            "@odata.type": "#microsoft.graph.configurationManagerCollectionAssignmentTarget";
        });
        /** @description What a script is assigned to. `@odata.type` says which kind of target it is. */
        DeviceAndAppManagementAssignmentTarget: components["schemas"]["AllDevicesAssignmentTarget"] | components["schemas"]["AllLicensedUsersAssignmentTarget"] | components["schemas"]["GroupAssignmentTarget"] | components["schemas"]["ExclusionGroupAssignmentTarget"] | components["schemas"]["ConfigurationManagerCollectionAssignmentTarget"];
        /** @description The properties of each kind of schedule. */
        DeviceHealthScriptRunScheduleProperties: {
            /**
             * Format: int32
             * @description The x value of every x hours for hourly schedule, every x days for Daily Schedule, every x weeks for weekly schedule, every x months for Monthly Schedule. Valid values 1 to 23
             */
            interval?: number;
        };
        /** @description Every few hours. */
        DeviceHealthScriptHourlySchedule: {
            /**
             * @description The OData type of the object.
             * @constant
             */
            "@odata.type": "#microsoft.graph.deviceHealthScriptHourlySchedule";
        } & (components["schemas"]["DeviceHealthScriptRunScheduleProperties"] & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            "@odata.type": "#microsoft.graph.deviceHealthScriptHourlySchedule";
        });
        /** @description The properties of a schedule with a time of the day. */
        DeviceHealthScriptTimeScheduleProperties: {
            /** @description Indicate if the time is Utc or client local time. */
            useUtc?: boolean;
            /** @description At what time the script is scheduled to run. */
            time?: string | null;
        } & components["schemas"]["DeviceHealthScriptRunScheduleProperties"];
        /** @description Every few days, at a time of the day. */
        DeviceHealthScriptDailySchedule: {
            /**
             * @description The OData type of the object.
             * @constant
             */
            "@odata.type": "#microsoft.graph.deviceHealthScriptDailySchedule";
        } & (components["schemas"]["DeviceHealthScriptTimeScheduleProperties"] & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            "@odata.type": "#microsoft.graph.deviceHealthScriptDailySchedule";
        });
        /** @description Once. */
        DeviceHealthScriptRunOnceSchedule: {
            /**
             * @description The OData type of the object.
             * @constant
             */
            "@odata.type": "#microsoft.graph.deviceHealthScriptRunOnceSchedule";
            /** @description The date the script is scheduled to run. */
            date?: string | null;
        } & (components["schemas"]["DeviceHealthScriptTimeScheduleProperties"] & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            "@odata.type": "#microsoft.graph.deviceHealthScriptRunOnceSchedule";
        });
        /** @description When a script runs. `@odata.type` says which kind of schedule it is. */
        DeviceHealthScriptRunSchedule: components["schemas"]["DeviceHealthScriptHourlySchedule"] | components["schemas"]["DeviceHealthScriptDailySchedule"] | components["schemas"]["DeviceHealthScriptRunOnceSchedule"];
        /** @description An assignment of a script, as the service returns it. It may hold further properties. */
        DeviceHealthScriptAssignment: {
            /** @description The Azure Active Directory group we are targeting the script to */
            target?: components["schemas"]["DeviceAndAppManagementAssignmentTarget"] | null;
            /** @description Script run schedule for the target group */
            runSchedule?: components["schemas"]["DeviceHealthScriptRunSchedule"] | null;
        } & WithRequired<components["schemas"]["DeviceHealthScriptAssignmentProperties"], "id">;
        /** @description A deviceComplianceScript, as the service returns it. Only `id` is always there, since a request may select the others. It may hold further properties. */
        DeviceComplianceScript: {
            /** @description The address of the metadata that describes the response. */
            readonly "@odata.context"?: string;
            /** @description Unique Identifier for the device compliance script */
            readonly id: string;
            /**
             * Format: date-time
             * @description The timestamp of when the device compliance script was created. This property is read-only.
             */
            readonly createdDateTime?: string;
            /**
             * Format: date-time
             * @description The timestamp of when the device compliance script was modified. This property is read-only.
             */
            readonly lastModifiedDateTime?: string;
            /** @description The list of group assignments for the device compliance script. Only where the request expands it. */
            readonly assignments?: components["schemas"]["DeviceHealthScriptAssignment"][];
            /** @description High level run summary for device compliance script. Only where the request expands it. */
            readonly runSummary?: components["schemas"]["RunSummary"] | null;
        } & components["schemas"]["DeviceComplianceScriptProperties"];
        /** @description A page of scripts. */
        DeviceComplianceScriptCollectionResponse: {
            /** @description The address of the metadata that describes the response. */
            readonly "@odata.context"?: string;
            /**
             * Format: int64
             * @description The number of scripts on all pages. Only where the request asks for it with `$count`.
             */
            readonly "@odata.count"?: number;
            /**
             * Format: uri
             * @description The address of the next page. The last page has none.
             */
            readonly "@odata.nextLink"?: string;
            /** @description The scripts of the page. */
            value: components["schemas"]["DeviceComplianceScript"][];
        };
        /** @description The script to create. Only these properties can be written. */
        DeviceComplianceScriptCreate: components["schemas"]["DeviceComplianceScriptProperties"];
        /** @description The properties to update. Only these properties can be written. Properties that are not sent keep their values. */
        DeviceComplianceScriptUpdate: components["schemas"]["DeviceComplianceScriptProperties"];
        /** @description An assignment to all managed devices in the tenant. Only these properties can be written. */
        AllDevicesAssignmentTargetCreate: components["schemas"]["AllDevicesAssignmentTarget"] & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget";
        };
        /** @description An assignment to all licensed users in the tenant. Only these properties can be written. */
        AllLicensedUsersAssignmentTargetCreate: components["schemas"]["AllLicensedUsersAssignmentTarget"] & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            "@odata.type": "#microsoft.graph.allLicensedUsersAssignmentTarget";
        };
        /** @description An assignment to a group. Only these properties can be written. */
        GroupAssignmentTargetCreate: components["schemas"]["GroupAssignmentTarget"] & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            "@odata.type": "#microsoft.graph.groupAssignmentTarget";
        };
        /** @description A group that should be excluded from an assignment. Only these properties can be written. */
        ExclusionGroupAssignmentTargetCreate: components["schemas"]["ExclusionGroupAssignmentTarget"] & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            "@odata.type": "#microsoft.graph.exclusionGroupAssignmentTarget";
        };
        /** @description An assignment to a Configuration Manager Collection. Only these properties can be written. */
        ConfigurationManagerCollectionAssignmentTargetCreate: components["schemas"]["ConfigurationManagerCollectionAssignmentTarget"] & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            "@odata.type": "#microsoft.graph.configurationManagerCollectionAssignmentTarget";
        };
        /** @description What a script is assigned to. `@odata.type` says which kind of target it is. */
        DeviceAndAppManagementAssignmentTargetCreate: components["schemas"]["AllDevicesAssignmentTargetCreate"] | components["schemas"]["AllLicensedUsersAssignmentTargetCreate"] | components["schemas"]["GroupAssignmentTargetCreate"] | components["schemas"]["ExclusionGroupAssignmentTargetCreate"] | components["schemas"]["ConfigurationManagerCollectionAssignmentTargetCreate"];
        /** @description Every few hours. Only these properties can be written. */
        DeviceHealthScriptHourlyScheduleCreate: components["schemas"]["DeviceHealthScriptHourlySchedule"] & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            "@odata.type": "#microsoft.graph.deviceHealthScriptHourlySchedule";
        };
        /** @description Every few days, at a time of the day. Only these properties can be written. */
        DeviceHealthScriptDailyScheduleCreate: components["schemas"]["DeviceHealthScriptDailySchedule"] & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            "@odata.type": "#microsoft.graph.deviceHealthScriptDailySchedule";
        };
        /** @description Once. Only these properties can be written. */
        DeviceHealthScriptRunOnceScheduleCreate: components["schemas"]["DeviceHealthScriptRunOnceSchedule"] & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            "@odata.type": "#microsoft.graph.deviceHealthScriptRunOnceSchedule";
        };
        /** @description When a script runs. `@odata.type` says which kind of schedule it is. */
        DeviceHealthScriptRunScheduleCreate: components["schemas"]["DeviceHealthScriptHourlyScheduleCreate"] | components["schemas"]["DeviceHealthScriptDailyScheduleCreate"] | components["schemas"]["DeviceHealthScriptRunOnceScheduleCreate"];
        /** @description An assignment of a script. Only these properties can be written. */
        DeviceHealthScriptAssignmentCreate: {
            /** @description The Azure Active Directory group we are targeting the script to */
            target?: components["schemas"]["DeviceAndAppManagementAssignmentTargetCreate"] | null;
            /** @description Script run schedule for the target group */
            runSchedule?: components["schemas"]["DeviceHealthScriptRunScheduleCreate"] | null;
        } & components["schemas"]["DeviceHealthScriptAssignmentProperties"];
        /** @description The parameters of the action assign. */
        DeviceHealthScriptAssignments: {
            /** @description The assignments that the script has afterwards. */
            deviceHealthScriptAssignments?: components["schemas"]["DeviceHealthScriptAssignmentCreate"][];
        };
        /**
         * @description Detection state from the lastest device compliance script execution. In a run summary, `success` counts as no issue, `fail` as an issue, `scriptError` as an error and `pending` as pending.
         * @enum {string}
         */
        RunState: "unknown" | "success" | "fail" | "scriptError" | "pending" | "notApplicable";
        /** @description A deviceComplianceScriptDeviceState, as the service returns it: how a script ran on one device. Only `id` is always there, since a request may select the others. It may hold further properties. */
        DeviceComplianceScriptDeviceState: {
            /** @description The address of the metadata that describes the response. */
            readonly "@odata.context"?: string;
            /**
             * @description The OData type of the object.
             * @constant
             */
            "@odata.type"?: "#microsoft.graph.deviceComplianceScriptDeviceState";
            /** @description Key of the device compliance script device state entity. This property is read-only. */
            readonly id: string;
            detectionState?: components["schemas"]["RunState"];
            /**
             * Format: date-time
             * @description The last timestamp of when the device compliance script executed
             */
            lastStateUpdateDateTime?: string;
            /**
             * Format: date-time
             * @description The next timestamp of when the device compliance script is expected to execute
             */
            expectedStateUpdateDateTime?: string | null;
            /**
             * Format: date-time
             * @description The last time that Intune Managment Extension synced with Intune
             */
            lastSyncDateTime?: string;
            /** @description Output of the detection script */
            scriptOutput?: string | null;
            /** @description Error from the detection script */
            scriptError?: string | null;
        };
        /** @description A page of run states. */
        DeviceComplianceScriptDeviceStateCollectionResponse: {
            /** @description The address of the metadata that describes the response. */
            readonly "@odata.context"?: string;
            /**
             * Format: int64
             * @description The number of run states on all pages. Only where the request asks for it with `$count`.
             */
            readonly "@odata.count"?: number;
            /**
             * Format: uri
             * @description The address of the next page. The last page has none.
             */
            readonly "@odata.nextLink"?: string;
            /** @description The run states of the page. */
            value: components["schemas"]["DeviceComplianceScriptDeviceState"][];
        };
    };
    responses: {
        /** @description The deviceComplianceScriptRunSummary object. All of the properties will be returned from an actual call. */
        RunSummary: {
            headers: {
                /**
                 * @description The service's identifier of the request. Quote it to support.
                 * @example 5f2b7c1e-94d3-4a0b-8c1f-6e0d9b3a7c24
                 */
                "request-id": string;
                /**
                 * @description The `client-request-id` of the request, or one that the service made where the request had none.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["RunSummary"];
            };
        };
        /** @description The request is malformed, such as a header of a wrong form. Correct it; the same request will fail again. */
        BadRequest: {
            headers: {
                /**
                 * @description The service's identifier of the request. Quote it to support.
                 * @example 5f2b7c1e-94d3-4a0b-8c1f-6e0d9b3a7c24
                 */
                "request-id": string;
                /**
                 * @description The `client-request-id` of the request, or one that the service made where the request had none.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["GraphErrorBody"];
            };
        };
        /** @description The access token is missing, expired or refused. Get a new one, with the claims of `WWW-Authenticate` where it has any. */
        Unauthorized: {
            headers: {
                /**
                 * @description The service's identifier of the request. Quote it to support.
                 * @example 5f2b7c1e-94d3-4a0b-8c1f-6e0d9b3a7c24
                 */
                "request-id": string;
                /**
                 * @description The `client-request-id` of the request, or one that the service made where the request had none.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id": string;
                /**
                 * @description Why the token was refused. With `claims="…"` (Base64) it is a claims challenge: ask for one new token with these
                 *     claims and try once more (continuous access evaluation).
                 * @example Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="invalid_token"
                 */
                "WWW-Authenticate": string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["GraphErrorBody"];
            };
        };
        /** @description The token is valid but lacks the permission, or the tenant has no active Intune license. Ask for one of the operation's permissions, or an administrator for consent. */
        Forbidden: {
            headers: {
                /**
                 * @description The service's identifier of the request. Quote it to support.
                 * @example 5f2b7c1e-94d3-4a0b-8c1f-6e0d9b3a7c24
                 */
                "request-id": string;
                /**
                 * @description The `client-request-id` of the request, or one that the service made where the request had none.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["GraphErrorBody"];
            };
        };
        /** @description There is nothing at this address: the tenant has no device compliance script, or the script no device run state, with this id. */
        NotFound: {
            headers: {
                /**
                 * @description The service's identifier of the request. Quote it to support.
                 * @example 5f2b7c1e-94d3-4a0b-8c1f-6e0d9b3a7c24
                 */
                "request-id": string;
                /**
                 * @description The `client-request-id` of the request, or one that the service made where the request had none.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["GraphErrorBody"];
            };
        };
        /** @description Throttled: more than 200 writes or 2,000 requests of any kind in 20 seconds for this app and tenant. Wait as long as `Retry-After` says, or back off exponentially where it is missing, and send the request again. */
        TooManyRequests: {
            headers: {
                /**
                 * @description The service's identifier of the request. Quote it to support.
                 * @example 5f2b7c1e-94d3-4a0b-8c1f-6e0d9b3a7c24
                 */
                "request-id": string;
                /**
                 * @description The `client-request-id` of the request, or one that the service made where the request had none.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id": string;
                /**
                 * @description How long to wait before the next try: seconds, which may be fractional (`2.128`), or an HTTP date. The
                 *     header is often missing; then back off exponentially.
                 * @example 10
                 */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["GraphErrorBody"];
            };
        };
        /** @description Any other error of the request, such as 405 or 406. Correct the request; the same one will fail again. */
        ClientError: {
            headers: {
                /**
                 * @description The service's identifier of the request. Quote it to support.
                 * @example 5f2b7c1e-94d3-4a0b-8c1f-6e0d9b3a7c24
                 */
                "request-id": string;
                /**
                 * @description The `client-request-id` of the request, or one that the service made where the request had none.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["GraphErrorBody"];
            };
        };
        /** @description An error of the service. After 502, 503 and 504 the same request may succeed: send it again after `Retry-After`, or with exponential backoff where that is missing. */
        ServerError: {
            headers: {
                /**
                 * @description The service's identifier of the request. Quote it to support.
                 * @example 5f2b7c1e-94d3-4a0b-8c1f-6e0d9b3a7c24
                 */
                "request-id": string;
                /**
                 * @description The `client-request-id` of the request, or one that the service made where the request had none.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id": string;
                /**
                 * @description How long to wait before the next try: seconds, which may be fractional (`2.128`), or an HTTP date. The
                 *     header is often missing; then back off exponentially.
                 * @example 10
                 */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["GraphErrorBody"];
            };
        };
        /** @description Updated. The request asked for `Prefer: return=minimal`, so there is no body. */
        NoContent: {
            headers: {
                /**
                 * @description The service's identifier of the request. Quote it to support.
                 * @example 5f2b7c1e-94d3-4a0b-8c1f-6e0d9b3a7c24
                 */
                "request-id": string;
                /**
                 * @description The `client-request-id` of the request, or one that the service made where the request had none.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id": string;
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The request is malformed: a body that is not JSON, a property that is unknown, read-only or out of range, a header of a wrong form. Correct it; the same request will fail again. */
        BadUpdate: {
            headers: {
                /**
                 * @description The service's identifier of the request. Quote it to support.
                 * @example 5f2b7c1e-94d3-4a0b-8c1f-6e0d9b3a7c24
                 */
                "request-id": string;
                /**
                 * @description The `client-request-id` of the request, or one that the service made where the request had none.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["GraphErrorBody"];
            };
        };
        /** @description Any other error of the request, such as 405, 406, 409, 412, 413 or 415. Correct the request; the same one will fail again. */
        UpdateError: {
            headers: {
                /**
                 * @description The service's identifier of the request. Quote it to support.
                 * @example 5f2b7c1e-94d3-4a0b-8c1f-6e0d9b3a7c24
                 */
                "request-id": string;
                /**
                 * @description The `client-request-id` of the request, or one that the service made where the request had none.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["GraphErrorBody"];
            };
        };
        /** @description A page of deviceComplianceScript objects. All of the properties will be returned from an actual call, unless the request selects some of them. */
        DeviceComplianceScripts: {
            headers: {
                /**
                 * @description The service's identifier of the request. Quote it to support.
                 * @example 5f2b7c1e-94d3-4a0b-8c1f-6e0d9b3a7c24
                 */
                "request-id": string;
                /**
                 * @description The `client-request-id` of the request, or one that the service made where the request had none.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["DeviceComplianceScriptCollectionResponse"];
            };
        };
        /** @description The request is malformed: a query option that the service does not know or cannot apply, a header of a wrong form. Correct it; the same request will fail again. */
        BadQuery: {
            headers: {
                /**
                 * @description The service's identifier of the request. Quote it to support.
                 * @example 5f2b7c1e-94d3-4a0b-8c1f-6e0d9b3a7c24
                 */
                "request-id": string;
                /**
                 * @description The `client-request-id` of the request, or one that the service made where the request had none.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["GraphErrorBody"];
            };
        };
        /** @description The deviceComplianceScript object that was created. */
        CreatedDeviceComplianceScript: {
            headers: {
                /**
                 * @description The service's identifier of the request. Quote it to support.
                 * @example 5f2b7c1e-94d3-4a0b-8c1f-6e0d9b3a7c24
                 */
                "request-id": string;
                /**
                 * @description The `client-request-id` of the request, or one that the service made where the request had none.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["DeviceComplianceScript"];
            };
        };
        /** @description The deviceComplianceScript object. All of the properties will be returned from an actual call, unless the request selects some of them. */
        DeviceComplianceScript: {
            headers: {
                /**
                 * @description The service's identifier of the request. Quote it to support.
                 * @example 5f2b7c1e-94d3-4a0b-8c1f-6e0d9b3a7c24
                 */
                "request-id": string;
                /**
                 * @description The `client-request-id` of the request, or one that the service made where the request had none.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["DeviceComplianceScript"];
            };
        };
        /** @description Deleted, so there is no body. */
        Deleted: {
            headers: {
                /**
                 * @description The service's identifier of the request. Quote it to support.
                 * @example 5f2b7c1e-94d3-4a0b-8c1f-6e0d9b3a7c24
                 */
                "request-id": string;
                /**
                 * @description The `client-request-id` of the request, or one that the service made where the request had none.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id": string;
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The updated deviceComplianceScript object. */
        UpdatedDeviceComplianceScript: {
            headers: {
                /**
                 * @description The service's identifier of the request. Quote it to support.
                 * @example 5f2b7c1e-94d3-4a0b-8c1f-6e0d9b3a7c24
                 */
                "request-id": string;
                /**
                 * @description The `client-request-id` of the request, or one that the service made where the request had none.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["DeviceComplianceScript"];
            };
        };
        /** @description Assigned, so there is no body. */
        Assigned: {
            headers: {
                /**
                 * @description The service's identifier of the request. Quote it to support.
                 * @example 5f2b7c1e-94d3-4a0b-8c1f-6e0d9b3a7c24
                 */
                "request-id": string;
                /**
                 * @description The `client-request-id` of the request, or one that the service made where the request had none.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id": string;
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description A page of deviceComplianceScriptDeviceState objects. All of the properties will be returned from an actual call, unless the request selects some of them. */
        DeviceRunStates: {
            headers: {
                /**
                 * @description The service's identifier of the request. Quote it to support.
                 * @example 5f2b7c1e-94d3-4a0b-8c1f-6e0d9b3a7c24
                 */
                "request-id": string;
                /**
                 * @description The `client-request-id` of the request, or one that the service made where the request had none.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["DeviceComplianceScriptDeviceStateCollectionResponse"];
            };
        };
        /** @description The deviceComplianceScriptDeviceState object. All of the properties will be returned from an actual call, unless the request selects some of them. */
        DeviceRunState: {
            headers: {
                /**
                 * @description The service's identifier of the request. Quote it to support.
                 * @example 5f2b7c1e-94d3-4a0b-8c1f-6e0d9b3a7c24
                 */
                "request-id": string;
                /**
                 * @description The `client-request-id` of the request, or one that the service made where the request had none.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["DeviceComplianceScriptDeviceState"];
            };
        };
    };
    parameters: {
        /**
         * @description Key of the device compliance script.
         * @example 0e7e9f7e-3c4c-4f0a-9d3b-7f3f2c1d5a60
         */
        deviceComplianceScriptId: string;
        /**
         * @description A UUID that the caller makes for the request. The response repeats it. Give it to support together with `request-id`.
         * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
         */
        clientRequestId: string;
        /**
         * @description What the response should hold ([RFC 7240](https://www.rfc-editor.org/rfc/rfc7240#section-4.2)): `return=representation`
         *     asks for the updated object, which is the default; `return=minimal` allows `204 No Content` without a body. Other
         *     preferences beside it are ignored.
         * @example return=representation
         */
        prefer: string;
        /**
         * @description The properties of the response, separated by commas. Without it, the response has all of them. Select `id` too: this description takes it to be there.
         * @example [
         *       "id",
         *       "displayName"
         *     ]
         */
        scriptSelect: ("id" | "publisher" | "version" | "displayName" | "description" | "detectionScriptContent" | "createdDateTime" | "lastModifiedDateTime" | "runAsAccount" | "enforceSignatureCheck" | "runAs32Bit" | "roleScopeTagIds" | "platform")[];
        /**
         * @description The relationships that the response has within each script, separated by commas. Get device run states by their own address, a page at a time.
         * @example [
         *       "runSummary"
         *     ]
         */
        scriptExpand: ("assignments" | "runSummary")[];
        /**
         * @description Which objects are listed, as an [OData expression](https://learn.microsoft.com/graph/filter-query-parameter).
         * @example id eq '14e72a7b-2a7b-14e7-7b2a-e7147b2ae714'
         */
        filter: string;
        /**
         * @description A text that the listed objects contain.
         * @example "value"
         */
        search: string;
        /**
         * @description The properties by which the list is ordered, separated by commas; descending with ` desc`.
         * @example [
         *       "displayName",
         *       "lastModifiedDateTime desc"
         *     ]
         */
        scriptOrderby: ("id" | "id desc" | "publisher" | "publisher desc" | "version" | "version desc" | "displayName" | "displayName desc" | "description" | "description desc" | "createdDateTime" | "createdDateTime desc" | "lastModifiedDateTime" | "lastModifiedDateTime desc" | "runAsAccount" | "runAsAccount desc" | "enforceSignatureCheck" | "enforceSignatureCheck desc" | "runAs32Bit" | "runAs32Bit desc" | "platform" | "platform desc")[];
        /**
         * @description The greatest number of objects on a page.
         * @example 20
         */
        top: number;
        /**
         * @description The number of objects that come before the first one of the page.
         * @example 20
         */
        skip: number;
        /**
         * @description Whether the page has `@odata.count`, the number of objects on all pages.
         * @example true
         */
        count: boolean;
        /**
         * @description The properties of the response, separated by commas. Without it, the response has all of them. Select `id` too: this description takes it to be there.
         * @example [
         *       "id",
         *       "detectionState"
         *     ]
         */
        deviceRunStateSelect: ("id" | "detectionState" | "lastStateUpdateDateTime" | "expectedStateUpdateDateTime" | "lastSyncDateTime" | "scriptOutput" | "scriptError")[];
        /**
         * @description The properties by which the list is ordered, separated by commas; descending with ` desc`.
         * @example [
         *       "lastStateUpdateDateTime desc"
         *     ]
         */
        deviceRunStateOrderby: ("id" | "id desc" | "detectionState" | "detectionState desc" | "lastStateUpdateDateTime" | "lastStateUpdateDateTime desc" | "expectedStateUpdateDateTime" | "expectedStateUpdateDateTime desc" | "lastSyncDateTime" | "lastSyncDateTime desc" | "scriptOutput" | "scriptOutput desc" | "scriptError" | "scriptError desc")[];
        /**
         * @description Key of the device compliance script device state.
         * @example 7bd39c86-9c86-7bd3-869c-d37b869cd37b
         */
        deviceComplianceScriptDeviceStateId: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The service's identifier of the request. Quote it to support.
         * @example 5f2b7c1e-94d3-4a0b-8c1f-6e0d9b3a7c24
         */
        requestId: string;
        /**
         * @description The `client-request-id` of the request, or one that the service made where the request had none.
         * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
         */
        clientRequestId: string;
        /**
         * @description Why the token was refused. With `claims="…"` (Base64) it is a claims challenge: ask for one new token with these
         *     claims and try once more (continuous access evaluation).
         * @example Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="invalid_token"
         */
        wwwAuthenticate: string;
        /**
         * @description How long to wait before the next try: seconds, which may be fractional (`2.128`), or an HTTP date. The
         *     header is often missing; then back off exponentially.
         * @example 10
         */
        retryAfter: string;
    };
    pathItems: never;
}
export type RunSummaryProperties = components['schemas']['RunSummaryProperties'];
export type RunSummary = components['schemas']['RunSummary'];
export type GraphErrorDetail = components['schemas']['GraphErrorDetail'];
export type GraphInnerError = components['schemas']['GraphInnerError'];
export type GraphErrorBody = components['schemas']['GraphErrorBody'];
export type RunSummaryUpdate = components['schemas']['RunSummaryUpdate'];
export type RunAsAccountType = components['schemas']['RunAsAccountType'];
export type DeviceComplianceScriptPlatformType = components['schemas']['DeviceComplianceScriptPlatformType'];
export type DeviceComplianceScriptProperties = components['schemas']['DeviceComplianceScriptProperties'];
export type DeviceHealthScriptAssignmentProperties = components['schemas']['DeviceHealthScriptAssignmentProperties'];
export type DeviceAndAppManagementAssignmentFilterType = components['schemas']['DeviceAndAppManagementAssignmentFilterType'];
export type DeviceAndAppManagementAssignmentTargetProperties = components['schemas']['DeviceAndAppManagementAssignmentTargetProperties'];
export type AllDevicesAssignmentTarget = components['schemas']['AllDevicesAssignmentTarget'];
export type AllLicensedUsersAssignmentTarget = components['schemas']['AllLicensedUsersAssignmentTarget'];
export type GroupAssignmentTarget = components['schemas']['GroupAssignmentTarget'];
export type ExclusionGroupAssignmentTarget = components['schemas']['ExclusionGroupAssignmentTarget'];
export type ConfigurationManagerCollectionAssignmentTarget = components['schemas']['ConfigurationManagerCollectionAssignmentTarget'];
export type DeviceAndAppManagementAssignmentTarget = components['schemas']['DeviceAndAppManagementAssignmentTarget'];
export type DeviceHealthScriptRunScheduleProperties = components['schemas']['DeviceHealthScriptRunScheduleProperties'];
export type DeviceHealthScriptHourlySchedule = components['schemas']['DeviceHealthScriptHourlySchedule'];
export type DeviceHealthScriptTimeScheduleProperties = components['schemas']['DeviceHealthScriptTimeScheduleProperties'];
export type DeviceHealthScriptDailySchedule = components['schemas']['DeviceHealthScriptDailySchedule'];
export type DeviceHealthScriptRunOnceSchedule = components['schemas']['DeviceHealthScriptRunOnceSchedule'];
export type DeviceHealthScriptRunSchedule = components['schemas']['DeviceHealthScriptRunSchedule'];
export type DeviceHealthScriptAssignment = components['schemas']['DeviceHealthScriptAssignment'];
export type DeviceComplianceScript = components['schemas']['DeviceComplianceScript'];
export type DeviceComplianceScriptCollectionResponse = components['schemas']['DeviceComplianceScriptCollectionResponse'];
export type DeviceComplianceScriptCreate = components['schemas']['DeviceComplianceScriptCreate'];
export type DeviceComplianceScriptUpdate = components['schemas']['DeviceComplianceScriptUpdate'];
export type AllDevicesAssignmentTargetCreate = components['schemas']['AllDevicesAssignmentTargetCreate'];
export type AllLicensedUsersAssignmentTargetCreate = components['schemas']['AllLicensedUsersAssignmentTargetCreate'];
export type GroupAssignmentTargetCreate = components['schemas']['GroupAssignmentTargetCreate'];
export type ExclusionGroupAssignmentTargetCreate = components['schemas']['ExclusionGroupAssignmentTargetCreate'];
export type ConfigurationManagerCollectionAssignmentTargetCreate = components['schemas']['ConfigurationManagerCollectionAssignmentTargetCreate'];
export type DeviceAndAppManagementAssignmentTargetCreate = components['schemas']['DeviceAndAppManagementAssignmentTargetCreate'];
export type DeviceHealthScriptHourlyScheduleCreate = components['schemas']['DeviceHealthScriptHourlyScheduleCreate'];
export type DeviceHealthScriptDailyScheduleCreate = components['schemas']['DeviceHealthScriptDailyScheduleCreate'];
export type DeviceHealthScriptRunOnceScheduleCreate = components['schemas']['DeviceHealthScriptRunOnceScheduleCreate'];
export type DeviceHealthScriptRunScheduleCreate = components['schemas']['DeviceHealthScriptRunScheduleCreate'];
export type DeviceHealthScriptAssignmentCreate = components['schemas']['DeviceHealthScriptAssignmentCreate'];
export type DeviceHealthScriptAssignments = components['schemas']['DeviceHealthScriptAssignments'];
export type RunState = components['schemas']['RunState'];
export type DeviceComplianceScriptDeviceState = components['schemas']['DeviceComplianceScriptDeviceState'];
export type DeviceComplianceScriptDeviceStateCollectionResponse = components['schemas']['DeviceComplianceScriptDeviceStateCollectionResponse'];
export type ResponseRunSummary = components['responses']['RunSummary'];
export type ResponseBadRequest = components['responses']['BadRequest'];
export type ResponseUnauthorized = components['responses']['Unauthorized'];
export type ResponseForbidden = components['responses']['Forbidden'];
export type ResponseNotFound = components['responses']['NotFound'];
export type ResponseTooManyRequests = components['responses']['TooManyRequests'];
export type ResponseClientError = components['responses']['ClientError'];
export type ResponseServerError = components['responses']['ServerError'];
export type ResponseNoContent = components['responses']['NoContent'];
export type ResponseBadUpdate = components['responses']['BadUpdate'];
export type ResponseUpdateError = components['responses']['UpdateError'];
export type ResponseDeviceComplianceScripts = components['responses']['DeviceComplianceScripts'];
export type ResponseBadQuery = components['responses']['BadQuery'];
export type ResponseCreatedDeviceComplianceScript = components['responses']['CreatedDeviceComplianceScript'];
export type ResponseDeviceComplianceScript = components['responses']['DeviceComplianceScript'];
export type ResponseDeleted = components['responses']['Deleted'];
export type ResponseUpdatedDeviceComplianceScript = components['responses']['UpdatedDeviceComplianceScript'];
export type ResponseAssigned = components['responses']['Assigned'];
export type ResponseDeviceRunStates = components['responses']['DeviceRunStates'];
export type ResponseDeviceRunState = components['responses']['DeviceRunState'];
export type ParameterDeviceComplianceScriptId = components['parameters']['deviceComplianceScriptId'];
export type ParameterClientRequestId = components['parameters']['clientRequestId'];
export type ParameterPrefer = components['parameters']['prefer'];
export type ParameterScriptSelect = components['parameters']['scriptSelect'];
export type ParameterScriptExpand = components['parameters']['scriptExpand'];
export type ParameterFilter = components['parameters']['filter'];
export type ParameterSearch = components['parameters']['search'];
export type ParameterScriptOrderby = components['parameters']['scriptOrderby'];
export type ParameterTop = components['parameters']['top'];
export type ParameterSkip = components['parameters']['skip'];
export type ParameterCount = components['parameters']['count'];
export type ParameterDeviceRunStateSelect = components['parameters']['deviceRunStateSelect'];
export type ParameterDeviceRunStateOrderby = components['parameters']['deviceRunStateOrderby'];
export type ParameterDeviceComplianceScriptDeviceStateId = components['parameters']['deviceComplianceScriptDeviceStateId'];
export type HeaderRequestId = components['headers']['requestId'];
export type HeaderClientRequestId = components['headers']['clientRequestId'];
export type HeaderWwwAuthenticate = components['headers']['wwwAuthenticate'];
export type HeaderRetryAfter = components['headers']['retryAfter'];
export type $defs = Record<string, never>;
export interface operations {
    getRunSummary: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A UUID that the caller makes for the request. The response repeats it. Give it to support together with `request-id`.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id"?: components["parameters"]["clientRequestId"];
            };
            path: {
                /**
                 * @description Key of the device compliance script.
                 * @example 0e7e9f7e-3c4c-4f0a-9d3b-7f3f2c1d5a60
                 */
                deviceComplianceScriptId: components["parameters"]["deviceComplianceScriptId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["RunSummary"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateRunSummary: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A UUID that the caller makes for the request. The response repeats it. Give it to support together with `request-id`.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id"?: components["parameters"]["clientRequestId"];
                /**
                 * @description What the response should hold ([RFC 7240](https://www.rfc-editor.org/rfc/rfc7240#section-4.2)): `return=representation`
                 *     asks for the updated object, which is the default; `return=minimal` allows `204 No Content` without a body. Other
                 *     preferences beside it are ignored.
                 * @example return=representation
                 */
                Prefer?: components["parameters"]["prefer"];
            };
            path: {
                /**
                 * @description Key of the device compliance script.
                 * @example 0e7e9f7e-3c4c-4f0a-9d3b-7f3f2c1d5a60
                 */
                deviceComplianceScriptId: components["parameters"]["deviceComplianceScriptId"];
            };
            cookie?: never;
        };
        /** @description A JSON representation of the properties of the deviceComplianceScriptRunSummary object to update. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunSummaryUpdate"];
            };
        };
        responses: {
            200: components["responses"]["RunSummary"];
            204: components["responses"]["NoContent"];
            400: components["responses"]["BadUpdate"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            "4XX": components["responses"]["UpdateError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listDeviceComplianceScripts: {
        parameters: {
            query?: {
                /**
                 * @description The properties of the response, separated by commas. Without it, the response has all of them. Select `id` too: this description takes it to be there.
                 * @example [
                 *       "id",
                 *       "displayName"
                 *     ]
                 */
                $select?: components["parameters"]["scriptSelect"];
                /**
                 * @description The relationships that the response has within each script, separated by commas. Get device run states by their own address, a page at a time.
                 * @example [
                 *       "runSummary"
                 *     ]
                 */
                $expand?: components["parameters"]["scriptExpand"];
                /**
                 * @description Which objects are listed, as an [OData expression](https://learn.microsoft.com/graph/filter-query-parameter).
                 * @example id eq '14e72a7b-2a7b-14e7-7b2a-e7147b2ae714'
                 */
                $filter?: components["parameters"]["filter"];
                /**
                 * @description A text that the listed objects contain.
                 * @example "value"
                 */
                $search?: components["parameters"]["search"];
                /**
                 * @description The properties by which the list is ordered, separated by commas; descending with ` desc`.
                 * @example [
                 *       "displayName",
                 *       "lastModifiedDateTime desc"
                 *     ]
                 */
                $orderby?: components["parameters"]["scriptOrderby"];
                /**
                 * @description The greatest number of objects on a page.
                 * @example 20
                 */
                $top?: components["parameters"]["top"];
                /**
                 * @description The number of objects that come before the first one of the page.
                 * @example 20
                 */
                $skip?: components["parameters"]["skip"];
                /**
                 * @description Whether the page has `@odata.count`, the number of objects on all pages.
                 * @example true
                 */
                $count?: components["parameters"]["count"];
            };
            header?: {
                /**
                 * @description A UUID that the caller makes for the request. The response repeats it. Give it to support together with `request-id`.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id"?: components["parameters"]["clientRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["DeviceComplianceScripts"];
            400: components["responses"]["BadQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createDeviceComplianceScript: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A UUID that the caller makes for the request. The response repeats it. Give it to support together with `request-id`.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id"?: components["parameters"]["clientRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description A JSON representation of the deviceComplianceScript object. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceComplianceScriptCreate"];
            };
        };
        responses: {
            201: components["responses"]["CreatedDeviceComplianceScript"];
            400: components["responses"]["BadUpdate"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            "4XX": components["responses"]["UpdateError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getDeviceComplianceScript: {
        parameters: {
            query?: {
                /**
                 * @description The properties of the response, separated by commas. Without it, the response has all of them. Select `id` too: this description takes it to be there.
                 * @example [
                 *       "id",
                 *       "displayName"
                 *     ]
                 */
                $select?: components["parameters"]["scriptSelect"];
                /**
                 * @description The relationships that the response has within each script, separated by commas. Get device run states by their own address, a page at a time.
                 * @example [
                 *       "runSummary"
                 *     ]
                 */
                $expand?: components["parameters"]["scriptExpand"];
            };
            header?: {
                /**
                 * @description A UUID that the caller makes for the request. The response repeats it. Give it to support together with `request-id`.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id"?: components["parameters"]["clientRequestId"];
            };
            path: {
                /**
                 * @description Key of the device compliance script.
                 * @example 0e7e9f7e-3c4c-4f0a-9d3b-7f3f2c1d5a60
                 */
                deviceComplianceScriptId: components["parameters"]["deviceComplianceScriptId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["DeviceComplianceScript"];
            400: components["responses"]["BadQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    deleteDeviceComplianceScript: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A UUID that the caller makes for the request. The response repeats it. Give it to support together with `request-id`.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id"?: components["parameters"]["clientRequestId"];
            };
            path: {
                /**
                 * @description Key of the device compliance script.
                 * @example 0e7e9f7e-3c4c-4f0a-9d3b-7f3f2c1d5a60
                 */
                deviceComplianceScriptId: components["parameters"]["deviceComplianceScriptId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Deleted"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            "4XX": components["responses"]["UpdateError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateDeviceComplianceScript: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A UUID that the caller makes for the request. The response repeats it. Give it to support together with `request-id`.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id"?: components["parameters"]["clientRequestId"];
            };
            path: {
                /**
                 * @description Key of the device compliance script.
                 * @example 0e7e9f7e-3c4c-4f0a-9d3b-7f3f2c1d5a60
                 */
                deviceComplianceScriptId: components["parameters"]["deviceComplianceScriptId"];
            };
            cookie?: never;
        };
        /** @description A JSON representation of the properties of the deviceComplianceScript object to update. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceComplianceScriptUpdate"];
            };
        };
        responses: {
            200: components["responses"]["UpdatedDeviceComplianceScript"];
            400: components["responses"]["BadUpdate"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            "4XX": components["responses"]["UpdateError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    assignDeviceComplianceScript: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A UUID that the caller makes for the request. The response repeats it. Give it to support together with `request-id`.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id"?: components["parameters"]["clientRequestId"];
            };
            path: {
                /**
                 * @description Key of the device compliance script.
                 * @example 0e7e9f7e-3c4c-4f0a-9d3b-7f3f2c1d5a60
                 */
                deviceComplianceScriptId: components["parameters"]["deviceComplianceScriptId"];
            };
            cookie?: never;
        };
        /** @description A JSON representation of the parameters. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceHealthScriptAssignments"];
            };
        };
        responses: {
            204: components["responses"]["Assigned"];
            400: components["responses"]["BadUpdate"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            "4XX": components["responses"]["UpdateError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listDeviceRunStates: {
        parameters: {
            query?: {
                /**
                 * @description The properties of the response, separated by commas. Without it, the response has all of them. Select `id` too: this description takes it to be there.
                 * @example [
                 *       "id",
                 *       "detectionState"
                 *     ]
                 */
                $select?: components["parameters"]["deviceRunStateSelect"];
                /**
                 * @description Which objects are listed, as an [OData expression](https://learn.microsoft.com/graph/filter-query-parameter).
                 * @example id eq '14e72a7b-2a7b-14e7-7b2a-e7147b2ae714'
                 */
                $filter?: components["parameters"]["filter"];
                /**
                 * @description A text that the listed objects contain.
                 * @example "value"
                 */
                $search?: components["parameters"]["search"];
                /**
                 * @description The properties by which the list is ordered, separated by commas; descending with ` desc`.
                 * @example [
                 *       "lastStateUpdateDateTime desc"
                 *     ]
                 */
                $orderby?: components["parameters"]["deviceRunStateOrderby"];
                /**
                 * @description The greatest number of objects on a page.
                 * @example 20
                 */
                $top?: components["parameters"]["top"];
                /**
                 * @description The number of objects that come before the first one of the page.
                 * @example 20
                 */
                $skip?: components["parameters"]["skip"];
                /**
                 * @description Whether the page has `@odata.count`, the number of objects on all pages.
                 * @example true
                 */
                $count?: components["parameters"]["count"];
            };
            header?: {
                /**
                 * @description A UUID that the caller makes for the request. The response repeats it. Give it to support together with `request-id`.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id"?: components["parameters"]["clientRequestId"];
            };
            path: {
                /**
                 * @description Key of the device compliance script.
                 * @example 0e7e9f7e-3c4c-4f0a-9d3b-7f3f2c1d5a60
                 */
                deviceComplianceScriptId: components["parameters"]["deviceComplianceScriptId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["DeviceRunStates"];
            400: components["responses"]["BadQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getDeviceRunState: {
        parameters: {
            query?: {
                /**
                 * @description The properties of the response, separated by commas. Without it, the response has all of them. Select `id` too: this description takes it to be there.
                 * @example [
                 *       "id",
                 *       "detectionState"
                 *     ]
                 */
                $select?: components["parameters"]["deviceRunStateSelect"];
            };
            header?: {
                /**
                 * @description A UUID that the caller makes for the request. The response repeats it. Give it to support together with `request-id`.
                 * @example 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71
                 */
                "client-request-id"?: components["parameters"]["clientRequestId"];
            };
            path: {
                /**
                 * @description Key of the device compliance script.
                 * @example 0e7e9f7e-3c4c-4f0a-9d3b-7f3f2c1d5a60
                 */
                deviceComplianceScriptId: components["parameters"]["deviceComplianceScriptId"];
                /**
                 * @description Key of the device compliance script device state.
                 * @example 7bd39c86-9c86-7bd3-869c-d37b869cd37b
                 */
                deviceComplianceScriptDeviceStateId: components["parameters"]["deviceComplianceScriptDeviceStateId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["DeviceRunState"];
            400: components["responses"]["BadQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
}
type WithRequired<T, K extends keyof T> = T & {
    [P in K]-?: T[P];
};
