// The facts of Microsoft's reference page, typed by hand. They find a mistake in the spec that everything generated follows. https://learn.microsoft.com/graph/api/intune-devices-devicecompliancescriptrunsummary-update
import { createRunSummaryClient } from "@run-summary/client";
import { startMock } from "@run-summary/mock";
import { resolveReference } from "@run-summary/openapi";
import { readBundle } from "@run-summary/spec";
import { afterAll, describe, expect, it } from "vitest";

const path = "/deviceManagement/deviceComplianceScripts/{deviceComplianceScriptId}/runSummary";
const document = readBundle();
const pathItem = resolveReference(document, document.paths?.[path] ?? {});
const schema = (name: string) => resolveReference(document, document.components?.schemas?.[name] ?? {});

describe("the page's example", async () => {
  const mock = await startMock();
  afterAll(() => mock.close());

  it("is sent as the page prints it, and is returned as the page prints it", async () => {
    const requests: Request[] = [];
    const client = createRunSummaryClient({
      token: "token",
      baseUrl: mock.apiUrl,
      fetch(request) {
        requests.push(request.clone());
        return fetch(request);
      },
    });

    const response = await client.updateRunSummary({
      deviceComplianceScriptId: "0e7e9f7e-3c4c-4f0a-9d3b-7f3f2c1d5a60",
      body: {
        "@odata.type": "#microsoft.graph.deviceComplianceScriptRunSummary",
        noIssueDetectedDeviceCount: 10,
        issueDetectedDeviceCount: 8,
        detectionScriptErrorDeviceCount: 15,
        detectionScriptPendingDeviceCount: 1,
        lastScriptRunDateTime: "2017-01-01T00:01:17.4310553-08:00",
      },
    });

    const [request] = requests;
    expect(request?.method).toBe("PATCH");
    expect(request?.url).toBe(
      `${mock.url}/beta/deviceManagement/deviceComplianceScripts/0e7e9f7e-3c4c-4f0a-9d3b-7f3f2c1d5a60/runSummary`,
    );
    expect(request?.headers.get("authorization")).toBe("Bearer token");
    expect(request?.headers.get("content-type")).toBe("application/json");
    expect(await request?.text()).toBe(
      JSON.stringify({
        "@odata.type": "#microsoft.graph.deviceComplianceScriptRunSummary",
        noIssueDetectedDeviceCount: 10,
        issueDetectedDeviceCount: 8,
        detectionScriptErrorDeviceCount: 15,
        detectionScriptPendingDeviceCount: 1,
        lastScriptRunDateTime: "2017-01-01T00:01:17.4310553-08:00",
      }),
    );
    expect(response).toEqual({
      "@odata.type": "#microsoft.graph.deviceComplianceScriptRunSummary",
      id: "dad42f14-2f14-dad4-142f-d4da142fd4da",
      noIssueDetectedDeviceCount: 10,
      issueDetectedDeviceCount: 8,
      detectionScriptErrorDeviceCount: 15,
      detectionScriptPendingDeviceCount: 1,
      lastScriptRunDateTime: "2017-01-01T00:01:17.4310553-08:00",
    });
  });
});

