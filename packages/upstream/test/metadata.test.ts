// What the metadata of a small service says, and what is cut out of it.
import { expect, it } from "vitest";
import { cutUpstream, describeType, listKeys, listProperties, readMetadata, resolvePath } from "../src/index.ts";

const shop = `<?xml version="1.0"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:Reference Uri="core.xml"><edmx:Include Namespace="Org.OData.Core.V1" Alias="Core" /></edmx:Reference>
  <edmx:DataServices>
    <Schema Namespace="a.shop" Alias="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EnumType Name="colour"><Member Name="red" /><Member Name="unknownFutureValue" /></EnumType>
      <EnumType Name="days" IsFlags="true"><Member Name="one" Value="1" /></EnumType>
      <EntityType Name="thing" Abstract="true"><Key><PropertyRef Name="id" /></Key><Property Name="id" Type="Edm.String" Nullable="false" /></EntityType>
      <EntityType Name="order" BaseType="shop.thing">
        <Property Name="note" Type="Edm.String"><Annotation Term="Core.Description" String="More &gt; less" /></Property>
        <Property Name="count" Type="Edm.Int32" Nullable="false" />
        <Property Name="colours" Type="Collection(shop.colour)" Nullable="false" />
        <Property Name="made" Type="Edm.DateTimeOffset" />
        <Property Name="place" Type="shop.place" />
        <NavigationProperty Name="items" Type="Collection(a.shop.item)" ContainsTarget="true" />
        <NavigationProperty Name="parent" Type="shop.order" />
      </EntityType>
      <EntityType Name="item" BaseType="shop.thing"><Property Name="open" Type="shop.days" /></EntityType>
      <EntityType Name="loop" BaseType="shop.loop"><Property Name="end" Type="Edm.Boolean" /></EntityType>
      <ComplexType Name="place" Abstract="true"><Property Name="street" Type="Edm.String" /></ComplexType>
      <ComplexType Name="town" BaseType="shop.place" />
      <ComplexType Name="unused" />
      <Action Name="ship" IsBound="true"><Parameter Name="it" Type="shop.order" /><Parameter Name="to" Type="shop.place" /></Action>
      <Action Name="ship" IsBound="true"><Parameter Name="it" Type="shop.item" /></Action>
      <Function Name="total" IsBound="true"><Parameter Name="all" Type="Collection(shop.order)" /><ReturnType Type="Edm.Int32" /></Function>
      <EntityContainer Name="all"><EntitySet Name="orders" EntityType="shop.order" /><Singleton Name="me" Type="shop.order" /></EntityContainer>
      <Annotations Target="shop.order/made"><Annotation Term="Org.OData.Core.V1.Computed" Bool="true" /></Annotations>
      <Annotations Target="a.shop.order/count"><Annotation Term="Core.Description" String="Valid values 1 to 23" /></Annotations>
      <Annotations Target="shop.item/open"><Annotation Term="Core.Permissions"><EnumMember>Core.Permission/Read</EnumMember></Annotation></Annotations>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
`;
const metadata = readMetadata(shop);

it("has a type's properties with those of its base, their full types, and what annotations say", () => {
  const [id, note, count, colours, made] = listProperties(metadata, "a.shop.order");

  expect(id).toMatchObject({ name: "id", type: "Edm.String", isNullable: false });
  expect(note).toMatchObject({ isNullable: true, description: "More > less", isReadOnly: false });
  expect(count).toMatchObject({ isNullable: false, description: "Valid values 1 to 23" });
  expect(colours).toMatchObject({ type: "a.shop.colour", isCollection: true, isNullable: false });
  expect(made).toMatchObject({ type: "Edm.DateTimeOffset", isReadOnly: true });
  expect(listProperties(metadata, "a.shop.item").at(-1)).toMatchObject({ name: "open", isReadOnly: true });
  expect(listKeys(metadata, "a.shop.order")).toEqual(["id"]);
  expect(listProperties(metadata, "a.shop.loop").map(({ name }) => name)).toEqual(["end"]);
});

