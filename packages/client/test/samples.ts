export const deviceComplianceScriptId = "0e7e9f7e-3c4c-4f0a-9d3b-7f3f2c1d5a60";
export const path = "/deviceManagement/deviceComplianceScripts/{deviceComplianceScriptId}/runSummary";
export const summary = {
  id: "dad42f14-2f14-dad4-142f-d4da142fd4da",
  noIssueDetectedDeviceCount: 10,
  issueDetectedDeviceCount: 8,
  detectionScriptErrorDeviceCount: 15,
  detectionScriptPendingDeviceCount: 1,
  lastScriptRunDateTime: "2017-01-01T00:01:17.4310553-08:00",
};
/** A response with the run summary. */
export const summaryResponse: { readonly body: string } = { body: JSON.stringify(summary) };
export const trace = {
  method: "GET",
  url: "https://graph.microsoft.com/beta",
  clientRequestId: "c",
  attempts: 1,
  contentType: undefined,
};
export const graphError = { error: { code: "TooManyRequests", message: "Please retry later." } };

/** The error that a promise rejects with. */
export async function catchRejection(promise: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  return promise.then(
    () => {
      throw new Error("did not reject");
    },
    (error: unknown) => error as Error & Record<string, unknown>,
  );
}
