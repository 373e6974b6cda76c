// What a stateful mock says of the query options that it does not understand. All of them are texts here.
import { describe, expect, it } from "vitest";
import { readViolations } from "../../helpers/requests.ts";
import { createOperation, createPageSchema, createPathParameters, startStateful } from "../../helpers/stateful.ts";

const thing = {
  type: "object",
  properties: {
    id: { type: "string" },
    name: { type: "string" },
    size: { type: "integer" },
    sealed: { type: "string" },
  },
};
const things = [
  { id: "1", name: "b", size: 1 },
  { id: "2", name: "a", size: 2 },
  { id: "3", name: "a", size: 1 },
];
const options = ["$top", "$skip", "$count", "$filter", "$orderby", "$select", "$expand", "$search", "search"];
const parameters = options.map((name) => ({ in: "query", name, schema: { type: "string" } }));
const page = createPageSchema(thing);
const part = { type: "object", properties: { id: { type: "string" } } };
const parts = createOperation(createPageSchema(part), { value: [] });

async function startThings() {
  const operation = createOperation(thing, things[0]);
  const ofThing = createPathParameters("id");
  return startStateful(
    {
      "/things": { get: { ...createOperation(page, { value: [] }), parameters }, post: operation },
      "/things/{id}": { ...ofThing, get: { ...operation, parameters }, patch: operation },
      "/things/{id}/parts": { ...ofThing, get: parts, post: operation },
      "/things/{id}/parts/last": { ...ofThing, get: createOperation(part, {}) },
      "/things/{id}/sealed": { ...ofThing, get: operation, patch: operation },
      "/things/{id}/lock": { ...ofThing, post: operation },
    },
    { seed: { "/things": { value: things } } },
  );
}

async function read(query: Readonly<Record<string, string>>, path = "/things") {
  const response = await (await startThings())("GET", `${path}?${new URLSearchParams(query)}`);
  return { body: response.body, violations: readViolations(response) };
}

const properties = "the properties are id, name, size, sealed";

describe("an option that the mock does not understand has no effect, and the response says what it knows", () => {
  it.each<[name: string, text: string, expected: string]>([
    ...["x1", "1x", "1.5", "-1", "1234567890123456"].map((text): [string, string, string] => [
      "$top",
      text,
      "it is a whole number",
    ]),
    ["$skip", "one", "it is a whole number"],
    ["$skiptoken", "x", "it is not one of the mock's"],
    ["$count", "yes", "it is true or false"],
    ["$count", "", "it is true or false"],
    ["$filter", "name eq 'a' and other eq 1", `it knows \`property eq value\`, joined by \`and\`; ${properties}`],
    ["$filter", "other eq 1 and name eq 'a'", `it knows \`property eq value\`, joined by \`and\`; ${properties}`],
    ["$orderby", "name,other", `it knows properties, each with \`asc\` or \`desc\`; ${properties}`],
    ["$orderby", "", `it knows properties, each with \`asc\` or \`desc\`; ${properties}`],
    ["$select", "name,other", properties],
    ["$expand", "parts,lock", "it knows parts, sealed"],
    ["$expand", "parts/last", "it knows parts, sealed"],
    ["$search", "a", "it knows $top, $skip, $skiptoken, $count, $filter, $orderby, $select, $expand"],
  ])("%s=%s", async (name, text, expected) => {
    const { body, violations } = await read({ [name]: text });

    expect(body).toEqual({ value: things });
    expect(violations).toEqual([
      `request/query/${name} The mock does not understand this ${name}, which has no effect: ${expected}.`,
    ]);
  });

  it("with a code", async () => {
    const call = await startThings();

    const { headers } = await call("GET", "/things?$top=x");

    expect(JSON.parse(headers.get("sl-violations") ?? "")).toMatchObject([{ code: "unsupported" }]);
  });

  it("where nothing can be expanded", async () => {
    const get = { ...createOperation(page, { value: [] }), parameters };
    const call = await startStateful({ "/things": { get, post: createOperation(thing) } });

    expect(readViolations(await call("GET", "/things?$expand=parts"))).toEqual([
      expect.stringContaining("it knows none."),
    ]);
  });

  it("but for an option that is not OData's", async () => {
    expect(await read({ search: "a" })).toEqual({ body: { value: things }, violations: [] });
  });
});