it.each([
  ["note", { type: "string" }],
  ["count", { type: "integer", format: "int32", minimum: 1, maximum: 23 }],
  ["colours", { type: "string", values: ["red", "unknownFutureValue"] }],
  ["made", { type: "string", format: "date-time" }],
  ["place", { type: "object" }],
])("describes %s in the words of JSON Schema", (name, description) => {
  const property = listProperties(metadata, "a.shop.order").find((one) => one.name === name);

  expect(property && describeType(metadata, property)).toEqual(description);
});

it.each([
  ["/orders", { kind: "resource", type: "a.shop.order", isCollection: true }],
  ["/orders/{id}", { kind: "resource", type: "a.shop.order", isCollection: false }],
  ["/orders('{id}')/items({item})", { kind: "resource", type: "a.shop.item", isCollection: false }],
  ["/me/parent/place/street", { kind: "resource", type: "Edm.String", isCollection: false }],
  ["/me/place/a.shop.town", { kind: "resource", type: "a.shop.town", isCollection: false }],
  ["/orders/$count", { kind: "system" }],
  ["/orders/{id}/shop.ship", { kind: "operation", operation: { isAction: true, parameters: [{ name: "to" }] } }],
  ["/orders/{id}/items/{item}/ship", { kind: "operation", operation: { binding: { type: "a.shop.item" } } }],
  ["/orders/total()", { kind: "operation", operation: { isAction: false, returns: { type: "Edm.Int32" } } }],
  ["/orders/{id}/total()", { kind: "unknown", segment: "total", parent: "a.shop.order" }],
  ["/orders/{id}/price", { kind: "unknown", segment: "price", parent: "a.shop.order" }],
  ["/customers/{id}", { kind: "unknown", segment: "customers" }],
])("%s leads to its type", (path, target) => {
  expect(resolvePath(metadata, path).target).toMatchObject(target);
});

it("cuts what some paths and names are about, and nothing more the second time", () => {
  const paths = ["/me/parent/items", "/orders/{id}/ship"];
  const cut = (text: string) =>
    cutUpstream({ metadata: readMetadata(text), permissions: { permissions: {} } }, paths, ["a.shop.town"]);

  const { metadata: text } = cut(shop);

  const small = readMetadata(text);
  expect(resolvePath(small, "/me/parent/items").target).toMatchObject({ type: "a.shop.item" });
  expect(resolvePath(small, "/orders/{id}/ship").target).toMatchObject({ kind: "operation" });
  expect(listProperties(small, "a.shop.order").map(({ name }) => name)).toEqual(["id", "items", "parent"]);
  expect(listProperties(small, "a.shop.item")).toEqual(listProperties(metadata, "a.shop.item"));
  expect(small.findType("a.shop.town")).toEqual(metadata.findType("a.shop.town"));
  expect(small.findType("a.shop.unused")).toBeUndefined();
  expect(text).not.toContain("Valid values");
  expect(cut(text).metadata).toBe(text);
});

it("keeps all of a type that one path leads to and another one goes through", () => {
  const paths = ["/orders/{id}", "/orders/{id}/items"];

  const { metadata: text } = cutUpstream({ metadata, permissions: { permissions: {} } }, paths, []);

  expect(listProperties(readMetadata(text), "a.shop.order")).toEqual(listProperties(metadata, "a.shop.order"));
});

it.each([
  [
    "an HTML page",
    "<!DOCTYPE html><html><body>Sign in</body></html>",
    'It is no OData metadata: it begins with "<!DOCTYPE html>',
  ],
  ["JSON", "{}", "It is no OData metadata"],
  ["metadata without a schema", shop.replace(/<Schema[\s\S]*<\/Schema>/, ""), "It is no OData metadata"],
  ["half of the metadata", shop.slice(0, 1500), "The XML ends before </Schema>. Get the whole file."],
])("refuses %s", (_name, text, message) => {
  expect(() => readMetadata(text)).toThrow(message);
});

it("names the element that is not well-formed", () => {
  const broken = readMetadata(shop.replace('<Member Name="red" />', '<Member Name="red"></Other>'));

  expect(() => broken.findType("a.shop.colour")).toThrow('The XML of <EnumType Name="colour">');
});
