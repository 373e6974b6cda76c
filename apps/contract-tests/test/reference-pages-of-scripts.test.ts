// The facts of Microsoft's reference pages of scripts and device run states, typed by hand. They find a mistake in the spec that
// everything generated follows. https://learn.microsoft.com/graph/api/resources/intune-devices-devicecompliancescript
import { createRunSummaryClient } from "@run-summary/client";
import { startMock } from "@run-summary/mock";
import { listOperations, resolveReference } from "@run-summary/openapi";
import { readBundle } from "@run-summary/spec";
import { afterAll, describe, expect, it } from "vitest";

const document = readBundle();
const operations = new Map(listOperations(document).map((operation) => [operation.operationId, operation]));
const properties = (name: string) =>
  resolveReference(document, document.components?.schemas?.[name] ?? {}).properties ?? {};

const scripts = "/deviceManagement/deviceComplianceScripts";
const script = `${scripts}/{deviceComplianceScriptId}`;
const read = [
  ...["DeviceManagementConfiguration.Read.All", "DeviceManagementConfiguration.ReadWrite.All"],
  ...["DeviceManagementManagedDevices.Read.All", "DeviceManagementManagedDevices.ReadWrite.All"],
];
const write = ["DeviceManagementConfiguration.ReadWrite.All", "DeviceManagementManagedDevices.ReadWrite.All"];

describe.each([
  ["listDeviceComplianceScripts", "get", scripts, read, "200"],
  ["createDeviceComplianceScript", "post", scripts, write, "201"],
  ["getDeviceComplianceScript", "get", script, read, "200"],
  ["updateDeviceComplianceScript", "patch", script, write, "200"],
  ["deleteDeviceComplianceScript", "delete", script, write, "204"],
  ["assignDeviceComplianceScript", "post", `${script}/assign`, write, "204"],
  ["listDeviceRunStates", "get", `${script}/deviceRunStates`, read, "200"],
  ["getDeviceRunState", "get", `${script}/deviceRunStates/{deviceComplianceScriptDeviceStateId}`, read, "200"],
])("%s", (operationId, method, path, permissions, status) => {
  it("has the page's method, path and success", () => {
    const { responses = {}, ...operation } = operations.get(operationId) ?? {};

    expect(operation).toMatchObject({ method, path });
    expect(Object.keys(responses).filter((one) => one.startsWith("2"))).toEqual([status]);
  });

  it("asks for the page's permissions, from least to most privileged", () => {
    const { security } = operations.get(operationId) ?? {};

    expect(security).toEqual(
      ["delegated", "application"].flatMap((scheme) => permissions.map((permission) => ({ [scheme]: [permission] }))),
    );
  });
});

it("the types have the page's properties", () => {
  expect(
    Object.keys({ ...properties("DeviceComplianceScript"), ...properties("DeviceComplianceScriptProperties") }),
  ).toEqual(
    expect.arrayContaining([
      ...["id", "publisher", "version", "displayName", "description", "detectionScriptContent", "createdDateTime"],
      ...["lastModifiedDateTime", "runAsAccount", "enforceSignatureCheck", "runAs32Bit", "roleScopeTagIds"],
      ...["assignments", "runSummary"],
    ]),
  );
  expect(Object.keys(properties("DeviceComplianceScriptDeviceState")).filter((name) => !name.startsWith("@"))).toEqual([
    ...["id", "detectionState", "lastStateUpdateDateTime", "expectedStateUpdateDateTime", "lastSyncDateTime"],
    ...["scriptOutput", "scriptError"],
  ]);
});

describe("the pages' examples", async () => {
  const mock = await startMock();
  afterAll(() => mock.close());
  const client = createRunSummaryClient({ token: "token", baseUrl: mock.apiUrl });
  const deviceComplianceScriptId = "14e72a7b-2a7b-14e7-7b2a-e7147b2ae714";
  const written = {
    "@odata.type": "#microsoft.graph.deviceComplianceScript",
    publisher: "Publisher value",
    version: "Version value",
    displayName: "Display Name value",
    description: "Description value",
    detectionScriptContent: "ZGV0ZWN0aW9uU2NyaXB0Q29udGVudA==",
    runAsAccount: "user",
    enforceSignatureCheck: true,
    runAs32Bit: true,
    roleScopeTagIds: ["Role Scope Tag Ids value"],
  } as const;
  const body = { ...written, roleScopeTagIds: [...written.roleScopeTagIds] };
  const returned = {
    ...written,
    id: deviceComplianceScriptId,
    createdDateTime: "2017-01-01T00:02:43.5775965-08:00",
    lastModifiedDateTime: "2017-01-01T00:00:35.1329464-08:00",
  };
  const state = {
    "@odata.type": "#microsoft.graph.deviceComplianceScriptDeviceState",
    id: "7bd39c86-9c86-7bd3-869c-d37b869cd37b",
    detectionState: "success",
    lastStateUpdateDateTime: "2017-01-01T00:02:58.4418045-08:00",
    expectedStateUpdateDateTime: "2016-12-31T23:58:26.9294641-08:00",
    lastSyncDateTime: "2017-01-01T00:02:49.3205976-08:00",
    scriptOutput: "Script Output value",
    scriptError: "Script Error value",
  };

  it("of scripts are sent and returned as the pages print them", async () => {
    expect(await client.listDeviceComplianceScripts()).toEqual({ value: [returned] });
    expect(await client.getDeviceComplianceScript({ deviceComplianceScriptId })).toEqual(returned);
    expect(await client.createDeviceComplianceScript({ body })).toEqual(returned);
    expect(await client.updateDeviceComplianceScript({ deviceComplianceScriptId, body })).toEqual(returned);
  });

  it("of run states are returned as the pages print them", async () => {
    const deviceComplianceScriptDeviceStateId = state.id;

    expect(await client.listDeviceRunStates({ deviceComplianceScriptId })).toEqual({ value: [state] });
    expect(await client.getDeviceRunState({ deviceComplianceScriptId, deviceComplianceScriptDeviceStateId })).toEqual(
      state,
    );
  });

  it("of assign is sent, with the # of OData before the types that the page prints without it", async () => {
    const assignment = {
      "@odata.type": "#microsoft.graph.deviceHealthScriptAssignment",
      id: "c08c4eb1-4eb1-c08c-b14e-8cc0b14e8cc0",
      target: {
        "@odata.type": "#microsoft.graph.configurationManagerCollectionAssignmentTarget",
        deviceAndAppManagementAssignmentFilterId: "Device And App Management Assignment Filter Id value",
        deviceAndAppManagementAssignmentFilterType: "include",
        collectionId: "Collection Id value",
      },
      runRemediationScript: true,
      runSchedule: {
        "@odata.type": "#microsoft.graph.deviceHealthScriptDailySchedule",
        interval: 8,
        useUtc: true,
        time: "11:58:36.2550000",
      },
    } as const;

    const response = await client.assignDeviceComplianceScript({
      deviceComplianceScriptId,
      body: { deviceHealthScriptAssignments: [assignment] },
    });

    expect(response).toBeUndefined();
  });
});
