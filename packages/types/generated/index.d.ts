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
        /** @description There is no device compliance script with this id. */
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
export type ParameterDeviceComplianceScriptId = components['parameters']['deviceComplianceScriptId'];
export type ParameterClientRequestId = components['parameters']['clientRequestId'];
export type ParameterPrefer = components['parameters']['prefer'];
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
}
type WithRequired<T, K extends keyof T> = T & {
    [P in K]-?: T[P];
};
