import { type ReadSchema, readSchema, resolveSchema, takesBearerOnly } from "@run-summary/contract/cases";
import {
  type Content,
  type FlatSchema,
  listOperations,
  type OpenApiDocument,
  type Operation,
} from "@run-summary/openapi";
import { createFacts, createValueFacts, type Fact, limits } from "./fact.ts";

/** What the document says about its operations. */
export function listSpecFacts(document: OpenApiDocument): Fact[] {
  // The body of a response to HEAD is never sent (RFC 9110, section 9.3.2). So nothing shows whether it may have other properties.
  return listOperations(document).flatMap((operation) =>
    listOperationFacts(document, operation).filter(
      ({ attribute }) => operation.method !== "head" || attribute !== "closed",
    ),
  );
}

function listOperationFacts(document: OpenApiDocument, operation: Operation): Fact[] {
  const { operationId, method, path, parameters, requestBody, responses, security } = operation;
  const token = security.length > 0 && takesBearerOnly(document, operation) ? "bearer" : "none";
  return [
    ...createFacts(operationId, [], { operationId, method, path, token, security: formatSecurity(security) }),
    ...parameters.flatMap(({ name, in: location, required, schema }) => [
      ...createFacts(operationId, ["parameter", name], { in: location }),
      ...listSchemaFacts(document, operationId, ["parameter", name], schema, required),
    ]),
    ...listBodyFacts(document, operationId, requestBody),
    ...Object.entries(responses).flatMap(([status, { headers, content }]) => [
      ...listContentFacts(document, operationId, `response ${status}`, content),
      ...Object.entries(headers).flatMap(([name, { required, schema }]) =>
        listSchemaFacts(document, operationId, [`header ${status}`, name], schema, required),
      ),
    ]),
  ];
}

function listBodyFacts(document: OpenApiDocument, operation: string, body: Operation["requestBody"]): Fact[] {
  if (body === undefined) return [];
  const [example] = Object.values(body.content).flatMap(({ examples }) => Object.values(examples));
  return [
    ...createFacts(operation, ["body"], { required: body.required, example: JSON.stringify(example) }),
    ...listContentFacts(document, operation, "body", body.content),
  ];
}

function listContentFacts(
  document: OpenApiDocument,
  operation: string,
  part: string,
  content: Readonly<Record<string, Content>>,
): Fact[] {
  return [
    ...createFacts(operation, [part], { "media types": Object.keys(content).join(", ") || "none" }),
    ...Object.values(content).flatMap(({ schema }) => listSchemaFacts(document, operation, [part], schema)),
  ];
}

/** The alternatives of a security requirement as one text: each scheme with its scopes. */
export function formatSecurity(alternatives: readonly Readonly<Record<string, readonly string[]>>[]): string {
  const texts = alternatives.map(
    (schemes) =>
      Object.entries(schemes)
        .map(([scheme, scopes]) => [scheme, ...scopes].join(" "))
        .join(" and ") || "none",
  );
  return texts.join(" or ") || "none";
}

function listSchemaFacts(
  document: OpenApiDocument,
  operation: string,
  subject: readonly string[],
  schema: object,
  required?: boolean,
  outer: readonly object[] = [],
): Fact[] {
  const own = resolveSchema(document, schema);
  const flat = readSchema(document, schema);
  const { properties = {}, items, branches } = flat;
  const isUnion = branches.length > 0;
  const facts = createValueFacts(operation, subject, {
    types: listTypes(flat),
    required,
    readOnly: flat.readOnly === true,
    closed: flat.additionalProperties === false || flat.unevaluatedProperties === false,
    values: listValues(document, flat),
    limits: Object.fromEntries(limits.map((keyword) => [keyword, readLimit(flat, keyword)])),
  }).map((fact) => (isUnion && fact.attribute === "type" ? { ...fact, isUnion } : fact));
  if (outer.includes(own)) return facts; // the schema is inside itself
  const below = (name: string, child: object, isRequired?: boolean) =>
    listSchemaFacts(document, operation, [...subject, name], child, isRequired, [...outer, own]);
  // The facts of the branch itself are those of the union.
  const listInside = (branch: object) =>
    listSchemaFacts(document, operation, subject, branch, undefined, [...outer, own])
      .filter((fact) => fact.subject.length > subject.length)
      .map((fact) => ({ ...fact, isUnion: true }));
  return [
    ...facts,
    ...branches.flatMap(({ name, schema: branch }) => (name === undefined ? listInside(branch) : below(name, branch))),
    ...Object.entries(properties).flatMap(([name, child]) =>
      below(name, child, flat.required?.includes(name) ?? false),
    ),
    ...(items === undefined ? [] : below("[]", items as object)),
  ];
}

// The format of binary content restricts nothing, and of an inclusive and an exclusive limit only one does.
function readLimit(schema: FlatSchema, keyword: string): string | number | undefined {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum } = schema as Record<string, number | undefined>;
  const isLowerExclusive = exclusiveMinimum !== undefined && !((minimum ?? -Infinity) > exclusiveMinimum);
  const isUpperExclusive = exclusiveMaximum !== undefined && !((maximum ?? Infinity) < exclusiveMaximum);
  const weaker = [isLowerExclusive ? "minimum" : "exclusiveMinimum", isUpperExclusive ? "maximum" : "exclusiveMaximum"];
  if (schema[keyword] === "binary" || weaker.includes(keyword)) return undefined;
  return schema[keyword] as string | number | undefined;
}

/** The only values that a schema permits; `undefined` where there are others. */
function listValues(document: OpenApiDocument, { const: constant, enum: values, branches }: ReadSchema) {
  if (branches.length === 0) return constant === undefined ? (values as unknown[] | undefined) : [constant];
  const all = branches.map(({ schema }): unknown[] | undefined => listValues(document, readSchema(document, schema)));
  return all.includes(undefined) ? undefined : all.flat();
}

function listTypes({ type, properties, items, ...schema }: FlatSchema): string[] {
  if (type !== undefined) return [type].flat() as string[];
  const values = "const" in schema ? [schema.const] : ((schema.enum ?? []) as unknown[]);
  if (values.length > 0) return [...new Set(values.map((value) => (value === null ? "null" : typeof value)))];
  return properties ? ["object"] : items ? ["array"] : [];
}
