import { afterAll, expect, it } from "vitest";
import { startMock } from "../../src/index.ts";
import { createJwt, get, patch, readError } from "../helpers/requests.ts";

const mock = await startMock();
afterAll(() => mock.close());

const read = "DeviceManagementConfiguration.Read.All";
const write = "DeviceManagementConfiguration.ReadWrite.All";

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
