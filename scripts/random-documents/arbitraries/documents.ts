import type { OpenApiDocument } from "@run-summary/openapi";
import { readBundle } from "@run-summary/spec";
import fc from "fast-check";
import { mostly } from "./names.ts";
import { randomPaths } from "./operations.ts";

const scopes = { "Things.Read": "Read things", "Things.Write": "Write things" };

const securitySchemes: Readonly<Record<string, unknown>> = {
  delegated: {
    type: "oauth2",
    flows: {
      authorizationCode: {
        authorizationUrl: "https://login.contoso.com/authorize",
        tokenUrl: "https://login.contoso.com/token",
        scopes,
      },
    },
  },
  application: {
    type: "oauth2",
    flows: { clientCredentials: { tokenUrl: "https://login.contoso.com/token", scopes } },
  },
};

const errorSchemas = ["GraphErrorBody", "GraphErrorDetail", "GraphInnerError"];

/** What is the same in each document: the form of the errors is Graph's, which the client reads. */
const components = {
  headers: {
    RequestId: { description: "The id of the request.", required: true, schema: { type: "string" }, example: "1" },
    ClientRequestId: { description: "The caller's id.", required: true, schema: { type: "string" }, example: "1" },
  },
  responses: {
    Error: {
      description: "An error.",
      headers: {
        "request-id": { $ref: "#/components/headers/RequestId" },
        "client-request-id": { $ref: "#/components/headers/ClientRequestId" },
      },
      content: {
        "application/json": {
          schema: { $ref: "#/components/schemas/GraphErrorBody" },
          examples: { anError: { value: { error: { code: "wrong", message: "Something is wrong." } } } },
        },
      },
    },
  },
  schemas: Object.fromEntries(errorSchemas.map((name) => [name, readBundle().components?.schemas?.[name]])),
};

const serverUrls = mostly(
  ["https://api.contoso.com/beta", "https://api.contoso.com", "https://api.contoso.com/a/b"],
  fc.constantFrom("https://api.contoso.com:8443/v1", "https://api.contoso.com/a'b", "https://api.contoso.com/a.b/..b"),
  fc.constantFrom(
    ...["https://API.contoso.com/Beta", "http://api.contoso.com/beta", "https://api.contoso.com:443/v1", "/beta"],
    ...["https://api.contoso.com/é", "https://api.contoso.com/x/../y", "https://user@api.contoso.com/v1"],
    ...["https://bücher.contoso.com/v1", "https://api.contoso.com/%41", "https://api.contoso.com/%C3%A9"],
  ),
);

const servers = fc
  .uniqueArray(serverUrls, { minLength: 1, maxLength: 2 })
  .map((urls) => urls.map((url, index) => ({ url, "x-cloud": index === 0 ? "global" : "other" })));

/** Removes what a second operation may not repeat: its operationId, and its path. */
function dropRepeated(paths: readonly { template: string; operations: Record<string, unknown> }[]) {
  const known = new Set<unknown>();
  const kept: Record<string, Record<string, unknown>> = {};
  for (const { template, operations } of paths) {
    for (const [method, operation] of Object.entries(operations)) {
      const { operationId } = operation as { operationId: string };
      if (known.has(operationId)) continue;
      known.add(operationId);
      kept[template] = { ...kept[template], [method]: operation };
    }
  }
  return kept;
}

const values = ["example", "examples", "default", "enum", "const"];

/** Moves some schemas into the components: the first ones of bodies, parameters and items, and all that have a discriminator. */
function nameSchemas(paths: unknown, count: number): { paths: unknown; schemas: Record<string, unknown> } {
  const schemas: Record<string, unknown> = {};
  const move = (schema: unknown) => {
    const name = `Schema${Object.keys(schemas).length + 1}`;
    schemas[name] = schema;
    return { $ref: `#/components/schemas/${name}` };
  };
  const visit = (value: unknown, key: string): unknown => {
    if (typeof value !== "object" || value === null || values.includes(key)) return value;
    if (Array.isArray(value)) return value.map((item) => visit(item, key));
    const copy = Object.fromEntries(Object.entries(value).map(([name, child]) => [name, visit(child, name)]));
    if (typeof copy.discriminator === "object" && !("type" in copy))
      return nameBranches(copy as unknown as Union, move);
    const isMoved = (key === "schema" || key === "items") && "type" in copy && Object.keys(schemas).length < count;
    return isMoved && copy.format !== "binary" ? move(copy) : copy;
  };
  return { paths: visit(paths, ""), schemas };
}

type Branch = { readonly properties: Readonly<Record<string, { readonly const: string }>> };
interface Union {
  readonly oneOf?: readonly Branch[];
  readonly anyOf?: readonly Branch[];
  readonly discriminator: { readonly propertyName: string };
}

/** Moves the branches of a discriminated union into the components. */
function nameBranches(union: Union, move: (schema: unknown) => { $ref: string }): object {
  const { oneOf, anyOf = [], discriminator, ...others } = union;
  const branches = (oneOf ?? anyOf).map((branch) => ({
    value: branch.properties[discriminator.propertyName]?.const,
    reference: move(branch),
  }));
  return {
    ...others,
    [oneOf === undefined ? "anyOf" : "oneOf"]: branches.map(({ reference }) => reference),
    discriminator: {
      ...discriminator,
      mapping: Object.fromEntries(branches.map(({ value, reference }) => [value, reference.$ref])),
    },
  };
}

/** Small documents. The lint accepts most of them. */
export const randomDocuments: fc.Arbitrary<OpenApiDocument> = fc
  .record({ servers, paths: fc.array(randomPaths, { minLength: 1, maxLength: 2 }), named: fc.nat(3) })
  .map(({ servers, paths, named }) => {
    const { paths: used, schemas } = nameSchemas(dropRepeated(paths as never), named);
    return {
      openapi: "3.1.1",
      jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
      info: { title: "Things", version: "1.0.0", description: "Things.", license: { name: "MIT", identifier: "MIT" } },
      servers,
      tags: [{ name: "things", description: "Things." }],
      paths: used,
      components: {
        ...components,
        schemas: { ...components.schemas, ...schemas },
        securitySchemes: Object.fromEntries(
          Object.entries(securitySchemes).filter(
            ([name]) => JSON.stringify(used).includes(`{"${name}":[`) || JSON.stringify(used).includes(`,"${name}":[`),
          ),
        ),
      },
    } as unknown as OpenApiDocument;
  });