describe("an option that the mock understands", () => {
  const [first, second, third] = things as [object, object, object];

  it.each<[string, string, object]>([
    ["$count", "true", { "@odata.count": 3, value: things }],
    ["$count", "false", { value: things }],
    ["$top", "2", { value: [first, second] }],
    ["$skip", "2", { value: [third] }],
    ["$orderby", " name   desc , size", { value: [first, third, second] }],
    ["$orderby", "name,size desc", { value: [second, third, first] }],
    ["$select", "id , size", { value: things.map(({ id, size }) => ({ id, size })) }],
    ["$select", "parts", { value: things.map(({ id }) => ({ id })) }],
    ["$expand", "parts", { value: things.map((one) => ({ ...one, parts: [] })) }],
  ])("%s=%s", async (name, text, expected) => {
    expect(await read({ [name]: text })).toEqual({ body: expected, violations: [] });
  });
});

describe("$expand", () => {
  it("has no effect where the document does not allow what it adds, and the response says so", async () => {
    const query = { $expand: "sealed", $search: "a" };
    const call = await startThings();
    await call("PATCH", "/things/1/sealed", { name: "s" });

    const response = await call("GET", `/things/1?${new URLSearchParams(query)}`);

    expect(response.body).toEqual(things[0]);
    expect(readViolations(response)).toEqual([
      expect.stringMatching(/^request\/query\/\$search /),
      "request/query/$expand The document does not allow what is expanded in the response, so that $expand has no effect.",
    ]);
    expect(JSON.parse(response.headers.get("sl-violations") ?? "")).toMatchObject([{}, { code: "unsupported" }]);
  });

  it("has a page of 100 items, and the address of the rest where there is one", async () => {
    const call = await startThings();
    for (let index = 0; index < 100; index++) await call("POST", "/things/1/parts", {});
    const whole = await call("GET", "/things/1?$expand=parts");
    await call("POST", "/things/1/parts", {});
    const { body } = await call("GET", "/things/1?$expand=parts");

    expect(Object.keys(whole.body)).toEqual(["id", "name", "size", "parts"]);
    expect(whole.body.parts).toHaveLength(100);
    expect(body.parts).toHaveLength(100);
    expect(body["parts@odata.nextLink"]).toMatch(/\/things\/1\/parts\?\$skiptoken=100$/);
  });
});

describe("the count of a page", () => {
  const counted = { ...thing, properties: {} };

  it("is there where the document's example has one, and $count is not documented", async () => {
    const get = createOperation(createPageSchema(counted), { "@odata.count": 9, value: [{ id: "1" }] });
    const call = await startStateful({ "/things": { get, post: createOperation(thing) } });

    expect((await call("GET", "/things")).body).toEqual({ "@odata.count": 1, value: [{ id: "1" }] });
  });

  it("is there where one of the page's schemas requires it", async () => {
    const required = { allOf: [createPageSchema(counted), { required: ["@odata.count"] }] };
    const get = createOperation(required, { "@odata.count": 9, value: [] });
    const call = await startStateful({ "/things": { get: { ...get, parameters }, post: createOperation(thing) } });

    expect((await call("GET", "/things")).body).toEqual({ "@odata.count": 0, value: [] });
  });
});

it("a page has as many items as the strictest of its schemas allows", async () => {
  const nextLink = { "@odata.nextLink": { type: "string" } };
  const limited = { properties: { ...nextLink, value: { allOf: [{ type: "array", items: thing }, { maxItems: 2 }] } } };
  const get = createOperation({ type: "object", ...limited }, { value: [] });
  const call = await startStateful({ "/things": { get, post: createOperation(thing) } }, { seed: {} });
  for (let index = 0; index < 3; index++) await call("POST", "/things", {});

  expect((await call("GET", "/things")).body.value).toHaveLength(2);
});
