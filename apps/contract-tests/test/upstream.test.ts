// What the spec of a small service and its metadata and permissions say differently, and how the spec gives reasons.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OpenApiDocument } from "@run-summary/openapi";
import { readMetadata, readPermissions } from "@run-summary/upstream";
import { describe, expect, it, onTestFinished } from "vitest";
import { createTable, findDisagreements, listSpecFacts } from "../src/agreement/index.ts";
import { compareUpstream, findMistakes, judgeFacts } from "../src/upstream/index.ts";

const metadata = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EnumType Name="colour"><Member Name="red" /><Member Name="blue" /><Member Name="unknownFutureValue" /></EnumType>
  <EntityType Name="order"><Key><PropertyRef Name="id" /></Key>
    <Property Name="id" Type="Edm.String" Nullable="false" />
    <Property Name="count" Type="Edm.Int32" Nullable="false" />
    <Property Name="colour" Type="shop.colour" />
    <Property Name="made" Type="Edm.DateTimeOffset" />
    <Property Name="tags" Type="Collection(Edm.String)" Nullable="false" />
    <Property Name="place" Type="shop.place" />
    <NavigationProperty Name="items" Type="Collection(shop.item)" />
  </EntityType>
  <EntityType Name="item"><Property Name="price" Type="Edm.Double" Nullable="false" /></EntityType>
  <ComplexType Name="place" Abstract="true"><Property Name="street" Type="Edm.String" /></ComplexType>
  <ComplexType Name="town" BaseType="shop.place"><Property Name="name" Type="Edm.String" /></ComplexType>
  <Action Name="ship" IsBound="true"><Parameter Name="order" Type="shop.order" /><Parameter Name="to" Type="shop.place" /></Action>
  <EntityContainer Name="all"><EntitySet Name="orders" EntityType="shop.order" /></EntityContainer>
  <Annotations Target="shop.order/made"><Annotation Term="Org.OData.Core.V1.Computed" Bool="true" /></Annotations>
  <Annotations Target="shop.order/count"><Annotation Term="Org.OData.Core.V1.Description" String="Valid values 1 to 9" /></Annotations>
