// Bodies whose schema has branches, forms, empty texts, lists with commas in their items, and redirects.
import { afterAll, expect, it } from "vitest";
import { startMock } from "../../src/index.ts";
import { createDocument } from "../helpers/documents.ts";
import { readError, send } from "../helpers/requests.ts";

const error = { description: "Wrong" };
const responses = { 204: { description: "Done" }, 400: error };
const createBody = (mediaType: string, schema: object) => ({
  post: { requestBody: { required: true, content: { [mediaType]: { schema } } }, responses },
});

const cat = {
  type: "object",
  required: ["kind"],
  properties: { kind: { const: "cat" }, lives: { type: "integer", maximum: 9 } },
  additionalProperties: false,
};
const dog = { allOf: [{ type: "object", required: ["kind"], properties: { kind: { enum: ["dog"] } } }] };
const fish = { type: "object", required: ["kind"], properties: { kind: { enum: ["fish", "cat"] } } };
const form = {
  type: "object",
  required: ["name"],
  properties: {
    name: { type: "string", maxLength: 3 },
    ids: { type: "array", items: { type: "integer" } },
    tags: { type: "array", items: { type: "string" }, maxItems: 2 },
    isOn: { type: "boolean" },
  },
  additionalProperties: false,
};
const list = (name: string, schema: object) => ({
  ...{ name, in: "query", explode: false },
  schema: { type: "array", ...schema },
});
const location = { required: true, schema: { type: "string" }, example: "/elsewhere" };

const separated = { style: "form", explode: false };
const literal = { style: "form", allowReserved: false };

const mock = await startMock({
  spec: createDocument({
    "/pets": createBody("application/json", { oneOf: [cat, dog], discriminator: { propertyName: "kind" } }),
    "/others": createBody("application/json", { anyOf: [cat, fish] }),
    "/values": createBody("application/json", {
      oneOf: [{ type: "integer", minimum: 5 }, { type: "string", maxLength: 2 }, { type: "null" }],
    }),
    "/form": createBody("application/x-www-form-urlencoded", form),
    "/separated": {
      post: {
        requestBody: {
          content: {
            "application/x-www-form-urlencoded": {
              schema: form,
              encoding: { tags: separated, name: literal },
            },
          },
        },
        responses,
      },
    },
    "/text": createBody("text/plain", { type: "string", maxLength: 2 }),
    "/list": {
      post: {
        parameters: [list("tags", { items: { enum: ["a", "b", "c,d"] }, maxItems: 2 })],
        responses,
      },
    },
    "/redirect": { post: { responses: { 302: { description: "Elsewhere", headers: { Location: location } } } } },
  }),
});
afterAll(() => mock.close());

function post(path: string, contentType: string, body: string) {
  return send(mock.url + path, { method: "POST", headers: { "content-type": contentType }, body });
}

it.each([
  ["/pets", { kind: "cat", lives: 9 }, []],
  ["/pets", { kind: "cat", lives: 10 }, ["/body/lives"]],
  ["/pets", { kind: "dog", lives: 10 }, []],
  ["/pets", { kind: "cow", lives: 10 }, ["/body/kind"]],
  ["/pets", {}, ["/body/kind"]],
  ["/pets", "cat", ["/body"]],
  ["/values", 5, []],
  ["/values", 4, ["/body"]],
  ["/values", "abc", ["/body"]],
  ["/values", null, []],
  ["/values", true, ["/body"]],
  ["/others", { kind: "cat", lives: 10 }, []],
])("%s names what is wrong in the branch that %j means", async (path, body, targets) => {
  const response = await post(path, "application/json", JSON.stringify(body));

  expect(response.status).toBe(targets.length === 0 ? 204 : 400);
  expect(targets.length === 0 ? [] : readError(response).details?.map(({ target }) => target)).toEqual(targets);
});

it.each([
  ["/form", "name=a+b&ids=1&ids=2&isOn=true", []],
  ["/form", "name=1&tags=a,b", []],
  ["/form", "ids=1", ["/body/name"]],
  ["/form", "", ["/body/name"]],
  ["/form", "name=abcd&ids=x&isOn=1&other=1", ["/body/other", "/body/name", "/body/ids/0", "/body/isOn"]],
  ["/separated", "name=a&tags=a,b%2Cc", []],
  ["/separated", "name=a&tags=a,b,c", ["/body/tags"]],
  ["/separated", "name=%3A", []],
  ["/separated", "name=:", ["/body/name"]],
])("the form at %s takes the fields %s", async (path, body, targets) => {
  const response = await post(path, "application/x-www-form-urlencoded", body);

  expect(targets.length === 0 ? response.status : readError(response).details?.map(({ target }) => target)).toEqual(
    targets.length === 0 ? 204 : targets,
  );
});

it.each([
  ["text/plain", "", 204],
  ["text/plain", "ab", 204],
  ["text/plain", "abc", 400],
  ["application/json", "", 400],
])("a text of %s may be empty: %j: %i", async (contentType, body, status) => {
  expect((await post("/text", contentType, body)).status).toBe(status);
});

it.each([
  ["tags=a,b", 204],
  ["tags=a,c%2Cd", 204],
  ["tags=c%2Cd", 204],
  ["tags=a%2Cb", 204], // as `URLSearchParams` writes a list
  ["tags=c,d", 400],
  ["tags=a,b,a", 400],
  ["tags=a%2Cb%2Ca", 400],
])("a comma in an item is percent-encoded: %s: %i", async (query, status) => {
  expect((await send(`${mock.url}/list?${query}`, { method: "POST" })).status).toBe(status);
});

it("responds with a redirect where it is the success", async () => {
  const response = await fetch(`${mock.url}/redirect`, { method: "POST", redirect: "manual" });

  expect([response.status, response.headers.get("location"), await response.text()]).toEqual([302, "/elsewhere", ""]);
});
