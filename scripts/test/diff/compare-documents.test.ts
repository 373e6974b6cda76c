// What each kind of change means to a caller: an edit of the spec of the tests, and the changes that are listed for it.
import { describe, expect, it } from "vitest";
import { type Change, compareDocuments, listChanges } from "../../diff/compare/compare-documents.ts";
import { type Edit, editBundle, getBundleValue, path, renameKey } from "./edit-bundle.ts";

const released = editBundle(() => {});
const get = ["paths", path, "get"];
const patch = ["paths", path, "patch"];
const body = [...patch, "requestBody", "content", "application/json"];
const shared = ["components", "schemas", "RunSummaryProperties", "properties"];
const count = [...shared, "issueDetectedDeviceCount"];
const everywhere = "(responses of getRunSummary, updateRunSummary; request of updateRunSummary)";
const inResponses = "(responses of getRunSummary, updateRunSummary)";
const ofCount = `schema RunSummaryProperties · issueDetectedDeviceCount ${everywhere}`;

function formatLine({ bump, direction, where, what }: Change): string {
  return `${bump} ${direction} | ${where} | ${what}`;
}

type Case = [name: string, edit: Edit, lines: string[]];

describe("what the rules decide", () => {
  const cases: Case[] = [
    [
      "a property that becomes read-only can no longer be sent",
      (spec) => spec.setIn([...count, "readOnly"], true),
      [`major request | ${ofCount} | readOnly: added true`],
    ],
    [
      "read-only has no effect on a property that only responses have",
      (spec) => spec.deleteIn(["components", "schemas", "RunSummary", "properties", "id", "readOnly"]),
      [`patch none | schema RunSummary · id ${inResponses} | readOnly: removed true`],
    ],
    [
      "a property that becomes write-only can no longer be read",
      (spec) => spec.setIn([...count, "writeOnly"], true),
      [`major response | ${ofCount} | writeOnly: added true`],
    ],
    [
      "an operation that needs no token any more",
      (spec) => spec.setIn([...patch, "security"], []),
      [
        "minor request | updateRunSummary | security: " +
          'removed {"delegated":["DeviceManagementConfiguration.ReadWrite.All"]}, ' +
          'removed {"delegated":["DeviceManagementManagedDevices.ReadWrite.All"]}, ' +
          'removed {"application":["DeviceManagementConfiguration.ReadWrite.All"]}, ' +
          'removed {"application":["DeviceManagementManagedDevices.ReadWrite.All"]}',
      ],
    ],
    [
      "a token that is made optional",
      (spec) => spec.addIn([...patch, "security"], {}),
      ["minor request | updateRunSummary | security: added {}"],
    ],
    [
      "one more permission that is enough",
      (spec) => spec.addIn([...patch, "security"], { delegated: ["New.Scope"] }),
      ['minor request | updateRunSummary | security: added {"delegated":["New.Scope"]}'],
    ],
    [
      "permissions in another order",
      (spec) => {
        const first = spec.getIn([...patch, "security", 0]);
        spec.deleteIn([...patch, "security", 0]);
        spec.addIn([...patch, "security"], first);
      },
      ["patch none | updateRunSummary | security: in another order"],
    ],
    [
      "a path parameter with another name",
      (spec) => {
        spec.setIn(["components", "parameters", "deviceComplianceScriptId", "name"], "id");
        renameKey(spec, ["paths", path], path.replace("deviceComplianceScriptId", "id"));
      },
      [
        "major request | parameter deviceComplianceScriptId (request of getRunSummary, updateRunSummary) | name: deviceComplianceScriptId → id",
      ],
    ],
    [
      "a header parameter with another name",
      (spec) => spec.setIn(["components", "parameters", "prefer", "name"], "Preference"),
      ["major request | updateRunSummary · parameter Preference | name: Prefer → Preference"],
    ],
    [
      "a parameter that may be left out",
      (spec) => spec.setIn(["components", "parameters", "deviceComplianceScriptId", "required"], false),
      [
        "minor request | parameter deviceComplianceScriptId (request of getRunSummary, updateRunSummary) | required: true → false",
      ],
    ],
    [
      "a parameter that may be sent",
      (spec) => spec.addIn([...patch, "parameters"], { name: "$top", in: "query", schema: { type: "integer" } }),
      ["minor request | updateRunSummary · parameter $top | added"],
    ],
    [
      "a body that may be left out",
      (spec) => spec.setIn([...patch, "requestBody", "required"], false),
      ["minor request | updateRunSummary · request body | required: true → false"],
    ],
    [
      "one more property",
      (spec) => spec.setIn([...shared, "extra"], { type: "string" }),
      [`minor both | schema RunSummaryProperties · extra ${everywhere} | added`],
    ],
    [
      "a default where there was none",
      (spec) => spec.setIn(["components", "parameters", "prefer", "schema", "default"], "return=minimal"),
      ["major request | updateRunSummary · parameter Prefer | default: added return=minimal"],
    ],
    [
      "one more media type to send",
      (spec) => spec.setIn([...patch, "requestBody", "content", "text/json"], {}),
      ["minor request | updateRunSummary · request body · text/json | added"],
    ],
    [
      "an example that is changed, one that is removed and one that is added",
      (spec) => {
        spec.setIn(["components", "examples", "oneCounterRequest", "value", "issueDetectedDeviceCount"], 7);
        spec.deleteIn([...body, "examples", "neverRan"]);
        spec.setIn([...body, "examples", "empty"], { value: {} });
      },
      [
        "patch none | updateRunSummary · request body · example oneCounter · value | issueDetectedDeviceCount: 8 → 7",
        "patch none | updateRunSummary · request body · example neverRan | removed",
        "patch none | updateRunSummary · request body · example empty | added",
      ],
    ],
    [
      "descriptions, tags, extensions, the document's version",
      (spec) => {
        spec.setIn([...get, "summary"], "Get it");
        spec.setIn([...get, "tags"], ["other"]);
        spec.setIn(["x-throttling", "writes"], 100);
        spec.setIn(["info", "version"], "0.2.0");
      },
      [
        "patch none | getRunSummary | summary: Get deviceComplianceScriptRunSummary → Get it",
        "patch none | getRunSummary | tags: added other, removed deviceComplianceScriptRunSummary",
        "patch none | info | version: 0.1.0 → 0.2.0",
        "patch none | x-throttling | writes: 200 → 100",
      ],
    ],
    [
      "an operation that is deprecated",
      (spec) => spec.setIn([...get, "deprecated"], true),
      ["minor request | getRunSummary | deprecated: added true"],
    ],
    [
      "one more server",
      (spec) => spec.addIn(["servers"], { url: "https://new.example/beta", "x-cloud": "new" }),
      ["minor request | server https://new.example/beta | added"],
    ],
    [
      "a server with another name in the client",
      (spec) => spec.setIn(["servers", 0, "x-cloud"], "world"),
      ["major request | server https://graph.microsoft.com/beta | x-cloud: global → world"],
    ],
    [
      "a response header that may be missing",
      (spec) => spec.setIn(["components", "headers", "requestId", "required"], false),
      [`major response | header requestId ${inResponses} | required: true → false`],
    ],
    [
      "a response header that is always there, and a new one",
      (spec) => {
        spec.setIn(["components", "headers", "retryAfter", "required"], true);
        spec.setIn(["components", "responses", "RunSummary", "headers", "ETag"], { schema: { type: "string" } });
      },
      [
        `minor response | response RunSummary · header ETag ${inResponses} | added`,
        `minor response | header retryAfter ${inResponses} | required: false → true`,
      ],
    ],
    [
      "one more error",
      (spec) => spec.setIn([...get, "responses", "409"], { $ref: "#/components/responses/NotFound" }),
      ["minor response | getRunSummary · response 409 | added"],
    ],
    [
      "one more success",
      (spec) => spec.setIn([...get, "responses", "204"], { $ref: "#/components/responses/NoContent" }),
      ["major response | getRunSummary · response 204 | added"],
    ],
    [
      "an operation with another id",
      (spec) => spec.setIn([...get, "operationId"], "readRunSummary"),
      ["major request | readRunSummary | operationId: getRunSummary → readRunSummary"],
    ],
    [
      "an operation with another path",
      (spec) => renameKey(spec, ["paths", path], "/summaries/{deviceComplianceScriptId}"),
      [
        `major request | getRunSummary, updateRunSummary | renamed from ${path} to /summaries/{deviceComplianceScriptId}`,
      ],
    ],
    [
      "an operation with another method",
      (spec) => renameKey(spec, patch, "put"),
      ["major request | updateRunSummary | renamed from patch to put"],
    ],
    [
      "one more operation",
      (spec) => spec.setIn(["paths", path, "delete"], { operationId: "deleteRunSummary", responses: {} }),
      ["minor request | deleteRunSummary | added"],
    ],
    [
      "a schema with another name, and a new one",
      (spec) => {
        renameKey(spec, ["components", "schemas", "RunSummaryUpdate"], "Update");
        spec.setIn([...body, "schema", "$ref"], "#/components/schemas/Update");
        spec.setIn(["components", "schemas", "New"], { type: "string" });
      },
      ["major none | schema Update | renamed from RunSummaryUpdate to Update", "minor none | schema New | added"],
    ],
    [
      "another schema in the place of one that holds itself",
      (spec) =>
        spec.setIn(
          ["components", "schemas", "GraphInnerError", "properties", "innererror", "$ref"],
          "#/components/schemas/GraphErrorDetail",
        ),
      [
        ...["date", "request-id", "client-request-id", "innerError", "innererror"].map(
          (name) => `major response | schema GraphInnerError · ${name} ${inResponses} | removed`,
        ),
        `minor response | schema GraphErrorDetail · target ${inResponses} | added`,
        `minor response | schema GraphErrorDetail ${inResponses} | required: added ["code","message"]`,
        ...["", " · code", " · message"].map((part): unknown =>
          expect.stringMatching(`^patch none \\| schema GraphErrorDetail${part} \\(.*\\| description: .* → `),
        ),
        "patch none | schema GraphInnerError · innererror | $ref: #/components/schemas/GraphInnerError → #/components/schemas/GraphErrorDetail",
      ] as string[],
    ],
    [
      "the same, written in another way",
      (spec) => spec.setIn([...get, "responses", "404"], spec.getIn(["components", "responses", "NotFound"])),
      [
        "patch none | getRunSummary · response 404 | $ref: removed #/components/responses/NotFound",
        "patch none | getRunSummary · response 404 | description: added There is no device compliance script with this id.",
        "patch none | getRunSummary · response 404 · headers | added",
        "patch none | getRunSummary · response 404 · content | added",
      ],
    ],
  ];

  it.each(cases)("%s", (_, edit, lines) => {
    expect(listChanges(released, editBundle(edit)).map(formatLine)).toEqual(lines);
  });

  it("a property that may be sent again", () => {
    const readOnly = editBundle((spec) => spec.setIn([...count, "readOnly"], true));

    expect(listChanges(readOnly, released).map(formatLine)).toEqual([
      `minor request | ${ofCount} | readOnly: removed true`,
    ]);
  });

  it("a default that becomes another", () => {
    const preference = (value: string) =>
      editBundle((spec) => spec.setIn(["components", "parameters", "prefer", "schema", "default"], value));

    expect(listChanges(preference("return=minimal"), preference("return=representation")).map(formatLine)).toEqual([
      "major request | updateRunSummary · parameter Prefer | default: return=minimal → return=representation",
    ]);
  });
});

