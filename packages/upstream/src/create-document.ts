import { listOperations, type OpenApiDocument } from "@run-summary/openapi";
import { describeType } from "./describe-type.ts";
import { listProperties, type Metadata, type Property, type TypeReference } from "./metadata.ts";
import { findGrants, listMethods, type Scheme, schemes } from "./permissions.ts";
import { resolvePath, type Target } from "./resolve-path.ts";
import type { Upstream } from "./snapshot.ts";

/**
 * A document with what Microsoft publishes about the paths of another one, so that two states of it can be compared as two
 * documents are. It holds neither what Microsoft does not say nor the words of the other document.
 */
export function createUpstreamDocument(upstream: Upstream, document: OpenApiDocument): OpenApiDocument {
  const names = new Map(
    listOperations(document).map(({ path, method, operationId }) => [`${method} ${path}`, operationId]),
  );
  const writer = createSchemaWriter(upstream.metadata);
  const paths = Object.keys(document.paths ?? {}).map((path) => {
    const { target } = resolvePath(upstream.metadata, path);
    const methods = listMethods(upstream.permissions, path).map((method) => {
      const operationId = names.get(`${method} ${path}`);
      const operation = {
        ...(operationId !== undefined && { operationId }),
        ...createOperation(upstream, writer, path, method, target),
      };
      return [method, operation];
    });
    return [path, Object.fromEntries(target.kind === "unknown" ? [] : methods)];
  });
  return {
    openapi: "3.1.1",
    info: { title: "What Microsoft publishes", version: "1" },
    paths: Object.fromEntries(paths),
    components: { schemas: writer.schemas, securitySchemes: securitySchemes },
  } as unknown as OpenApiDocument;
}

const securitySchemes = Object.fromEntries(
  Object.keys(schemes).map((name) => [name, { type: "http", scheme: "bearer" }]),
);

function createOperation(
  { permissions }: Upstream,
  writer: SchemaWriter,
  path: string,
  method: string,
  target: Target,
) {
  const grants = (Object.keys(schemes) as Scheme[]).map((scheme) => ({
    scheme,
    ...findGrants(permissions, path, method, scheme),
  }));
  const { request, response } = listMessages(method, target);
  const content = (properties: readonly Property[] | TypeReference) => ({
    content: { "application/json": { schema: writer.write(properties) } },
  });
  return {
    description: grants
      .map(({ scheme, least }) => `Least privileged, ${scheme}: ${least.join(" or ") || "none"}.`)
      .join(" "),
    security: grants.flatMap(({ scheme, scopes }) => scopes.map((scope) => ({ [scheme]: scope.split(" and ") }))),
    ...(request !== undefined && { requestBody: { required: true, ...content(request) } }),
    responses: { 200: { description: "Success", ...(response !== undefined && content(response)) } },
  };
}

/** What a request and a response hold: a type, or an object with these properties. */
export interface Messages {
  readonly request?: TypeReference | readonly Property[] | undefined;
  readonly response?: TypeReference | readonly Property[] | undefined;
}

/** What the messages of a method hold, by OData's rules (OData protocol, section 11). */
export function listMessages(method: string, target: Target): Messages {
  if (target.kind === "operation") {
    const { parameters, returns, isAction } = target.operation;
    const response = returns && (isFlat(returns) ? returns : [wrap(returns)]);
    return { response, ...(isAction && parameters.length > 0 && { request: parameters }) };
  }
  if (target.kind !== "resource" || method === "delete") return {};
  if (method === "get") return { response: isFlat(target) ? target : [wrap(target)] };
  const item = { type: target.type, isCollection: false };
  return { request: item, response: item };
}

function isFlat({ type, isCollection }: TypeReference): boolean {
  return !isCollection && !type.startsWith("Edm.");
}

// A list, and a value that is no object, is the member `value` of an object.
function wrap(reference: TypeReference): Property {
  return {
    name: "value",
    ...reference,
    isNavigation: false,
    isNullable: undefined,
    isReadOnly: false,
    description: "",
  };
}

interface SchemaWriter {
  readonly schemas: Record<string, object>;
  write(content: TypeReference | readonly Property[]): object;
}

/** Writes a schema for each type that is asked for, and for those of its properties. */
function createSchemaWriter(metadata: Metadata): SchemaWriter {
  const schemas: Record<string, object> = {};
  const refer = (type: string): object => {
    const name = type.replaceAll(/[^\w.-]/g, "");
    if (!Object.hasOwn(schemas, name)) {
      schemas[name] = {};
      schemas[name] = writeObject(listProperties(metadata, type));
    }
    return { $ref: `#/components/schemas/${name}` };
  };
  const writeObject = (properties: readonly Property[]): object => ({
    type: "object",
    properties: Object.fromEntries(properties.map((property) => [property.name, writeProperty(property)])),
  });
  const writeProperty = (property: Property): object => {
    const item = writeItem(property);
    const schema = property.isCollection ? { type: "array", items: item } : item;
    return property.isReadOnly ? { allOf: [schema], readOnly: true } : schema;
  };
  const writeItem = (property: Property): object => {
    const { type, values, ...limits } = describeType(metadata, property) ?? {};
    const isNullable = property.isNullable === true;
    if (type === "object")
      return isNullable ? { oneOf: [refer(property.type), { type: "null" }] } : refer(property.type);
    if (type === undefined) return { description: property.type };
    const members = values && { enum: isNullable ? [...values, null] : values };
    return { type: isNullable ? [type, "null"] : type, ...limits, ...members };
  };
  return {
    schemas,
    write: (content) => ("type" in content ? refer(content.type) : writeObject(content)),
  };
}
