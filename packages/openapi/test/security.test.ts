import { expect, it } from "vitest";
import type { OpenApiDocument } from "../src/document.ts";
import { isGranted, listRequiredClaims, readTokenClaims } from "../src/security.ts";

function createToken(claims: unknown): string {
  return `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.e30`;
}

it("reads the delegated and the application permissions of a JWT", () => {
  const token = createToken({ scp: "A B", roles: ["C"] });

  expect(readTokenClaims(token)).toEqual({ scp: ["A", "B"], roles: ["C"] });
});

it.each([
  [{ scp: ["A", "B"] }, ["A", "B"], []],
  [{ scope: "A B" }, ["A", "B"], ["A", "B"]],
  [{ scp: "A", scope: "B", roles: ["C"] }, ["A", "B"], ["C", "B"]],
  [{ scp: [1, "", "A"], scope: { B: true }, roles: "C" }, ["A"], []],
])("reads the permissions of %j", (claims, scp, roles) => {
  expect(readTokenClaims(createToken(claims))).toEqual({ scp, roles });
});

it.each(["opaque", "a.b", "e30.!.e30", createToken("text"), createToken(null)])(
  "reads nothing of the token %s",
  (token) => {
    expect(readTokenClaims(token)).toBeUndefined();
  },
);

it("lists the alternatives by the flow of their security scheme", () => {
  const document = {
    components: {
      securitySchemes: {
        user: { type: "oauth2", flows: { authorizationCode: {} } },
        app: { type: "oauth2", flows: { clientCredentials: {} } },
      },
    },
  } as unknown as OpenApiDocument;

  const alternatives = listRequiredClaims(document, { security: [{ user: ["A"] }, { app: ["B"] }] });

  expect(alternatives).toEqual([
    { scp: ["A"], roles: [] },
    { scp: [], roles: ["B"] },
  ]);
  expect(isGranted({ scp: ["A"], roles: [] }, alternatives)).toBe(true);
  expect(isGranted({ scp: ["B"], roles: ["A"] }, alternatives)).toBe(false);
});

it("asks for nothing where one alternative is empty", () => {
  expect(listRequiredClaims({} as OpenApiDocument, { security: [{}, { user: ["A"] }] })).toEqual([]);
});
