import { afterAll, describe, expect, it } from "vitest";
import type { Mock } from "../../src/index.ts";
import { createDocument } from "../helpers/documents.ts";
import {
  createJwt,
  get,
  patch,
  readError,
  readViolations,
  startFixtureMock,
  temporaryMock,
} from "../helpers/requests.ts";

const mock = await startFixtureMock();
afterAll(() => mock.close());

const read = "DeviceManagementConfiguration.Read.All";
const write = "DeviceManagementConfiguration.ReadWrite.All";
const announced = "DeviceManagementScripts.ReadWrite.All";

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
  ["delegated permissions in a list", { scp: ["openid", write] }],
  ["delegated permissions as RFC 9068 has them", { scope: `openid ${write}` }],
  ["one that is more privileged", { roles: ["DeviceManagementManagedDevices.ReadWrite.All"] }],
])("takes a token with %s", async (_what, claims) => {
  expect((await get(mock, { authorization: `Bearer ${createJwt(claims)}` })).status).toBe(200);
});

it.each([
  ["without permissions", {}, "no permission"],
  ["that may only read", { scp: read, roles: [read] }, read],
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
    `The token grants ${granted}. One of these would do: ${write} (delegated); DeviceManagementManagedDevices.ReadWrite.All (delegated); ${write} (application); DeviceManagementManagedDevices.ReadWrite.All (application); ${announced} (delegated); ${announced} (application).`,
  );
});

it("does not take an application's permission for a user's", async () => {
  expect((await patch(mock, {}, { authorization: `Bearer ${createJwt({ scp: "", roles: [] })}` })).status).toBe(403);
  expect((await patch(mock, {}, { authorization: `Bearer ${createJwt({ roles: write })}` })).status).toBe(403);
});

describe("the security schemes of a document", () => {
  const flow = { tokenUrl: "https://a.example/", scopes: { Read: "", Write: "" } };
  const securitySchemes = {
    application: { type: "oauth2", flows: { clientCredentials: flow } },
    basic: { type: "http", scheme: "basic" },
    bearer: { type: "http", scheme: "bearer" },
    cookie: { type: "apiKey", in: "cookie", name: "session" },
    delegated: { type: "oauth2", flows: { implicit: { ...flow, authorizationUrl: "https://a.example/" } } },
    digest: { type: "http", scheme: "digest" },
    key: { type: "apiKey", in: "header", name: "X-Key" },
    openId: { type: "openIdConnect", openIdConnectUrl: "https://a.example/" },
    query: { type: "apiKey", in: "query", name: "key" },
    tls: { type: "mutualTLS" },
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
    ["basic", [{ basic: [] }], 401],
    ["digest", [{ digest: [] }], 401],
    ["a key", [{ key: [] }], 401],
    ["bearer or a key", [{ bearer: [] }, { key: [] }], 401],
    ["bearer or nothing", [{ bearer: [] }, {}], 200],
    ["a client certificate, which the mock cannot see", [{ tls: [] }], 200],
    ["a client certificate and a key", [{ tls: [], key: [] }], 401],
  ])("%s: a request without credentials gets %i", async (_what, security, status) => {
    expect((await get(await startSecuredMock(...security), { authorization: "" }, "/a")).status).toBe(status);
  });

  const basicCredentials = { authorization: "Basic dTpw" };

  it.each<[string, object[], Record<string, string>, string, number]>([
    ["basic", [{ basic: [] }], basicCredentials, "/a", 200],
    ["basic, with a colon in the password", [{ basic: [] }], { authorization: "basic dTpwOng=" }, "/a", 200],
    ["basic, without a colon", [{ basic: [] }], { authorization: "Basic dXA=" }, "/a", 401],
    ["basic, without credentials", [{ basic: [] }], { authorization: "Basic" }, "/a", 401],
    ["a token for basic", [{ basic: [] }], { authorization: "Bearer dTpw" }, "/a", 401],
    ["basic for a token", [{ bearer: [] }], basicCredentials, "/a", 401],
    ["digest", [{ digest: [] }], { authorization: 'Digest username="u", qop=auth, nc=00000001' }, "/a", 200],
    ["a key in a header", [{ key: [] }], { "x-key": "1" }, "/a", 200],
    ["an empty key", [{ key: [] }], { "x-key": "" }, "/a", 401],
    ["a key in the query", [{ query: [] }], {}, "/a?x=1&key=2", 200],
    ["an empty key in the query", [{ query: [] }], {}, "/a?key=", 401],
    ["another key in the query", [{ query: [] }], {}, "/a?keys=1", 401],
    ["a key in a cookie", [{ cookie: [] }], { cookie: "a=1; session=2" }, "/a", 200],
    ["an empty key in a cookie", [{ cookie: [] }], { cookie: "a=1; session=" }, "/a", 401],
    ["a cookie with a longer name", [{ cookie: [] }], { cookie: "mysession=2" }, "/a", 401],
    ["both of two schemes", [{ key: [], basic: [] }], { "x-key": "1", ...basicCredentials }, "/a", 200],
    ["one of two schemes that are both required", [{ key: [], basic: [] }], { "x-key": "1" }, "/a", 401],
    ["the second of two alternatives", [{ bearer: [] }, { key: [] }], { "x-key": "1" }, "/a", 200],
  ])("%s", async (_what, security, headers, path, status) => {
    const mock = await startSecuredMock(...security);

    expect((await get(mock, { authorization: "", ...headers }, path)).status).toBe(status);
  });

  it("say what to send, and challenge the client", async () => {
    const mock = await startSecuredMock({ basic: [], query: [] }, { bearer: [] }, { cookie: [] });

    const response = await get(mock, { authorization: "" }, "/a");

    expect(readError(response).message).toBe(
      "The request has no sufficient credentials. Send `Authorization: Basic <credentials>` with the query parameter `key`, or `Authorization: Bearer <token>`, or the cookie `session`.",
    );
    expect(response.headers.get("www-authenticate")).toBe('Basic realm="mock", Bearer');
  });

  it("say that a client certificate belongs to it", async () => {
    const response = await get(await startSecuredMock({ tls: [], key: [] }), { authorization: "" }, "/a");

    expect(readError(response).message).toBe(
      "The request has no sufficient credentials. Send a client certificate with the header `X-Key`.",
    );
    expect(response.headers.has("www-authenticate")).toBe(false);
  });

  it.each([
    ["bearer", { bearer: [] }, 401],
    ["basic", { basic: [] }, 401],
    ["digest", { digest: [] }, 401],
    ["a key in the query", { query: [] }, 401],
    ["a key in a cookie", { cookie: [] }, 401],
    ["nothing, or bearer", {}, 200],
  ])("%s: a request without a header of it gets %i", async (_what, requirement, status) => {
    const alternatives = status === 200 ? [requirement, { bearer: [] }] : [requirement];
    const mock = await startSecuredMock(...alternatives);

    expect((await fetch(`${mock.url}/a`)).status).toBe(status);
  });

  it("take a key in place of a token that grants too little", async () => {
    const mock = await startSecuredMock({ delegated: ["Read"] }, { key: [] });
    const authorization = `Bearer ${createJwt({ scp: "User.Read" })}`;

    expect((await get(mock, { authorization }, "/a")).status).toBe(403);
    expect((await get(mock, { authorization, "x-key": "1" }, "/a")).status).toBe(200);
  });

  it.each([
    ["bearer", [{ bearer: [] }], {}, 200],
    ["both permissions", [{ delegated: ["Read", "Write"] }], { scp: "Read Write" }, 200],
    ["one of both permissions", [{ delegated: ["Read", "Write"] }], { scp: "Read" }, 403],
    ["both schemes", [{ delegated: ["Read"], application: ["Write"] }], { scp: "Read", roles: ["Write"] }, 200],
    ["one of both schemes", [{ delegated: ["Read"], application: ["Write"] }], { scp: "Read" }, 403],
    ["one of two alternatives", [{ delegated: ["Read"] }, { application: ["Write"] }], { roles: ["Write"] }, 200],
    ["the permission of an app, in `scope`", [{ application: ["Write"] }], { scope: "Write" }, 200],
    ["another permission, in `scope`", [{ application: ["Write"] }], { scope: "Read" }, 403],
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
    expect(readViolations(response)).toEqual([`request/header/authorization ${readError(response).message}`]);
  });
});

