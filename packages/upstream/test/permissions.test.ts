// What a permissions file says about a path.
import { expect, it } from "vitest";
import { cutUpstream, findGrants, listMethods, readMetadata, readPermissions } from "../src/index.ts";

const both = ["DelegatedWork", "Application"];
const file = readPermissions(
  JSON.stringify({
    permissions: {
      "Orders.Read": {
        pathSets: [{ schemeKeys: both, methods: ["GET"], paths: { "/orders/{id}": "least=DelegatedWork" } }],
      },
      "Orders.Write": {
        pathSets: [
          {
            schemeKeys: both,
            methods: ["GET", "PATCH"],
            paths: { "/orders/{order-id}": "least=DelegatedWork,Application" },
          },
          { schemeKeys: ["Application"], methods: ["GET"], paths: { "/Orders": "", "/other": "" } },
        ],
      },
      "Orders.Help": {
        pathSets: [
          { schemeKeys: ["DelegatedPersonal"], methods: ["DELETE"], paths: { "/orders": "" } },
          { schemeKeys: ["DelegatedWork"], methods: ["PATCH"], paths: { "/orders/{id}": "AlsoRequires=Orders.Read" } },
        ],
      },
    },
  }),
);

it.each([
  ["/orders/{orderId}", "get", "delegated", ["Orders.Read", "Orders.Write"], ["Orders.Read"]],
  ["/orders/{orderId}", "get", "application", ["Orders.Read", "Orders.Write"], ["Orders.Write"]],
  ["/orders/{orderId}", "patch", "delegated", ["Orders.Help and Orders.Read", "Orders.Write"], ["Orders.Write"]],
  ["/orders", "get", "application", ["Orders.Write"], []],
  ["/orders/$count", "get", "application", ["Orders.Write"], []],
  ["/orders", "get", "delegated", [], []],
] as const)("%s %s takes these permissions: %s", (path, method, scheme, scopes, least) => {
  expect(findGrants(file, path, method, scheme)).toEqual({ scopes, least });
});

it("lists the methods of a path", () => {
  expect(listMethods(file, "/orders/{x}")).toEqual(["get", "patch"]);
  expect(listMethods(file, "/nothing")).toEqual([]);
});

it("cuts what is about some paths", () => {
  const metadata = readMetadata('<Edmx xmlns="x"><DataServices><Schema Namespace="a"></Schema></DataServices></Edmx>');

  const { permissions } = cutUpstream({ metadata, permissions: file }, ["/orders"], []);

  const cut = readPermissions(permissions);
  expect(Object.keys(cut.permissions)).toEqual(["Orders.Write", "Orders.Help"]);
  expect(listMethods(cut, "/orders")).toEqual(["delete", "get"]);
  expect(listMethods(cut, "/other")).toEqual([]);
});

it.each([
  ["an HTML page", "<html></html>", 'It is no permissions file: it begins with "<html></html>", and is no JSON.'],
  [
    "other JSON",
    '{"permissions":{"a":{"pathSets":[{"paths":{}}]}}}',
    "It is no permissions file: it has no `permissions`",
  ],
  ["null", "null", "It is no permissions file: it has no `permissions`"],
])("refuses %s", (_name, text, message) => {
  expect(() => readPermissions(text)).toThrow(message);
});