// Several edits for one run of the compiler.
describe.concurrent("what the schemas decide", () => {
  const date = [...shared, "lastScriptRunDateTime"];
  const locate = (property: string) => `schema RunSummaryProperties · ${property} ${everywhere}`;
  const cases: Case[] = [
    [
      "bounds: a narrower one breaks requests, a wider one breaks responses",
      (spec) => {
        spec.setIn([...count, "maximum"], 9);
        spec.setIn([...count, "minimum"], -9_000_000_000);
        spec.deleteIn([...count, "format"]);
        spec.deleteIn([...shared, "noIssueDetectedDeviceCount", "maximum"]); // int32 has the same
        spec.setIn([...shared, "noIssueDetectedDeviceCount", "exclusiveMinimum"], 0);
      },
      [
        `major request | ${locate("noIssueDetectedDeviceCount")} | exclusiveMinimum: added 0`,
        `major response | ${ofCount} | minimum: -2147483648 → -9000000000`,
        `major request | ${ofCount} | maximum: 2147483647 → 9`,
        `patch none | ${locate("noIssueDetectedDeviceCount")} | maximum: removed 2147483647`,
        `patch none | ${ofCount} | format: removed int32`,
      ],
    ],
    [
      "values: another constant, format or pattern breaks both, a removed one breaks responses, an enumeration breaks requests",
      (spec) => {
        spec.setIn([...shared, "@odata.type", "const"], "#other");
        spec.setIn([...count, "format"], "int64");
        spec.setIn([...count, "enum"], [1, 2]);
        spec.setIn([...date, "pattern"], "^2");
        spec.deleteIn([...date, "format"]);
      },
      [
        `major both | ${locate("@odata.type")} | const: #microsoft.graph.deviceComplianceScriptRunSummary → #other`,
        `major request | ${ofCount} | enum: added [1,2]`,
        `major response | ${locate("lastScriptRunDateTime")} | format: removed date-time`,
        `major both | ${locate("lastScriptRunDateTime")} | pattern: ${getBundleValue([...date, "pattern"])} → ^2`,
        `patch none | ${ofCount} | format: int32 → int64`, // the limits stay
      ],
    ],
    [
      "types: a wider one breaks responses, a narrower one breaks requests",
      (spec) => {
        spec.setIn([...count, "type"], ["integer", "null"]);
        spec.setIn([...shared, "noIssueDetectedDeviceCount", "type"], "number");
        spec.setIn([...shared, "@odata.type", "type"], "boolean");
        spec.setIn([...date, "type"], "string");
      },
      [
        `major request | ${locate("@odata.type")} | type: string → boolean`,
        `major response | ${ofCount} | type: integer → ["integer","null"]`,
        `major request | ${locate("lastScriptRunDateTime")} | type: ["string","null"] → string`,
        `patch none | ${locate("noIssueDetectedDeviceCount")} | type: integer → number`, // an int32 has no fraction
      ],
    ],
    [
      "properties: one that is gone breaks both, and so does another name",
      (spec) => {
        spec.deleteIn([...shared, "@odata.type"]);
        renameKey(spec, count, "issues");
      },
      [
        `major both | ${locate("@odata.type")} | removed`,
        `major both | ${locate("issues")} | renamed from issueDetectedDeviceCount to issues`,
      ],
    ],
    [
      "required: one more breaks requests, one less breaks responses",
      (spec) => {
        spec.setIn(["components", "schemas", "RunSummaryUpdate", "required"], ["issueDetectedDeviceCount"]);
        spec.deleteIn(["components", "schemas", "RunSummary", "required", 0]);
        spec.setIn(["components", "schemas", "GraphInnerError", "required"], ["date"]);
      },
      [
        `major response | schema RunSummary ${inResponses} | required: removed id`,
        'major request | updateRunSummary · request body | required: added ["issueDetectedDeviceCount"]',
        `minor response | schema GraphInnerError ${inResponses} | required: added ["date"]`,
      ],
    ],
    [
      "parameters: one that becomes required, one that moves to the query, a new required one, and their order",
      (spec) => {
        spec.setIn(["components", "parameters", "prefer", "required"], true);
        spec.setIn(["components", "parameters", "clientRequestId", "in"], "query");
        const first = spec.getIn(["paths", path, "parameters", 0]);
        spec.deleteIn(["paths", path, "parameters", 0]);
        spec.addIn(["paths", path, "parameters"], first);
        spec.addIn([...patch, "parameters"], { name: "q", in: "query", required: true, schema: { type: "string" } });
      },
      [
        "major request | parameter clientRequestId (request of getRunSummary, updateRunSummary) | in: header → query",
        "major request | updateRunSummary · parameter Prefer | required: false → true",
        "major request | updateRunSummary · parameter q | added, required",
        "patch none | getRunSummary, updateRunSummary | parameters: in another order",
      ],
    ],
    [
      "removed or moved: a parameter, a body, a status, a header, a server",
      (spec) => {
        spec.deleteIn(["paths", path, "parameters", 1]);
        spec.deleteIn([...patch, "requestBody"]);
        spec.deleteIn([...patch, "responses", "204"]);
        renameKey(spec, [...get, "responses", "200"], "201");
        spec.deleteIn(["components", "responses", "RunSummary", "headers", "request-id"]);
        spec.deleteIn(["servers", 3]);
        spec.setIn(["servers", 0, "url"], "https://graph.microsoft.com/v1.0");
      },
      [
        "major request | getRunSummary, updateRunSummary · parameter clientRequestId | removed",
        "major response | getRunSummary · response 200 | removed",
        "major response | getRunSummary · response 201 | added",
        "major request | server https://graph.microsoft.com/v1.0 | url: https://graph.microsoft.com/beta → https://graph.microsoft.com/v1.0",
        "major request | server https://microsoftgraph.chinacloudapi.cn/beta | removed",
        "major request | updateRunSummary · request body | removed",
        "major response | updateRunSummary · response 200 · header request-id | removed",
        "major response | updateRunSummary · response 204 | removed",
      ],
    ],
    [
      "properties that an open body no longer names",
      (spec) => {
        spec.deleteIn(["components", "schemas", "RunSummaryUpdate", "unevaluatedProperties"]);
        spec.deleteIn(["components", "schemas", "RunSummaryUpdate", "allOf"]);
      },
      [
        "major request | updateRunSummary · request body · properties | removed",
        "minor request | updateRunSummary · request body | unevaluatedProperties: removed false",
        'patch none | schema RunSummaryUpdate | allOf: removed [{"$ref":"#/components/schemas/RunSummaryProperties"}]',
      ],
    ],
    [
      "an operation, and a media type of another",
      (spec) => {
        spec.deleteIn(get);
        renameKey(spec, body, "application/merge-patch+json");
      },
      [
        "major request | getRunSummary | removed",
        "major request | updateRunSummary · request body · application/merge-patch+json | renamed from application/json to application/merge-patch+json",
      ],
    ],
    [
      "a path",
      (spec) => spec.deleteIn(["paths", path]),
      ["major request | getRunSummary | removed", "major request | updateRunSummary | removed"],
    ],
    [
      "all paths",
      (spec) => spec.deleteIn(["paths"]),
      ["major request | getRunSummary | removed", "major request | updateRunSummary | removed"],
    ],
    [
      "security: a removed permission, one more required scope, another scheme",
      (spec) => {
        spec.deleteIn([...patch, "security", 3]);
        spec.addIn([...get, "security", 0, "delegated"], "New.Scope");
        spec.setIn(["components", "securitySchemes", "delegated", "type"], "openIdConnect");
      },
      [
        'major request | getRunSummary | security: added {"delegated":["DeviceManagementConfiguration.Read.All","New.Scope"]}, removed {"delegated":["DeviceManagementConfiguration.Read.All"]}',
        'major request | updateRunSummary | security: removed {"application":["DeviceManagementManagedDevices.ReadWrite.All"]}',
        "major request | security scheme delegated | type: oauth2 → openIdConnect",
      ],
    ],
  ];

  it("says why, for requests and for responses", async () => {
    const [change] = await compareDocuments(
      released,
      editBundle((spec) => spec.deleteIn(count)),
    );

    expect(change).toMatchObject({
      why: "Code that reads it no longer compiles. Code that sends it no longer compiles.",
      rule: "property",
      breaks: true,
    });
  });

  it.each(cases)("%s", async (_, edit, lines) => {
    expect((await compareDocuments(released, editBundle(edit))).map(formatLine)).toEqual(lines);
  });
});
