import { afterAll, describe, expect, it } from "vitest";
import { type Mock, startMock } from "../../src/index.ts";
import { createDocument } from "../helpers/documents.ts";
import { createJwt, get, patch, readError, temporaryMock } from "../helpers/requests.ts";

const mock = await startMock();
afterAll(() => mock.close());

const read = "DeviceManagementConfiguration.Read.All";
const write = "DeviceManagementConfiguration.ReadWrite.All";

it.each([
  ["", "The request has no access token."],
  ["Basic dTpw", "The request has no well-formed access token."],
])("says of Authorization: %s what is wrong with it", async (authorization, message) => {
  const response = await get(mock, { authorization });

  expect(readError(response).details).toEqual([{ code: "401", message, target: "/header/authorization" }]);
});

it.each([[""], ["Basic dTpw"], ["Bearer"], ["Bearer a b"], ["Bearer <token>"], ["token"]])(
  "refuses Authorization: %s",
  async (authorization) => {
    const response = await get(mock, { authorization });

    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer /);
    expect(readError(response).code).toBe("InvalidAuthenticationToken");
    expect(readError(response).message).toMatch(
      /^The request has no (well-formed )?access token\. Send `Authorization: Bearer <token>`\.$/,
    );
    expect(mock.requests.at(-1)?.violations).toMatchObject([{ message: expect.stringMatching(/ access token\.$/) }]);
  },
);

it("says first that there is no token, whatever else is wrong", async () => {
  const response = await patch(mock, "{bad", { authorization: "" });

  expect(response.status).toBe(401);
});

it.each([["Bearer opaque"], ["bearer opaque"], ["Bearer not.a.jwt"], ["Bearer a.b"]])(
  "takes %s, which it cannot look into",
  async (authorization) => {
    expect((await get(mock, { authorization })).status).toBe(200);
  },
);

it.each([
  ["a delegated permission", { scp: read }],
  ["one of several", { scp: `openid ${write} profile` }],
  ["an application permission", { roles: [write] }],
  ["one that is more privileged", { roles: ["DeviceManagementManagedDevices.ReadWrite.All"] }],
])("takes a token with %s", async (_what, claims) => {
  expect((await get(mock, { authorization: `Bearer ${createJwt(claims)}` })).status).toBe(200);
});

it.each([
  ["without permissions", {}, "no permission"],
  ["that may only read", { scp: read, roles: [read] }, `${read}, ${read}`],
  [
    "with an application permission where a delegated one stands",
    { scp: "User.Read", roles: ["User.Read.All"] },
    "User.Read, User.Read.All",
  ],
])("refuses a write with a token %s, and names the permissions that would do", async (_what, claims, granted) => {
  const response = await patch(mock, {}, { authorization: `Bearer ${createJwt(claims)}` });

  expect(response.status).toBe(403);
  expect(readError(response).code).toBe("Forbidden");
  expect(readError(response).message).toBe(
    `The token grants ${granted}. One of these would do: ${write} (delegated); DeviceManagementManagedDevices.ReadWrite.All (delegated); ${write} (application); DeviceManagementManagedDevices.ReadWrite.All (application).`,
  );
});

it("does not take an application's permission for a user's", async () => {
  expect((await patch(mock, {}, { authorization: `Bearer ${createJwt({ scp: "", roles: [] })}` })).status).toBe(403);
  expect((await patch(mock, {}, { authorization: `Bearer ${createJwt({ roles: write })}` })).status).toBe(403);
  expect((await patch(mock, {}, { authorization: `Bearer ${createJwt({ scp: [write] })}` })).status).toBe(403);
});

describe("the security schemes of a document", () => {
  const flow = { tokenUrl: "https://a.example/", scopes: { Read: "", Write: "" } };
  const securitySchemes = {
    application: { type: "oauth2", flows: { clientCredentials: flow } },
    basic: { type: "http", scheme: "basic" },
    bearer: { type: "http", scheme: "bearer" },
    delegated: { type: "oauth2", flows: { implicit: { ...flow, authorizationUrl: "https://a.example/" } } },
    key: { type: "apiKey", in: "header", name: "x-key" },
    openId: { type: "openIdConnect", openIdConnectUrl: "https://a.example/" },
  };

  function startSecuredMock(...security: object[]): Promise<Mock> {
    const get = { security, responses: { 200: { description: "done" } } };
    return temporaryMock({ spec: createDocument({ "/a": { get } }, { components: { securitySchemes } }) });
  }

  it.each([
    ["no scheme", [], 200],
    ["bearer", [{ bearer: [] }], 401],
    ["openIdConnect", [{ openId: [] }], 401],
    ["oauth2", [{ delegated: ["Read"] }], 401],
    ["bearer and a key", [{ bearer: [], key: [] }], 401],
    ["basic", [{ basic: [] }], 200],
    ["a key", [{ key: [] }], 200],
    ["bearer or a key", [{ bearer: [] }, { key: [] }], 200],
    ["bearer or nothing", [{ bearer: [] }, {}], 200],
  ])("%s: a request without a token gets %i", async (_what, security, status) => {
    expect((await get(await startSecuredMock(...security), { authorization: "" }, "/a")).status).toBe(status);
  });

  it.each([
    ["bearer", [{ bearer: [] }], {}, 200],
    ["both permissions", [{ delegated: ["Read", "Write"] }], { scp: "Read Write" }, 200],
    ["one of both permissions", [{ delegated: ["Read", "Write"] }], { scp: "Read" }, 403],
    ["both schemes", [{ delegated: ["Read"], application: ["Write"] }], { scp: "Read", roles: ["Write"] }, 200],
    ["one of both schemes", [{ delegated: ["Read"], application: ["Write"] }], { scp: "Read" }, 403],
    ["one of two alternatives", [{ delegated: ["Read"] }, { application: ["Write"] }], { roles: ["Write"] }, 200],
    ["none of two alternatives", [{ delegated: ["Read"] }, { application: ["Write"] }], { scp: "Write" }, 403],
  ])("a JWT that grants %s", async (_what, security, claims, status) => {
    const authorization = `Bearer ${createJwt(claims)}`;

    expect((await get(await startSecuredMock(...security), { authorization }, "/a")).status).toBe(status);
  });

  it("are named where a JWT grants too little", async () => {
    const mock = await startSecuredMock({ delegated: ["Read", "Write"], bearer: [] }, { application: ["Write"] });

    const response = await get(mock, { authorization: `Bearer ${createJwt({})}` }, "/a");

    expect(readError(response).message).toBe(
      "The token grants no permission. One of these would do: Read and Write (delegated) with bearer; Write (application).",
    );
    expect(readError(response).details).toMatchObject([{ code: "403", target: "/header/authorization" }]);
  });
});