describe("the permissions that Microsoft has announced", () => {
  const newToken = `Bearer ${createJwt({ scp: announced })}`;
  const documented = `Bearer ${createJwt({ scp: write })}`;

  it("are sufficient beside the documented ones", async () => {
    expect((await patch(mock, {}, { authorization: newToken })).status).toBe(200);
    expect((await patch(mock, {}, { authorization: documented })).status).toBe(200);
  });

  it("do not let an app write that may only read", async () => {
    const authorization = `Bearer ${createJwt({ roles: ["DeviceManagementScripts.Read.All"] })}`;

    expect((await get(mock, { authorization })).status).toBe(200);
    expect((await patch(mock, {}, { authorization })).status).toBe(403);
  });

  it("are the only sufficient ones on request", async () => {
    const newer = await temporaryMock({ announcedPermissions: true });

    expect((await patch(newer, {}, { authorization: newToken })).status).toBe(200);
    const response = await patch(newer, {}, { authorization: documented });
    expect(response.status).toBe(403);
    expect(readError(response).message).toContain(`${announced} (application).`);
  });

  const flows = { clientCredentials: { tokenUrl: "https://a.example/", scopes: { Read: "", Write: "" } } };
  const securitySchemes = {
    application: { type: "oauth2", flows },
    bearer: { type: "http", scheme: "bearer" },
    key: { type: "apiKey", in: "header", name: "X-Key" },
  };

  /** Starts a mock with one operation, for which the announced permissions alone are sufficient. */
  function startAnnouncedMock(security: object[], announcedSecurity?: object[]): Promise<Mock> {
    const operation = {
      security,
      "x-announced-security": announcedSecurity,
      responses: { 200: { description: "done" } },
    };
    const spec = createDocument({ "/a": { get: operation } }, { components: { securitySchemes } });
    return temporaryMock({ announcedPermissions: true, spec });
  }

  it("do not matter to an operation without any", async () => {
    const newer = await startAnnouncedMock([{ bearer: [] }]);

    expect((await get(newer, { authorization: documented }, "/a")).status).toBe(200);
    expect((await get(newer, { authorization: "" }, "/a")).status).toBe(401);
  });

  it("may be of a scheme without scopes", async () => {
    const newer = await startAnnouncedMock([{ application: ["Read"] }, { key: [] }], [{ key: [] }]);
    const authorization = `Bearer ${createJwt({ roles: ["Read"] })}`;

    expect((await get(newer, { authorization }, "/a")).status).toBe(401);
    expect((await get(newer, { authorization: "", "x-key": "1" }, "/a")).status).toBe(200);
  });

  it("of a scheme that the operation does not have are ignored", async () => {
    const newer = await startAnnouncedMock(
      [{ application: ["Read"] }],
      [{ unknown: ["Read"], application: ["Write"] }],
    );

    const response = await get(newer, { authorization: `Bearer ${createJwt({ roles: ["Read"] })}` }, "/a");

    expect(readError(response).message).toBe("The token grants Read. One of these would do: Write (application).");
  });
});
