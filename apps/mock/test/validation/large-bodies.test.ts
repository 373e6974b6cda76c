import { expect, it } from "vitest";
import { createDocument } from "../helpers/documents.ts";
import { readViolations, send, temporaryMock } from "../helpers/requests.ts";

const node = { type: "object", required: ["id"], properties: { children: { $ref: "#/components/schemas/Nodes" } } };
const schemas = { Nodes: { type: "array", items: { $ref: "#/components/schemas/Node" } }, Node: node };

async function startNodeMock() {
  const post = {
    requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Nodes" } } } },
    responses: { 204: { description: "Accepted." }, 400: { description: "Refused." } },
  };
  const mock = await temporaryMock({ spec: createDocument({ "/nodes": { post } }, { components: { schemas } }) });
  const headers = { "content-type": "application/json" };
  return (count: number) =>
    send(`${mock.url}/nodes`, { method: "POST", headers, body: JSON.stringify(Array(count).fill({})) });
}

it("a long list of wrong items is refused at once, though the schema refers to itself", async () => {
  const sendNodes = await startNodeMock();

  expect((await sendNodes(300_000)).status).toBe(400); // after minutes where the time is quadratic
});

it("of a body with more than 5,000 values, the first violation is listed", async () => {
  const sendNodes = await startNodeMock();

  expect(readViolations(await sendNodes(5000))).toEqual([
    "request/body/0/id Request body property 0 must have required property 'id'.",
  ]);
  expect(readViolations(await sendNodes(4999))).toHaveLength(20); // the list is a value, too
});