</Schema></edmx:DataServices></edmx:Edmx>`;
const least = "least=DelegatedWork,Application";
const permissions = JSON.stringify({
  permissions: {
    "Orders.Read": {
      pathSets: [
        {
          schemeKeys: ["DelegatedWork", "Application"],
          methods: ["GET"],
          paths: { "/orders": least, "/orders/{id}": least },
        },
      ],
    },
    "Orders.Write": {
      pathSets: [
        { schemeKeys: ["DelegatedWork", "Application"], methods: ["GET", "PATCH"], paths: { "/orders/{id}": "" } },
      ],
    },
  },
});
const upstream = { metadata: readMetadata(metadata), permissions: readPermissions(permissions) };

const text = { type: "string" };
const refer = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const town = {
  type: "object",
  required: ["@odata.type"],
  properties: { "@odata.type": { ...text, const: "#shop.town" }, street: orNull(text), name: orNull(text) },
};
const values = ["red", "blue", "unknownFutureValue"];
const schemas = {
  Order: {
    type: "object",
    properties: {
      "@odata.type": { ...text, const: "#shop.order" },
      id: { ...text, readOnly: true },
      count: { type: "integer", format: "int32", minimum: 1, maximum: 9 },
      colour: { ...orNull(text), enum: [...values, null] },
      made: { ...orNull(text), format: "date-time", readOnly: true },
      tags: { type: "array", items: text },
      place: { oneOf: [refer("Town"), { type: "null" }] },
      items: { type: "array", items: { type: "object", properties: { price: { type: "number", format: "double" } } } },
    },
  },
  Update: {
    type: "object",
    properties: {
      count: { type: "integer", format: "int32", minimum: 1, maximum: 9 },
      colour: { ...orNull(text), enum: ["red", "blue", null] },
      tags: { type: "array", items: text },
      place: orNull({ ...town, properties: { street: orNull(text) } }),
    },
  },
  Town: { allOf: [town] },
};
const all = [
  { delegated: ["Orders.Read"] },
  { delegated: ["Orders.Write"] },
  { application: ["Orders.Read"] },
  { application: ["Orders.Write"] },
];
const operation = (operationId: string, schema: object, other: object = {}) => ({
  operationId,
  security: all,
  responses: { 200: { description: "It.", content: { "application/json": { schema } } } },
  ...other,
});
const document = {
  openapi: "3.1.1",
  info: { title: "Shop", version: "1" },
  paths: {
    "/orders": {
      get: operation(
        "listOrders",
        { type: "object", properties: { "@odata.nextLink": text, value: { type: "array", items: refer("Order") } } },
        { security: [{ delegated: ["Orders.Read"] }, { application: ["Orders.Read"] }] },
      ),
    },
    "/orders/{id}": {
      get: operation("getOrder", refer("Order")),
      patch: operation("updateOrder", refer("Order"), {
        security: [{ delegated: ["Orders.Write"] }, { application: ["Orders.Write"] }],
        requestBody: { content: { "application/json": { schema: refer("Update") } } },
      }),
    },
    "/orders/{id}/ship": {
      post: {
        operationId: "shipOrder",
        requestBody: {
          content: {
            "application/json": {
              schema: { type: "object", properties: { to: { oneOf: [refer("Town"), { type: "null" }] } } },
            },
          },
        },
        responses: { 204: { description: "Shipped." } },
      },
    },
  },
  components: {
    schemas,
    securitySchemes: {
      delegated: { type: "oauth2", flows: { authorizationCode: {} } },
      application: { type: "oauth2", flows: { clientCredentials: {} } },
    },
  },
};

function orNull(schema: { readonly type: string; readonly [keyword: string]: unknown }) {
  return { ...schema, type: [schema.type, "null"] };
}

type Document = typeof document;

/** The facts that differ after an edit of the document, as `operation subject attribute: Microsoft's, the spec's`. */
function listDifferences(edit: (copy: Document) => void): string[] {
  const copy = structuredClone(document);
  edit(copy);
  const facts = compareUpstream(copy as unknown as OpenApiDocument, upstream).filter(
    (fact) => fact.spec !== fact.microsoft,
  );
  return facts.map(
    ({ operation: id, subject, attribute, microsoft, spec }) =>
      `${[id, ...subject, attribute].join(" ")}: ${microsoft}, ${spec}`,
  );
}

it("has nothing to say where both agree", () => {
  expect(listDifferences(() => {})).toEqual([]);
});

const order = schemas.Order.properties;
const cases: [what: string, edit: (copy: Document) => void, difference: string][] = [
  ["a type", set("count", { type: "string" }), "getOrder response 200 count type: integer, string"],
  ["a format", set("count", { ...order.count, format: "int64" }), "getOrder response 200 count format: int32, int64"],
  [
    "a format that is missing",
    set("made", { ...orNull(text), readOnly: true }),
    "getOrder response 200 made format: date-time, missing",
  ],
  ["a limit", set("count", { ...order.count, minimum: 0 }), "getOrder response 200 count minimum: 1, 0"],
  ["null", set("made", { ...order.made, type: "string" }), "getOrder response 200 made nullable: yes, no"],
  [
    "null of an item",
    set("tags", { type: "array", items: orNull(text) }),
    "getOrder response 200 tags [] nullable: no, yes",
  ],
  ["read-only", set("made", { ...orNull(text), format: "date-time" }), "getOrder response 200 made read-only: yes, no"],
  ["written", set("count", { ...order.count, readOnly: true }), "getOrder response 200 count read-only: no, yes"],
  [
    "a member",
    set("colour", { ...orNull(text), enum: ["red", "blue", null] }),
    "getOrder response 200 colour values: blue, red, unknownFutureValue, blue, red",
  ],
  [
    "the name of a type",
    set("@odata.type", { ...text, const: "#shop.orders" }),
    "getOrder response 200 @odata.type values: shop.order, shop.orders",
  ],
  ["a property that Microsoft lacks", set("price", text), "getOrder response 200 price type: missing, string"],
  ["a property that the spec lacks", set("count", undefined), "getOrder response 200 count type: integer, missing"],
  [
    "a property of a list's item",
    set("items", { type: "array", items: { type: "object", properties: { cost: text } } }),
    "getOrder response 200 items [] cost type: missing, string",
  ],
  [
    "a property that is written",
    (copy) => {
      Reflect.deleteProperty(copy.components.schemas.Update.properties, "tags");
    },
    "updateOrder body tags type: array, missing",
  ],
  [
    "a parameter of an action",
    (copy) => {
      Object.assign(copy.paths["/orders/{id}/ship"].post.requestBody.content["application/json"].schema.properties, {
        from: text,
      });
    },
    "shipOrder body from type: missing, string",
  ],
  [
    "a permission",
    secure([{ delegated: ["Orders.Read"] }, ...all.slice(2)]),
    "getOrder delegated: Orders.Read, Orders.Write, Orders.Read",
  ],
  ["the least privileged one", secure(all.toReversed()), "getOrder least delegated: Orders.Read, Orders.Write"],
  [
    "an announced permission",
    (copy) => {
      Object.assign(copy.paths["/orders/{id}"].get, { "x-announced-security": [{ delegated: ["Orders.All"] }] });
    },
    "getOrder announced: none, Orders.All",
  ],
  [
    "a body",
    (copy) => {
      Reflect.deleteProperty(copy.paths["/orders/{id}"].patch, "requestBody");
    },
    "updateOrder body type: object, missing",
  ],
  [
    "a method",
    (copy) => {
      Object.assign(copy.paths["/orders"], { post: operation("createOrder", refer("Order")) });
    },
    "createOrder method: get, post",
  ],
  [
    "a method that the spec lacks",
    (copy) => {
      Reflect.deleteProperty(copy.paths["/orders/{id}"], "patch");
    },
    "patch /orders/{id} method: patch, missing",
  ],
  [
    "the method of an action",
    (copy) => {
      Object.assign(copy.paths["/orders/{id}/ship"], {
        put: { ...copy.paths["/orders/{id}/ship"].post, operationId: "putOrder" },
      });
    },
    "putOrder method: post, put",
  ],
  [
    "a path",
    (copy) => {
      Object.assign(copy.paths, { "/orders/{id}/price": { get: operation("getPrice", text) } });
    },
    "getPrice path: unknown, /orders/{id}/price",
  ],
];

function set(name: string, schema: object | undefined) {
  return (copy: Document): void => {
    const { properties } = copy.components.schemas.Order;
    if (schema === undefined) Reflect.deleteProperty(properties, name);
    else Object.assign(properties, { [name]: schema });
  };
}

function secure(security: object[]) {
  return (copy: Document): void => {
    Object.assign(copy.paths["/orders/{id}"].get, { security });
  };
}

it.each(cases)("sees another one: %s", (_what, edit, difference) => {
  expect(listDifferences(edit)).toContain(difference);
});

it("takes a permission that is announced and that Microsoft lists", () => {
  const differences = listDifferences((copy) => {
    const security = [{ delegated: ["Orders.Read"] }, ...all.slice(2)];
    Object.assign(copy.paths["/orders/{id}"].get, {
      security,
      "x-announced-security": [{ delegated: ["Orders.Write"] }],
    });
  });

  expect(differences).toEqual([]);
});

it("is a source of the agreement table", () => {
  const other = structuredClone(document) as unknown as OpenApiDocument;
  const { properties } = (other.components?.schemas?.Order ?? {}) as { properties: Record<string, object> };
  const reason = { differs: { maximum: 9 }, reason: "It was seen." };
  properties.count = { ...order.count, minimum: 0, maximum: 10, "x-upstream": reason };
  const judged = judgeFacts(other, compareUpstream(other, upstream));

  const table = createTable({
    document: other,
    spec: listSpecFacts(other),
    types: [],
    docs: [],
    results: [],
    upstream: judged,
  });

  const cells = table
    .filter(({ operation: id, subject }) => id === "getOrder" && (subject.length === 0 || subject.at(-1) === "count"))
    .map(({ attribute, spec, cells: { upstream: cell, mock } }) => [attribute, spec, cell, mock].join(" "));
  expect(cells).toEqual(
    expect.arrayContaining([
      "path /orders/{id} ✓ –",
      "least delegated Orders.Read ✓ –",
      "type integer ✓ –",
      "minimum 0 1 –",
      "maximum 10 ≠ –",
      "required no – –",
    ]),
  );
  expect(
    findDisagreements(table)
      .filter(({ source }) => source === "upstream")
      .map(({ subject, attribute, says }) => [...subject, attribute, says].join(" ")),
  ).toEqual(["response 200 value [] count minimum 1", "response 200 count minimum 1", "response 200 count minimum 1"]);
});

describe("a reason in the spec", () => {
  /** The mistakes of a spec whose order is in a file of its own, as `file:line message`. */
  async function listMistakes(yaml: string): Promise<string[]> {
    const folder = await mkdtemp(join(tmpdir(), "upstream-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const { Order: _, ...others } = schemas;
    const root = { ...document, components: { ...document.components, schemas: others } };
    const file = join(folder, "openapi.json");
    await writeFile(join(folder, "order.yaml"), yaml);
    await writeFile(file, JSON.stringify(root).replaceAll("#/components/schemas/Order", "order.yaml"));
    const { bundleDocument } = await import("@run-summary/spec/source");
    const facts = judgeFacts(file, compareUpstream(await bundleDocument(file), upstream));
    return findMistakes(file, facts).map(
      ({ location, message }) => `${location.slice(location.lastIndexOf("/") + 1)} ${message}`,
    );
  }

  const head =
    "type: object\nproperties:\n  id: { type: string, readOnly: true }\n  count:\n    type: integer\n    format: int32\n    minimum: 1\n    maximum: 9\n";
  const lost =
    "  tags: { type: array, items: { type: string } }\n  place: { type: [object, 'null'], properties: { street: { type: [string, 'null'] } } }\n";
  const made = "  made:\n    type: [string, 'null']\n    format: date-time\n    readOnly: true\n";
  const colour = "  colour:\n    type: [string, 'null']\n    enum: [red, blue, null]\n";
  const reason = '    x-upstream: { differs: { values: "blue, red, unknownFutureValue" }, reason: Nobody gets it. }\n';

  it("is asked for with the line, what both say, and what to write, once for all messages that share the place", async () => {
    expect(await listMistakes(head + colour + made + lost)).toEqual([
      'order.yaml:11 listOrders · response 200 value[].colour · values: Microsoft says: blue, red, unknownFutureValue. The spec says: blue, red. Correct the spec, or write beside it: x-upstream: { differs: { values: "blue, red, unknownFutureValue" }, reason: … }',
    ]);
  });

  it("is taken", async () => {
    expect(await listMistakes(head + colour + reason + made + lost)).toEqual([]);
  });

  it("stands beside the properties where one is missing", async () => {
    const missing = "x-upstream: { differs: { property made: string }, reason: It comes later. }\n";

    expect(await listMistakes(head + colour + reason + lost + missing)).toEqual([]);
    expect(await listMistakes(head + colour + reason + lost)).toEqual([
      expect.stringContaining(
        "order.yaml:2 listOrders · response 200 value[].made · type: Microsoft says: string. The spec says: missing.",
      ),
    ]);
  });

  it("is refused where Microsoft says something else", async () => {
    const [mistake, ...others] = await listMistakes(head + colour + reason.replace("blue", "green") + made + lost);

    expect(mistake).toContain("Its x-upstream says that Microsoft says: green, red, unknownFutureValue.");
    expect(others).toEqual([]);
  });

  it("is refused where nothing differs", async () => {
    const whole = colour.replace("blue", "blue, unknownFutureValue");

    expect(await listMistakes(head + whole + reason + made + lost)).toEqual([
      expect.stringContaining(
        "order.yaml:12 x-upstream says that Microsoft says here about values: blue, red, unknownFutureValue, and that the spec differs. It does not. Remove values from `differs`",
      ),
    ]);
  });
});