describe("the page's facts in the spec", () => {
  it("has the page's path with GET and PATCH", () => {
    expect(Object.keys(document.paths ?? {})).toContain(path);
    expect(Object.keys(pathItem)).toEqual(expect.arrayContaining(["get", "patch"]));
  });

  it("says that the API is beta, and needs a license", () => {
    expect(document.info?.description).toContain(
      "Microsoft Graph APIs under the /beta version are subject to change; production use is not supported.",
    );
    expect(document.info?.description).toContain(
      "[active Intune license](https://go.microsoft.com/fwlink/?linkid=839381) for the tenant.",
    );
  });

  it("has the roots of the four clouds", () => {
    expect(document.servers?.map(({ url }) => url)).toEqual([
      "https://graph.microsoft.com/beta",
      "https://graph.microsoft.us/beta",
      "https://dod-graph.microsoft.us/beta",
      "https://microsoftgraph.chinacloudapi.cn/beta",
    ]);
  });

  it("asks for the permissions of the page, from least to most privileged", () => {
    expect(pathItem.patch?.security).toEqual([
      { delegated: ["DeviceManagementConfiguration.ReadWrite.All"] },
      { delegated: ["DeviceManagementManagedDevices.ReadWrite.All"] },
      { application: ["DeviceManagementConfiguration.ReadWrite.All"] },
      { application: ["DeviceManagementManagedDevices.ReadWrite.All"] },
    ]);
    expect(pathItem.get?.security).toEqual([
      { delegated: ["DeviceManagementConfiguration.Read.All"] },
      { delegated: ["DeviceManagementConfiguration.ReadWrite.All"] },
      { delegated: ["DeviceManagementManagedDevices.Read.All"] },
      { delegated: ["DeviceManagementManagedDevices.ReadWrite.All"] },
      { application: ["DeviceManagementConfiguration.Read.All"] },
      { application: ["DeviceManagementConfiguration.ReadWrite.All"] },
      { application: ["DeviceManagementManagedDevices.Read.All"] },
      { application: ["DeviceManagementManagedDevices.ReadWrite.All"] },
    ]);
    expect(pathItem.patch?.description).toContain("|Delegated (personal Microsoft account)|Not supported.|");
  });

  it("notes the newer permissions with their date", () => {
    expect(document.info?.description).toMatch(/28 July 2025[\s\S]*DeviceManagementScripts\.Read\.All/);
    expect(document.info?.description).toContain("DeviceManagementScripts.ReadWrite.All");
    expect(pathItem.get).toHaveProperty("x-announced-security", [
      { delegated: ["DeviceManagementScripts.Read.All"] },
      { delegated: ["DeviceManagementScripts.ReadWrite.All"] },
      { application: ["DeviceManagementScripts.Read.All"] },
      { application: ["DeviceManagementScripts.ReadWrite.All"] },
    ]);
    expect(pathItem.patch).toHaveProperty("x-announced-security", [
      { delegated: ["DeviceManagementScripts.ReadWrite.All"] },
      { application: ["DeviceManagementScripts.ReadWrite.All"] },
    ]);
  });

  it("has the limits of Intune's throttling, also in the description", () => {
    expect(document).toMatchObject({ "x-throttling": { windowSeconds: 20, requests: 2000, writes: 200 } });
    const throttled = resolveReference(document, pathItem.patch?.responses["429"] ?? {}) as { description?: string };
    expect(throttled.description).toContain("more than 200 writes or 2,000 requests of any kind in 20 seconds");
  });

  const counts = {
    noIssueDetectedDeviceCount:
      "Number of devices for which the detection script did not find an issue and the device is healthy.",
    issueDetectedDeviceCount: "Number of devices for which the detection script found an issue.",
    detectionScriptErrorDeviceCount:
      "Number of devices on which the detection script execution encountered an error and did not complete.",
    detectionScriptPendingDeviceCount:
      "Number of devices which have not yet run the latest version of the device compliance script.",
  };

  it.each(Object.entries(counts))("has %s, an Int32", (name, description) => {
    const property = schema("RunSummaryProperties").properties?.[name];
    expect({ ...property, "x-derived-from": undefined }).toEqual({
      type: "integer",
      format: "int32",
      minimum: -2147483648,
      maximum: 2147483647,
      description: `${description} Valid values -2147483648 to 2147483647`,
    });
  });

  it("has lastScriptRunDateTime, a DateTimeOffset that may be null", () => {
    expect(schema("RunSummaryProperties").properties?.lastScriptRunDateTime).toMatchObject({
      type: ["string", "null"],
      format: "date-time",
      description: expect.stringContaining("Last run time for the script across all devices"),
    });
  });

  it("has id, the read-only key", () => {
    expect(schema("RunSummary").properties?.id).toEqual({
      type: "string",
      readOnly: true,
      description: "Key of the device compliance script run summary entity. This property is read-only.",
    });
  });

  it("has the type's name", () => {
    expect(schema("RunSummaryProperties").properties?.["@odata.type"]).toMatchObject({
      const: "#microsoft.graph.deviceComplianceScriptRunSummary",
    });
  });

  it("has no property that the page does not have", () => {
    const names = [...Object.keys(schema("RunSummaryProperties").properties ?? {})];
    expect(names.toSorted()).toEqual(["@odata.type", ...Object.keys(counts), "lastScriptRunDateTime"].toSorted());
  });

  it("returns all of the properties, and takes only those that may be written", () => {
    expect(schema("RunSummary").required?.toSorted()).toEqual(
      ["id", ...Object.keys(counts), "lastScriptRunDateTime"].toSorted(),
    );
    expect(schema("RunSummaryUpdate")).toMatchObject({ unevaluatedProperties: false });
  });
});
