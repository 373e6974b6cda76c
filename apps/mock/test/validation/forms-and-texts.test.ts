// Forms, empty texts, lists with commas in their items, and redirects.
import { afterAll, expect, it } from "vitest";
import { startMock } from "../../src/index.ts";
import { createDocument } from "../helpers/documents.ts";
import { readError, readViolations, send } from "../helpers/requests.ts";

const error = { description: "Wrong" };
const responses = { 204: { description: "Done" }, 400: error };
const createBody = (mediaType: string, schema: object) => ({
  post: { requestBody: { required: true, content: { [mediaType]: { schema } } }, responses },
});

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

it("names a field with reserved characters", async () => {
  const response = await post("/separated", "application/x-www-form-urlencoded", "name=:");

  const message = "Request body property name has reserved characters, which have to be percent-encoded.";
  expect(readError(response).details).toEqual([{ code: "allowReserved", message, target: "/body/name" }]);
  expect(readViolations(response)).toEqual([`request/body/name ${message}`]);
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
